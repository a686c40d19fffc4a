package io.throughline.examples.cli;

import io.throughline.core.telemetry.TimeWindow;
import io.throughline.correlation.replay.ReplayRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The looks that a command takes at the past, one after another. */
final class Looks {

    @Mixin
    private final Interval interval = new Interval();

    @Option(
            names = "--step",
            paramLabel = "LENGTH",
            converter = Times.OfDuration.class,
            defaultValue = "15m",
            description = "Time from one look to the next (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // set by picocli, which knows the default
    private Duration step;

    @Option(
            names = "--focus",
            paramLabel = "LENGTH",
            converter = Times.OfDuration.class,
            description = "Time that each look asks about (default: 6h, or the step if that is longer).")
    private @Nullable Duration focus;

    @Option(
            names = "--hindsight",
            description = {
                "Let each look know all that is known now of the time before it, not only what the store knew then.",
                "For a history that was read later than it happened."
            })
    private boolean hindsight;

    ReplayRequest request(CommandSpec spec) {
        TimeWindow range = interval.window(spec);
        ReplayRequest request = ReplayRequest.of(range, step);
        request = focus == null ? request : request.focus(focus);
        return hindsight ? request.inHindsight() : request;
    }
}
