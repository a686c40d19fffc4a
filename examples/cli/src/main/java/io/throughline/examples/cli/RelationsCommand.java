package io.throughline.examples.cli;

import io.throughline.core.telemetry.TimeWindow;
import io.throughline.correlation.Throughline;
import io.throughline.correlation.relation.AlertTickets;
import io.throughline.correlation.relation.CodeEffect;
import io.throughline.correlation.relation.CostUsage;
import io.throughline.correlation.relation.Knee;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the relations that people ask for by name. */
@Command(
        name = "relations",
        description = {
            "Tells what belongs together across the systems: which alerts lead to tickets, at which load latency climbs,",
            "whether cost follows use, and what deployments did to the operations whose code they changed.",
            "Each says so when it cannot tell. Reads the store only; run sync before, with days of history."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  throughline relations checkout --from 2026-01-01T00:00:00Z --to 2026-01-31T00:00:00Z",
            "",
            ExitCode.HELP
        })
final class RelationsCommand implements Callable<Integer> {

    @Mixin
    private final ConfigFile config = new ConfigFile();

    @Parameters(index = "0", paramLabel = "PRODUCT", description = "The product.")
    @SuppressWarnings("NullAway.Init") // set by picocli, which demands it
    private String product;

    @Mixin
    private final Interval interval = new Interval();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        TimeWindow asked = interval.window(spec);
        try (Throughline throughline = config.open()) {
            alerts(out, throughline.alertTickets(product, asked));
            knees(out, throughline.knees(product, asked));
            cost(out, throughline.costUsage(product, asked));
            code(out, throughline.codeEffects(product, asked));
        }
        return ExitCode.WELL;
    }

    private static void alerts(PrintWriter out, AlertTickets found) {
        out.println("Alerts and tickets");
        for (AlertTickets.Rule rule : found.rules()) {
            List<Duration> delays = rule.delays();
            out.printf(
                    Locale.ROOT,
                    "  %s: %d of %d alerts have a ticket (95 %% interval %.0f to %.0f %%)%s%n",
                    rule.name(),
                    rule.ticketed().hits(),
                    rule.ticketed().of(),
                    100 * rule.ticketed().lower(),
                    100 * rule.ticketed().upper(),
                    delays.isEmpty()
                            ? ""
                            : ", median after " + delays.get(delays.size() / 2).toMinutes() + " min");
        }
        out.println("  tickets that no alert led to: "
                + (found.missed().isEmpty() ? "none" : String.join(" ", found.missed())));
        found.gaps().forEach(gap -> out.println("  not read whole: " + gap));
    }

    private static void knees(PrintWriter out, List<Knee> found) {
        out.println("Latency over load");
        for (Knee knee : found) {
            String where =
                    "  " + knee.service().key() + " on " + knee.resource().key() + " " + knee.metric()
                            + (knee.instance() == null ? "" : " of " + knee.instance()) + ": ";
            switch (knee.verdict()) {
                case KNEE ->
                    out.printf(
                            Locale.ROOT,
                            "%sclimbs from %.0f %% on (95 %% interval %.0f to %.0f %%), %.2f times as long for a tenth more use%n",
                            where,
                            100 * knee.at(),
                            100 * knee.lower(),
                            100 * knee.upper(),
                            knee.above());
                case NONE -> out.println(where + "no knee in " + knee.pairs() + " steps");
                case CANNOT_TELL -> out.println(where + "cannot tell: " + knee.why());
            }
        }
    }

    private static void cost(PrintWriter out, List<CostUsage> found) {
        out.println("Cost and use");
        for (CostUsage usage : found) {
            String what = "  " + usage.service().key() + ", " + usage.currency() + ": ";
            if (usage.verdict() == CostUsage.Verdict.CANNOT_TELL) {
                out.println(what + "cannot tell: " + usage.why());
                continue;
            }
            out.printf(
                    Locale.ROOT,
                    "%s%s over %d days, elasticity %.2f (p %.3g), %.4g for a thousand requests%n",
                    what,
                    usage.verdict() == CostUsage.Verdict.FOLLOWS ? "follows use" : "does not follow use",
                    usage.days(),
                    usage.elasticity(),
                    usage.p(),
                    usage.unit());
            usage.unexplained()
                    .forEach(surplus -> out.printf(
                            Locale.ROOT,
                            "    %s: %.4g instead of %.4g%n",
                            surplus.day(),
                            surplus.cost(),
                            surplus.expected()));
        }
        if (found.isEmpty()) {
            out.println("  no service has both cost and requests");
        }
    }

    private static void code(PrintWriter out, List<CodeEffect> found) {
        out.println("Code and run time");
        for (CodeEffect effect : found) {
            String what =
                    "  " + effect.change() + ", " + effect.measure().name().toLowerCase(Locale.ROOT) + ": ";
            if (effect.verdict() == CodeEffect.Verdict.CANNOT_TELL) {
                out.println(what + "cannot tell: " + effect.why());
                continue;
            }
            out.printf(
                    Locale.ROOT,
                    "%s%s by %.3g in %s beside %s (p %.3g; %.3g without a change, at 95 %% of %d dates)%n",
                    what,
                    effect.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    effect.effect(),
                    effect.touched(),
                    effect.untouched(),
                    effect.p(),
                    effect.noise(),
                    effect.placebos());
        }
        if (found.isEmpty()) {
            out.println("  nothing was deployed");
        }
    }
}
