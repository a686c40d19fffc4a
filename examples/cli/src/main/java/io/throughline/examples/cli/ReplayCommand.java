package io.throughline.examples.cli;

import io.throughline.correlation.Throughline;
import io.throughline.correlation.replay.Replay;
import io.throughline.correlation.replay.ReplayRequest;
import io.throughline.correlation.rule.Rules;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what would have been said, and when. */
@Command(
        name = "replay",
        description = {
            "Tells what would have been said about a product over a range of time, with what was known then:",
            "when each incident was told of first, revised and over, and when rules fired.",
            "Reads the store only; run sync before."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  throughline replay checkout --from 2026-01-31T12:00:00Z --to 2026-01-31T18:00:00Z --step 15m",
            "  throughline replay checkout --rules rules.yaml --hindsight --json",
            "",
            ExitCode.HELP
        })
final class ReplayCommand implements Callable<Integer> {

    @Mixin
    private final ConfigFile config = new ConfigFile();

    @Parameters(paramLabel = "PRODUCT", description = "The product.")
    @SuppressWarnings("NullAway.Init") // set by picocli, which demands it
    private String product;

    @Mixin
    private final Looks looks = new Looks();

    @Option(names = "--rules", paramLabel = "FILE", description = "Rules of your own to be replayed as well.")
    private @Nullable Path file;

    @Option(names = "--json", description = "Print one object: statements, incidents, firings, conditions.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        ReplayRequest request = looks.request(spec);
        Rules rules = RuleFile.load(file);
        try (Throughline throughline = config.open()) {
            Replay replay = throughline.replay(product, request, rules);
            if (json) {
                out.println(replay.toJson());
            } else {
                new ReplayText(out).print(product, replay);
            }
            return replay.conditions().isComplete() ? ExitCode.WELL : ExitCode.PARTIAL;
        }
    }
}
