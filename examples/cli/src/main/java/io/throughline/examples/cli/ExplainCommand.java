package io.throughline.examples.cli;

import io.throughline.correlation.Throughline;
import io.throughline.correlation.explain.Explainer;
import io.throughline.correlation.explain.Proof;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what a statement rests on. */
@Command(
        name = "explain",
        description = {
            "Tells what an incident, a link or an episode rests on: what it was concluded from, how surely,",
            "what else was thought of and why that lost, and what to read to check it.",
            "Reads the store only; run sync before. Ask about the same time as the report that gave the id."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  throughline explain checkout --from 2026-01-31T12:00:00Z --to 2026-01-31T18:00:00Z",
            "  throughline explain checkout incident-1a2b3c4d5e6f --json",
            "",
            ExitCode.HELP
        })
final class ExplainCommand implements Callable<Integer> {

    @Mixin
    private final ConfigFile config = new ConfigFile();

    @Parameters(index = "0", paramLabel = "PRODUCT", description = "The product.")
    @SuppressWarnings("NullAway.Init") // set by picocli, which demands it
    private String product;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "ID",
            description = "Ids of incidents, links or episodes; all incidents by default.")
    private List<String> ids = List.of();

    @Mixin
    private final Interval interval = new Interval();

    @Option(names = "--json", description = "Print one object a line.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Throughline throughline = config.open()) {
            Explainer explainer = throughline.explain(product, interval.window(spec));
            List<String> asked = ids.isEmpty() ? explainer.incidents() : ids;
            if (asked.isEmpty()) {
                out.println("No incidents.");
            }
            for (String id : asked) {
                Optional<Proof> proof = explainer.explain(id);
                if (proof.isEmpty()) {
                    throw new ParameterException(
                            spec.commandLine(),
                            "nothing in this time has the id " + id
                                    + "; give the --from and --to of the report that had it,"
                                    + " or leave the id out to see all incidents");
                }
                if (json) {
                    out.println(proof.get().toJson());
                } else {
                    new ExplanationText(out).print(proof.get(), explainer.signatures(id));
                }
            }
        }
        return ExitCode.WELL;
    }
}
