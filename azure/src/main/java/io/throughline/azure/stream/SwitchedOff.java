package io.throughline.azure.stream;

import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.source.Tier;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a stream that the configuration switches off, so that plans and completeness say so. It makes no call and
 * leaves what was stored before; once it is on again its horizon is read anew.
 */
final class SwitchedOff implements RevisedStream {

    private final String name;
    private final Tier tier;
    private final String setting;

    /**
     * Creates the stand-in.
     *
     * @param tier the stream's own
     * @param setting the setting that switches the stream off, as people write it
     */
    SwitchedOff(String name, Tier tier, String setting) {
        this.name = name;
        this.tier = tier;
        this.setting = setting;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Tier tier() {
        return tier;
    }

    @Override
    public Revisions read(@Nullable String cursor, TimeWindow horizon, TelemetrySink sink) {
        StreamCompleteness skipped =
                new StreamCompleteness(name, StreamCompleteness.State.SKIPPED, null, false, false, 1, List.of(words()));
        // The cursor of the stream itself is an instant; the watermark goes with this kind of read, which is what
        // counts.
        return new Revisions(cursor == null ? Instant.EPOCH.toString() : cursor, false, skipped);
    }

    @Override
    public Optional<StreamPlan> plan(TimeWindow horizon, Duration every) {
        return Optional.of(new StreamPlan(name, List.of(), Duration.ZERO, Duration.ZERO, 0, 0, List.of(words())));
    }

    private String words() {
        return "switched off by " + setting;
    }
}
