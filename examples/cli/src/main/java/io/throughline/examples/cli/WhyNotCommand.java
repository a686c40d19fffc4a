package io.throughline.examples.cli;

import io.throughline.core.telemetry.EntityId;
import io.throughline.correlation.Throughline;
import io.throughline.correlation.explain.Subject;
import io.throughline.correlation.explain.WhyNot;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells why one thing was not taken for the cause of another. */
@Command(
        name = "why-not",
        description = {
            "Tells why one thing is not taken for the cause of another: the first condition that does not hold.",
            "Reads the store only; run sync before."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Each is an id that a report gives (of an episode or an event), the name of a service, or the id of an entity:",
            "system:kind:key.",
            "",
            "Examples:",
            "  throughline why-not checkout inventory-api storefront-api --from 2026-01-31T12:00:00Z --to 2026-01-31T18:00:00Z",
            "  throughline why-not checkout episode-1a2b3c4d5e6f storefront-api --json",
            "",
            ExitCode.HELP
        })
final class WhyNotCommand implements Callable<Integer> {

    @Mixin
    private final ConfigFile config = new ConfigFile();

    @Parameters(index = "0", paramLabel = "PRODUCT", description = "The product.")
    @SuppressWarnings("NullAway.Init") // set by picocli, which demands it
    private String product;

    @Parameters(index = "1", paramLabel = "CAUSE", description = "What might have been the cause.")
    @SuppressWarnings("NullAway.Init") // set by picocli, which demands it
    private String cause;

    @Parameters(index = "2", paramLabel = "EFFECT", description = "What it might have been the cause of.")
    @SuppressWarnings("NullAway.Init") // set by picocli, which demands it
    private String effect;

    @Mixin
    private final Interval interval = new Interval();

    @Option(names = "--json", description = "Print one object.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Throughline throughline = config.open()) {
            WhyNot answer = throughline
                    .explain(product, interval.window(spec))
                    .whyNot(subject(cause, throughline), subject(effect, throughline));
            if (json) {
                out.println(answer.toJson());
            } else {
                out.println(
                        answer.isLinked()
                                ? "It is: " + answer.reason().text()
                                : "No, by the condition " + answer.failed() + ": "
                                        + answer.reason().text());
                if (answer.link() != null) {
                    out.println("Tested as " + answer.link() + "; see explain.");
                }
            }
        }
        return ExitCode.WELL;
    }

    /** Services are what people name. */
    private Subject subject(String name, Throughline throughline) {
        boolean service = throughline.config().registry().mappings().stream()
                .anyMatch(mapping -> mapping.target().equals(EntityId.service(product, name)));
        if (service) {
            return new Subject.Node(EntityId.service(product, name));
        }
        try {
            return new Subject.Node(EntityId.parse(name));
        } catch (IllegalArgumentException e) {
            // No entity: an id that a report gave.
            return new Subject.Happening(name);
        }
    }
}
