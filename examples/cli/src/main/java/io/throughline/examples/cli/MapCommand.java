package io.throughline.examples.cli;

import io.throughline.core.config.Product;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.correlation.Throughline;
import io.throughline.correlation.topology.ApplicationMap;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows who called whom. */
@Command(
        name = "map",
        description = {
            "Shows who called whom, how often, how many calls failed and how long they took; with --before, also what"
                    + " differs from an earlier interval of the same length.",
            "Reads the store only; run sync before."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  throughline map --product checkout",
            "  throughline map --product checkout --from 2026-01-31T14:00:00Z --to 2026-01-31T15:00:00Z --before 1d",
            "",
            ExitCode.HELP
        })
final class MapCommand implements Callable<Integer> {

    @Mixin
    private final ConfigFile config = new ConfigFile();

    @Option(names = "--product", paramLabel = "NAME", description = "The product; all configured ones by default.")
    private @Nullable String product;

    @Mixin
    private final Interval interval = new Interval();

    @Option(
            names = "--before",
            paramLabel = "LENGTH",
            converter = Times.OfDuration.class,
            description = "Compare with the interval that lies so much earlier: 1h, 1d, 7d.")
    private @Nullable Duration before;

    @Option(
            names = "--format",
            defaultValue = "text",
            description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). JSON has one map a line.")
    @SuppressWarnings("NullAway.Init") // set by picocli, which knows the default
    private CorrelateCommand.Format format;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        TimeWindow asked = interval.window(spec);
        try (Throughline throughline = config.open()) {
            List<String> products = product == null
                    ? throughline.config().products().stream()
                            .map(Product::name)
                            .toList()
                    : List.of(product);
            products.forEach(name -> print(throughline, name, asked, out));
        }
        return ExitCode.WELL;
    }

    private void print(Throughline throughline, String name, TimeWindow asked, PrintWriter out) {
        Duration back = before == null ? Duration.ZERO : before;
        TimeWindow earlier = new TimeWindow(asked.from().minus(back), asked.to().minus(back));
        ApplicationMap whole = throughline.map(name, new TimeWindow(earlier.from(), asked.to()));
        ApplicationMap map = whole.at(asked);
        if (format == CorrelateCommand.Format.json) {
            out.println(map.toJson());
            return;
        }
        MapText text = new MapText(out);
        text.print(name, map);
        if (before != null) {
            text.print(whole.at(earlier), map);
        }
    }
}
