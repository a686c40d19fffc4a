package io.throughline.azure.stream;

import io.throughline.azure.logs.Masks;
import io.throughline.azure.stream.LogOwners.Owner;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.EventHeader;
import io.throughline.core.telemetry.event.LogPattern;
import io.throughline.core.telemetry.event.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects lines of logs by hour and shape, and delivers each shape of an hour as one event. */
final class LogShapes {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int LONGEST_TITLE = 120;

    private final String stream;
    private final SortedMap<String, Lines> byKey = new TreeMap<>();

    LogShapes(String stream) {
        this.stream = stream;
    }

    private record Lines(
            Owner owner,
            String shape,
            Severity severity,
            Attributes attributes,
            Instant first,
            Instant last,
            long count) {

        Lines and(Lines more) {
            return new Lines(
                    owner,
                    shape,
                    severity,
                    attributes,
                    first.isBefore(more.first) ? first : more.first,
                    last.isAfter(more.last) ? last : more.last,
                    count + more.count);
        }
    }

    /** Adds lines of one shape, all within an hour. */
    void add(
            Owner owner,
            String shape,
            Severity severity,
            Attributes attributes,
            Instant first,
            Instant last,
            long count) {
        if (count <= 0) {
            return;
        }
        String named = shape.isBlank() ? Masks.EMPTY : shape;
        Instant end = last.isBefore(first) ? first : last;
        String key = owner.id() + "/" + TimeWindow.onGrid(first, HOUR).from() + "/" + severity + "/" + attributes + "/"
                + named;
        byKey.merge(key, new Lines(owner, named, severity, attributes, first, end, count), Lines::and);
    }

    void deliver(TelemetrySink sink) {
        byKey.forEach((key, lines) -> {
            String title = lines.count() + " × " + lines.shape();
            sink.event(new LogPattern(
                    new EventHeader(
                            lines.owner().id(),
                            lines.owner().environment(),
                            lines.first(),
                            lines.last(),
                            title.substring(0, Math.min(title.length(), LONGEST_TITLE)),
                            lines.attributes(),
                            new Provenance(stream, key, null)),
                    lines.shape(),
                    lines.severity(),
                    lines.count()));
        });
    }
}
