package io.throughline.examples.cli;

import io.throughline.correlation.Throughline;
import io.throughline.correlation.explain.Explainer;
import io.throughline.correlation.explain.Silenced;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what is not told. */
@Command(
        name = "silence",
        description = {
            "Tells what was seen and is not told, or only as part of an incident, and why: series without a baseline,",
            "what chance explains, events apart from any incident, pairs that are not linked, causes that lost.",
            "Reads the store only; run sync before."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  throughline silence checkout --from 2026-01-31T12:00:00Z --to 2026-01-31T18:00:00Z",
            "",
            ExitCode.HELP
        })
final class SilenceCommand implements Callable<Integer> {

    @Mixin
    private final ConfigFile config = new ConfigFile();

    @Parameters(index = "0", paramLabel = "PRODUCT", description = "The product.")
    @SuppressWarnings("NullAway.Init") // set by picocli, which demands it
    private String product;

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
            Explainer explainer = throughline.explain(product, interval.window(spec));
            if (json) {
                out.println(explainer.silenceJson());
            } else {
                print(out, explainer.silence());
            }
        }
        return ExitCode.WELL;
    }

    private static void print(PrintWriter out, List<Silenced> silence) {
        for (Silenced.Why why : Silenced.Why.values()) {
            List<Silenced> entries =
                    silence.stream().filter(entry -> entry.why() == why).toList();
            if (!entries.isEmpty()) {
                out.println(why.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + entries.size());
                for (Silenced entry : entries) {
                    out.println("  " + entry.title() + " [" + entry.subject() + "]");
                    out.println(
                            "    " + entry.reason().text() + (entry.into() == null ? "" : " (" + entry.into() + ")"));
                }
            }
        }
        if (silence.isEmpty()) {
            out.println("Nothing was left out.");
        }
    }
}
