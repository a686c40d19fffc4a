package io.throughline.correlation.detect;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.window.TelemetryWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * For which steps a missing count is known to be zero, rather than not known.
 *
 * <p>Sources leave out steps in which nothing was counted. Whether a step without a point is a zero is decided so:
 *
 * <ul>
 *   <li>Only between the first point of any series of the same system and the earliest time up to which those of the
 *       system's streams were read that may have brought the metric, by what {@code Completeness} says: a stream that was
 *       read up to before the metric's latest point did not bring it, so one that is read a few times a day (cost) does not
 *       hold back those that are read each minute. A system of which nothing is said, or nothing was read, has no zeros.
 *       (A source's id is the system of the entities it delivers.)
 *   <li>Failures and errors: zero within that range. Failures with a known number of attempts: zero where there were
 *       attempts.
 *   <li>Other counts: zero only if another series of the same step, of the same system and type of entity has a point then, so
 *       that a hole in the data is not taken for an outage.
 *   <li>Levels and histograms: never.
 * </ul>
 */
final class Coverage {

    private final Map<String, Long> first = new TreeMap<>();
    private final Map<String, List<Long>> readUntil = new TreeMap<>();
    private final Map<String, Long> latest = new TreeMap<>();
    private final Map<String, BitSet> witnesses = new TreeMap<>();
    private final TelemetryWindow window;

    Coverage(TelemetryWindow window) {
        this.window = window;
        for (Series series : window.series()) {
            if (series.size() > 0) {
                first.merge(series.key().entity().system(), series.timeAt(0), Math::min);
                latest.merge(metric(series.key()), series.timeAt(series.size() - 1), Math::max);
            }
        }
        for (StreamCompleteness stream : window.completeness().streams()) {
            Instant asOf = stream.asOf();
            if (asOf != null) {
                String system =
                        stream.stream().substring(0, Math.max(0, stream.stream().indexOf('/')));
                readUntil.computeIfAbsent(system, s -> new ArrayList<>()).add(asOf.toEpochMilli());
            }
        }
    }

    /** Puts zeros where nothing was counted. */
    void fillZeros(Signal signal) {
        String system = signal.key.entity().system();
        Long from = first.get(system);
        Long to = readUntil(signal.key);
        if (from == null || to == null || signal.model != Model.COUNT) {
            return;
        }
        boolean errors = signal.signalClass == SignalClass.ERRORS;
        BitSet alive = errors ? new BitSet() : witnesses(signal.key.entity(), signal.grid);
        for (int i = Math.max(0, signal.grid.indexOf(from)); i < signal.grid.size(); i++) {
            boolean whole = signal.grid.timeAt(i) + signal.grid.step() <= to;
            if (whole && !signal.isPresent(i) && (errors || alive.get(i))) {
                signal.values[i] = 0;
                signal.totals[i] = 1;
            }
        }
    }

    /** Returns up to when the metric was read, whichever of the streams that may have brought it did; null if unknown. */
    private @Nullable Long readUntil(SeriesKey key) {
        List<Long> streams = readUntil.getOrDefault(key.entity().system(), List.of());
        long known = latest.getOrDefault(metric(key), Long.MIN_VALUE);
        return streams.stream()
                .filter(asOf -> asOf > known)
                .min(Comparator.naturalOrder())
                .or(() -> streams.stream().min(Comparator.naturalOrder()))
                .orElse(null);
    }

    private static String metric(SeriesKey key) {
        return key.entity().system() + "/" + key.metric();
    }

    private synchronized BitSet witnesses(EntityId like, Grid grid) {
        return witnesses.computeIfAbsent(like.system() + "/" + like.type() + "/" + grid.step(), key -> {
            BitSet alive = new BitSet(grid.size());
            for (Series series : window.series()) {
                EntityId entity = series.key().entity();
                boolean sameStep = series.step()
                        .map(step -> step.toMillis() == grid.step())
                        .orElse(false);
                if (sameStep
                        && entity.system().equals(like.system())
                        && entity.type().equals(like.type())) {
                    for (int i = 0; i < series.size(); i++) {
                        int at = grid.indexOf(series.timeAt(i));
                        if (at >= 0) {
                            alive.set(at);
                        }
                    }
                }
            }
            return alive;
        });
    }
}
