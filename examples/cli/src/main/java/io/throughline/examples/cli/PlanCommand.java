package io.throughline.examples.cli;

import io.throughline.core.ThroughlineException.Category;
import io.throughline.core.config.ThroughlineConfig;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.correlation.PlannedSource;
import io.throughline.correlation.Throughline;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tells what would be read. */
@Command(
        name = "plan",
        description = {
            "Tells what would be read, which resources match and how many calls that takes.",
            "Looks up what is in scope at the vendors; reads no telemetry, and opens no store."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  throughline plan --config throughline.yaml",
            "  throughline plan --since 30d --every 15m --resources",
            "",
            ExitCode.HELP
        })
final class PlanCommand implements Callable<Integer> {

    @Mixin
    private final ConfigFile config = new ConfigFile();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = Times.OfSince.class,
            description = "How far back from the end: 7d, 12h, or an instant in UTC (default: sync.history of the"
                    + " configuration).")
    private Times.@Nullable Since since;

    @Option(
            names = "--until",
            paramLabel = "INSTANT",
            converter = Times.OfInstant.class,
            description = "Up to when, in UTC (default: now).")
    private @Nullable Instant until;

    @Option(
            names = "--every",
            paramLabel = "LENGTH",
            defaultValue = "5m",
            converter = Times.OfDuration.class,
            description = "How often it is to be synced (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // set by picocli, which knows the default
    private Duration every;

    @Option(names = "--resources", description = "Name each resource that matches, not only how many there are.")
    private boolean resources;

    @Option(
            names = "--json",
            description = {
                "Print an object for each source: source, problem, scope, resources (type, count, names), streams"
                        + " (stream,",
                "reads, delaySeconds, overlapSeconds, firstCalls, callsPerHour, notes), firstCalls, callsPerHour,",
                "planningCalls."
            })
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        ThroughlineConfig loaded = config.load();
        Clock clock = Clock.systemUTC();
        Instant to = until == null ? clock.instant() : until;
        Instant from = since == null ? to.minus(loaded.history()) : since.before(to);
        if (!from.isBefore(to)) {
            throw new ParameterException(spec.commandLine(), "--since " + from + " must lie before --until " + to);
        }
        TimeWindow horizon = new TimeWindow(from, to);
        List<PlannedSource> plans = Throughline.plan(loaded, horizon, every, clock);
        PrintWriter out = spec.commandLine().getOut();
        PlanText text = new PlanText(out, resources);
        if (json) {
            text.printJson(plans);
        } else {
            text.print(plans, horizon, every);
        }
        return exitCode(plans);
    }

    private static int exitCode(List<PlannedSource> plans) {
        List<Category> failures = plans.stream()
                .flatMap(plan -> plan.problem().stream())
                .map(problem -> problem.category())
                .toList();
        if (failures.isEmpty()) {
            return ExitCode.WELL;
        }
        if (failures.size() < plans.size()) {
            return ExitCode.PARTIAL;
        }
        boolean denied = failures.stream()
                .allMatch(category -> category == Category.CREDENTIALS || category == Category.PERMISSION);
        return denied ? ExitCode.CREDENTIALS_OR_PERMISSION : ExitCode.FAILED;
    }
}
