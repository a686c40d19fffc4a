package io.throughline.examples.cli;

import io.throughline.core.telemetry.TimeWindow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The time that a command is asked about. */
final class Interval {

    private static final Duration DEFAULT_LOOKBACK = Duration.ofHours(6);

    @Option(
            names = "--from",
            paramLabel = "INSTANT",
            converter = Times.OfInstant.class,
            description = "Begin of the time asked about, UTC (default: 6 hours before its end).")
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = "INSTANT",
            converter = Times.OfInstant.class,
            description = "End of the time asked about, UTC (default: now).")
    private @Nullable Instant to;

    TimeWindow window(CommandSpec spec) {
        Instant end = to == null ? Clock.systemUTC().instant().truncatedTo(ChronoUnit.MINUTES) : to;
        Instant begin = from == null ? end.minus(DEFAULT_LOOKBACK) : from;
        if (!begin.isBefore(end)) {
            throw new ParameterException(spec.commandLine(), "--from " + begin + " must lie before --to " + end);
        }
        return new TimeWindow(begin, end);
    }
}
