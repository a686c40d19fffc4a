package io.throughline.core.store;

import io.throughline.core.telemetry.Dependency;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.HistogramSeries;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.event.Event;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The digest behind {@link TelemetryStore#contentDigest()}, for those who implement a store: each row of each stream is
 * given once, in any order. Every row is hashed in a canonical form and the sorted hashes are hashed again (SHA-256).
 * Not thread-safe.
 */
public final class ContentDigest {

    private final RecordCodec codec = new RecordCodec();
    private final List<byte[]> rows = new ArrayList<>();

    /** Adds an entity as a stream delivered it. */
    public void entity(String stream, Entity entity) {
        row("entity", stream, codec.encode(entity));
    }

    /** Adds an event. */
    public void event(Event event) {
        event(event.provenance().stream(), event.kind().name(), codec.encode(event));
    }

    /** Adds an edge. */
    public void dependency(Dependency edge) {
        URI link = edge.provenance().link();
        row(
                "edge",
                edge.provenance().stream(),
                edge.caller().toString(),
                edge.callee().toString(),
                edge.protocol(),
                edge.window().toString(),
                Long.toString(edge.calls()),
                Long.toString(edge.failures()),
                HexFormat.of().formatHex(edge.latency().encode()),
                edge.provenance().vendorId(),
                link == null ? "" : link.toString());
    }

    /** Adds all points of a series that a stream delivered with one step; a series without points adds nothing. */
    public void series(String stream, Series series) {
        Points points = points(stream, series.key(), series.step().orElse(null));
        for (int i = 0; i < series.size(); i++) {
            if (series instanceof NumberSeries numbers) {
                points.number(series.timeAt(i), numbers.valueAt(i));
            } else {
                points.histogram(
                        series.timeAt(i),
                        ((HistogramSeries) series).histogramAt(i).encode());
            }
        }
        points.end();
    }

    /** Returns the digest of the rows so far, hexadecimal. */
    public String hex() {
        MessageDigest all = sha256();
        rows.stream().sorted(Arrays::compareUnsigned).forEach(all::update);
        return HexFormat.of().formatHex(all.digest());
    }

    void entity(String stream, String json) {
        row("entity", stream, json);
    }

    void event(String stream, String kind, String json) {
        row("event", stream, kind, json);
    }

    /** Begins a series whose points are given one by one, by ascending time. */
    Points points(String stream, SeriesKey key, @Nullable Duration step) {
        return new Points(stream, key, step);
    }

    private void row(String... parts) {
        MessageDigest digest = sha256();
        for (String part : parts) {
            // The length keeps apart what would otherwise run together: ("a", "bc") and ("ab", "c").
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
            digest.update(bytes);
        }
        rows.add(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The points of one series. */
    final class Points {
        private final String stream;
        private final SeriesKey key;
        private final @Nullable Duration step;
        private final MessageDigest digest = sha256();
        private final ByteBuffer buffer = ByteBuffer.allocate(2 * Long.BYTES);
        private boolean empty = true;

        private Points(String stream, SeriesKey key, @Nullable Duration step) {
            this.stream = stream;
            this.key = key;
            this.step = step;
        }

        void number(long time, double value) {
            empty = false;
            // Adding zero turns -0.0 into 0.0, which no store tells apart.
            digest.update(buffer.clear().putLong(time).putDouble(value + 0.0).flip());
        }

        void histogram(long time, byte[] encoded) {
            empty = false;
            digest.update(buffer.clear().putLong(time).putLong(encoded.length).flip());
            digest.update(encoded);
        }

        void end() {
            if (!empty) {
                row(
                        "series",
                        stream,
                        key.entity().toString(),
                        key.metric(),
                        key.unit().code(),
                        key.kind().name(),
                        codec.encode(key.attributes()),
                        step == null ? "" : step.toString(),
                        HexFormat.of().formatHex(digest.digest()));
            }
        }
    }
}
