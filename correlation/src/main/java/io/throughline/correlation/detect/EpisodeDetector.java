package io.throughline.correlation.detect;

import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.evidence.Ids;
import io.throughline.correlation.statistics.FalseDiscovery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * First stage: series to episodes. Each series is compared with its own baseline; what left it for long, far and surely
 * enough becomes an {@link Episode}. Immutable, thread-safe, pure.
 */
public final class EpisodeDetector {

    /** An episode that began before the focus and still lasts in it is of interest, and its onset too. */
    private static final Duration LOOK_BACK = Duration.ofHours(2);

    private static final Duration JOINED = Duration.ofMinutes(10);

    private final DetectionConfig config;

    /** Makes a detector. */
    public EpisodeDetector(DetectionConfig config) {
        this.config = Objects.requireNonNull(config, "config");
    }

    /** Returns the episodes that touch the window's focus, and every series beside its baseline. */
    public Detection detect(TelemetryWindow window) {
        SignalReader reader = new SignalReader(window);
        Baseliner baseliner = new Baseliner(config, window);
        TreeMap<SeriesKey, Deviations> tested = new TreeMap<>();
        List<SeriesKey> learning = new ArrayList<>();
        for (Signal signal : reader.read()) {
            Optional<Deviations> deviations = baseliner.baseline(signal);
            deviations.ifPresentOrElse(found -> tested.put(signal.key, found), () -> learning.add(signal.key));
        }
        List<Episode> candidates = new ArrayList<>();
        for (Deviations deviations : tested.values()) {
            candidates.addAll(episodes(deviations, window.focus()));
        }
        return new Detection(significant(candidates, tested.size()), tested, learning, reader.skipped());
    }

    private List<Episode> episodes(Deviations deviations, TimeWindow focus) {
        Grid grid = deviations.signal.grid;
        int lookedBack = grid.indexOf(focus.from().minus(LOOK_BACK));
        int from = Math.max(0, Math.max(lookedBack, Math.min(deviations.scanFrom, grid.indexOf(focus.from()))));
        int scanned = Math.max(1, deviations.signal.present(from, grid.size()));
        EffectMeter meter = new EffectMeter(config, deviations, scanned);
        List<Episode> found = new ArrayList<>();
        for (Direction direction : directions(deviations.signalClass())) {
            List<Excursion> mattering = new ArrayList<>();
            for (Excursion excursion : Excursions.find(deviations, from, direction)) {
                boolean touches = grid.timeAt(excursion.end()) > focus.from().toEpochMilli();
                if (touches && meter.measure(excursion).isPresent()) {
                    add(mattering, excursion, grid.step());
                }
            }
            for (Excursion excursion : mattering) {
                Excursion dated = meter.measure(excursion)
                        .map(effect -> deviations.dated(excursion, effect))
                        .orElse(excursion);
                meter.measure(dated).ifPresent(effect -> found.add(episode(deviations, dated, effect, meter)));
            }
        }
        return found;
    }

    /** What comes back after a short while is still the same episode. */
    private static void add(List<Excursion> found, Excursion next, long step) {
        Excursion before = found.isEmpty() ? null : found.get(found.size() - 1);
        if (before != null && (next.onset() - before.end()) * step <= JOINED.toMillis()) {
            found.set(found.size() - 1, before.joined(next));
        } else {
            found.add(next);
        }
    }

    private static Episode episode(Deviations deviations, Excursion excursion, Effect effect, EffectMeter meter) {
        Signal signal = deviations.signal;
        Grid grid = signal.grid;
        return new Episode(
                Ids.of("episode", signal.key, excursion.direction(), grid.timeAt(excursion.onset())),
                signal.key,
                signal.signalClass,
                signal.measure,
                Duration.ofMillis(grid.step()),
                excursion.direction(),
                grid.instantAt(excursion.onset()),
                new TimeWindow(grid.instantAt(excursion.earliest()), grid.instantAt(excursion.latest() + 1)),
                grid.instantAt(meter.peakOf(excursion)),
                excursion.open() ? null : grid.instantAt(excursion.end()),
                effect);
    }

    private List<Episode> significant(List<Episode> candidates, int series) {
        double[] p = candidates.stream().mapToDouble(e -> e.effect().pValue()).toArray();
        double[] q = FalseDiscovery.qValues(p, Math.max(series, p.length));
        List<Episode> kept = new ArrayList<>();
        for (int i = 0; i < q.length; i++) {
            if (q[i] <= config.maxQ()) {
                kept.add(candidates.get(i).withQValue(q[i]));
            }
        }
        return kept;
    }

    /** Fewer errors, shorter latency and emptier resources are no trouble. */
    private static List<Direction> directions(SignalClass signalClass) {
        return switch (signalClass) {
            case LATENCY, ERRORS, SATURATION, COST -> List.of(Direction.UP);
            case TRAFFIC, QUALITY, OTHER -> List.of(Direction.UP, Direction.DOWN);
        };
    }
}
