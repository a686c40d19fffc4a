package io.throughline.examples.cli;

import io.throughline.core.config.Product;
import io.throughline.core.telemetry.event.ErrorIssue;
import io.throughline.correlation.Throughline;
import io.throughline.correlation.errors.ErrorCatalogue;
import io.throughline.correlation.errors.ErrorEntry;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists errors, each once, whoever reported it. */
@Command(
        name = "errors",
        description = {
            "Lists the errors of a product's services: exceptions of the telemetry and issues of the error tracker side by"
                    + " side, those that both report once.",
            "Reads the store only; run sync before."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example:", "  throughline errors --product checkout", "", ExitCode.HELP})
final class ErrorsCommand implements Callable<Integer> {

    private static final String ROW = "%-20s %-44s %9s  %s%n";

    @Mixin
    private final ConfigFile config = new ConfigFile();

    @Option(names = "--product", paramLabel = "NAME", description = "The product; all configured ones by default.")
    private @Nullable String product;

    @Mixin
    private final Interval interval = new Interval();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Throughline throughline = config.open()) {
            List<String> products = product == null
                    ? throughline.config().products().stream()
                            .map(Product::name)
                            .toList()
                    : List.of(product);
            for (String name : products) {
                print(name, throughline.errors(name, interval.window(spec)), out);
            }
        }
        return ExitCode.WELL;
    }

    private static void print(String product, ErrorCatalogue catalogue, PrintWriter out) {
        out.printf(
                "%s, %s to %s%n",
                product, catalogue.focus().from(), catalogue.focus().to());
        out.printf(Locale.ROOT, ROW, "SERVICE", "TYPE", "COUNTED", "ISSUES OF THE TRACKER");
        for (ErrorEntry entry : catalogue.entries()) {
            out.printf(
                    Locale.ROOT,
                    ROW,
                    name(entry.node().key()),
                    entry.type().isEmpty() ? "(no type)" : entry.type(),
                    entry.counted() == null ? "-" : entry.counted(),
                    String.join(
                            ", ",
                            entry.issues().stream().map(ErrorsCommand::text).toList()));
        }
        catalogue
                .totals()
                .forEach((node, total) -> out.printf(
                        "%s: %s errors (telemetry %d, tracker %d)%n",
                        name(node.key()),
                        total.least() == total.most() ? total.least() : total.least() + " to " + total.most(),
                        total.telemetry(),
                        total.tracker()));
    }

    private static String text(ErrorIssue issue) {
        URI page = issue.provenance().link();
        return issue.key() + " " + issue.status() + (page == null ? "" : " " + page);
    }

    private static String name(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }
}
