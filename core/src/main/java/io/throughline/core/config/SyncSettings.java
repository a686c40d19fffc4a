package io.throughline.core.config;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How sources are synced.
 *
 * @param history how far back the first sync reads
 * @param every time between two reads of a stream, or of all streams of a source, by its name; others go by their tier
 * @param parallelism how many streams are read at once, or empty for what the engine does unasked
 */
public record SyncSettings(Duration history, SortedMap<String, Duration> every, OptionalInt parallelism) {

    public SyncSettings {
        Objects.requireNonNull(history, "history");
        every = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, Duration>) every));
        Objects.requireNonNull(parallelism, "parallelism");
    }

    static SyncSettings read(ConfigSection section) {
        Duration history = section.duration("history").orElse(ThroughlineConfig.DEFAULT_HISTORY);
        SortedMap<String, Duration> every = new TreeMap<>();
        ConfigSection streams = section.section("every");
        for (String name : streams.keys()) {
            streams.duration(name).ifPresent(length -> every.put(name, length));
            if (!name.matches("[a-z][a-z0-9-]*(/[a-z0-9-]+)?")) {
                streams.problem(name, "names neither a source nor a stream", "write azure, or azure/cost");
            }
        }
        OptionalInt parallelism =
                section.integer("parallelism", 1, 64).map(OptionalInt::of).orElse(OptionalInt.empty());
        section.rejectUnknownKeys();
        return new SyncSettings(history, every, parallelism);
    }
}
