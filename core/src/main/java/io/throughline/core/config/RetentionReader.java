package io.throughline.core.config;

import io.throughline.core.store.Retention;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads how long a store keeps what, and holds it against how far back is synced. */
final class RetentionReader {

    private static final Retention USUAL = Retention.ofDefaults();

    /** What streams may reach back beyond the history: their grid, and late arrivals. */
    private static final Duration MARGIN = Duration.ofDays(2);

    private RetentionReader() {}

    /** Returns the retention; a good one after a problem was noted. What is not said is as usual, but never too short. */
    static Retention read(ConfigSection section, Duration history) {
        Duration raw = raw(section, history);
        Duration step = section.duration("step").orElse(USUAL.step());
        if (Duration.ofDays(1).toMillis() % Math.max(1, step.toMillis()) != 0) {
            section.problem("step", "must divide a day", "write 5m, 15m, 1h, 6h or 1d");
            step = USUAL.step();
        }
        Duration replaced = section.duration("history").orElse(USUAL.history());
        Retention retention = new Retention(raw, step, keep(section, raw), replaced);
        section.rejectUnknownKeys();
        return retention;
    }

    private static Duration raw(ConfigSection section, Duration history) {
        Duration usual = longer(USUAL.raw(), history.plus(MARGIN));
        Optional<Duration> raw = section.duration("raw");
        if (raw.isPresent() && raw.get().compareTo(history) < 0) {
            section.problem(
                    "raw",
                    "is shorter than sync.history, so what is synced could not be stored as it was read",
                    "write a longer time, or a shorter sync.history");
            return usual;
        }
        return raw.orElse(usual);
    }

    private static @Nullable Duration keep(ConfigSection section, Duration raw) {
        if (section.text("keep").map(String::strip).filter("forever"::equals).isPresent()) {
            return null;
        }
        Duration usual = longer(Objects.requireNonNull(USUAL.keep()), raw);
        Optional<Duration> keep = section.duration("keep");
        if (keep.isPresent() && keep.get().compareTo(raw) < 0) {
            section.problem("keep", "is shorter than raw", "write at least as long a time, or forever");
            return usual;
        }
        return keep.orElse(usual);
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
