package io.throughline.examples.cli;

import io.throughline.correlation.Throughline;
import io.throughline.correlation.replay.Backtest;
import io.throughline.correlation.replay.BacktestRequest;
import io.throughline.correlation.rule.Rule;
import io.throughline.correlation.rule.Rules;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Holds what a rule would have said against tickets. */
@Command(
        name = "backtest",
        description = {
            "Tells how rules would have served a product: firings, precision and recall against its tickets, noise a week,",
            "and how long before the tickets they were said.",
            "Reads the store only; run sync before."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Example:",
            "  throughline backtest checkout --rule rules.yaml --from 2026-01-01T00:00:00Z --to 2026-01-31T00:00:00Z --step 1h",
            "",
            ExitCode.HELP
        })
final class BacktestCommand implements Callable<Integer> {

    @Mixin
    private final ConfigFile config = new ConfigFile();

    @Parameters(paramLabel = "PRODUCT", description = "The product.")
    @SuppressWarnings("NullAway.Init") // set by picocli, which demands it
    private String product;

    @Option(
            names = "--rule",
            required = true,
            paramLabel = "FILE",
            description = "The rule; of a file with several each is tried by itself.")
    @SuppressWarnings("NullAway.Init") // set by picocli, which demands it
    private Path file;

    @Mixin
    private final Looks looks = new Looks();

    @Option(
            names = "--lead",
            paramLabel = "LENGTH",
            converter = Times.OfDuration.class,
            defaultValue = "2h",
            description = "How long before its ticket a firing may be said (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // set by picocli, which knows the default
    private Duration lead;

    @Option(
            names = "--tolerance",
            paramLabel = "LENGTH",
            converter = Times.OfDuration.class,
            defaultValue = "15m",
            description = "How long after its ticket a firing may be said (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // set by picocli, which knows the default
    private Duration tolerance;

    @Option(
            names = "--tickets",
            paramLabel = "TYPE",
            split = ",",
            description = "Only tickets of these types, such as Incident,Bug (default: all).")
    private List<String> types = new ArrayList<>();

    @Option(names = "--json", description = "Print one object a line for each rule.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        BacktestRequest request = BacktestRequest.of(looks.request(spec))
                .matching(lead, tolerance)
                .tickets(types);
        Rules rules = RuleFile.load(file);
        boolean whole = true;
        try (Throughline throughline = config.open()) {
            for (Rule rule : rules.rules()) {
                Backtest backtest = throughline.backtest(product, rule, request);
                if (json) {
                    out.println(backtest.toJson());
                } else {
                    new BacktestText(out).print(product, backtest);
                }
                whole &= backtest.tells() && backtest.conditions().isComplete();
            }
        }
        return whole ? ExitCode.WELL : ExitCode.PARTIAL;
    }
}
