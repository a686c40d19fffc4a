package io.throughline.azure.stream;

import io.throughline.core.telemetry.event.HealthTransition.Health;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was not available when it was last looked at, or had just recovered: Resource Health tells how resources are, not how they were.
 *
 * @param ill how they were, by the key of the resource
 */
record HealthCursor(SortedMap<String, Illness> ill) {

    private static final String VERSION = "1";

    /**
     * How a resource was.
     *
     * @param since since when, UTC
     * @param health how
     * @param previous how it was before that, or null if unknown
     * @param over when it ended, if that was told, UTC; then it is kept only as long as the service tells of it
     */
    record Illness(
            Instant since,
            Health health,
            @Nullable Health previous,
            @Nullable Instant over) {}

    static HealthCursor parse(@Nullable String text) {
        SortedMap<String, Illness> ill = new TreeMap<>();
        String[] lines = text == null ? new String[] {VERSION} : text.split("\n", -1);
        for (int i = 1; i < lines.length; i++) {
            String[] parts = lines[i].split("\t", -1);
            ill.put(
                    parts[4],
                    new Illness(
                            Instant.parse(parts[0]),
                            Health.valueOf(parts[1]),
                            parts[2].isEmpty() ? null : Health.valueOf(parts[2]),
                            parts[3].isEmpty() ? null : Instant.parse(parts[3])));
        }
        return new HealthCursor(ill);
    }

    String text() {
        StringBuilder text = new StringBuilder(VERSION);
        ill.forEach((key, illness) -> text.append('\n')
                .append(illness.since())
                .append('\t')
                .append(illness.health())
                .append('\t')
                .append(illness.previous() == null ? "" : illness.previous())
                .append('\t')
                .append(illness.over() == null ? "" : illness.over())
                .append('\t')
                .append(key));
        return text.toString();
    }
}
