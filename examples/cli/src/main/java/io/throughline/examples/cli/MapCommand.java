package io.throughline.examples.cli;

import io.throughline.core.config.Product;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.correlation.Throughline;
import io.throughline.correlation.topology.ApplicationMap;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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

    private static final Duration DEFAULT_LOOKBACK = Duration.ofHours(6);

    @Mixin
    private final ConfigFile config = new ConfigFile();

    @Option(names = "--product", paramLabel = "NAME", description = "The product; all configured ones by default.")
    private @Nullable String product;

    @Option(
            names = "--from",
            paramLabel = "INSTANT",
            converter = Times.OfInstant.class,
            description = "Begin of the interval, UTC (default: 6 hours before its end).")
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = "INSTANT",
            converter = Times.OfInstant.class,
            description = "End of the interval, UTC (default: now).")
    private @Nullable Instant to;

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
        Instant end = to == null ? Clock.systemUTC().instant().truncatedTo(ChronoUnit.MINUTES) : to;
        Instant begin = from == null ? end.minus(DEFAULT_LOOKBACK) : from;
        if (!begin.isBefore(end)) {
            throw new ParameterException(spec.commandLine(), "--from " + begin + " must lie before --to " + end);
        }
        TimeWindow interval = new TimeWindow(begin, end);
        try (Throughline throughline = config.open()) {
            List<String> products = product == null
                    ? throughline.config().products().stream()
                            .map(Product::name)
                            .toList()
                    : List.of(product);
            products.forEach(name -> print(throughline, name, interval, out));
        }
        return ExitCode.WELL;
    }

    private void print(Throughline throughline, String name, TimeWindow interval, PrintWriter out) {
        Duration back = before == null ? Duration.ZERO : before;
        TimeWindow earlier =
                new TimeWindow(interval.from().minus(back), interval.to().minus(back));
        ApplicationMap whole = throughline.map(name, new TimeWindow(earlier.from(), interval.to()));
        ApplicationMap map = whole.at(interval);
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
