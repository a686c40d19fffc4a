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
import java.util.TreeMap;

/**
 * First stage: series to episodes. Each series is compared with its own baseline; what left it for long, far and surely
 * enough becomes an {@link Episode}. Immutable, thread-safe, pure.
 */
public final class EpisodeDetector {

    /**
     * How far before the focus is looked for the onset of what still lasts in it: farther only if it had already begun. What
     * began earlier than the last of these is dated there.
     */
    private static final List<Duration> LOOK_BACKS =
            List.of(Duration.ofHours(2), Duration.ofHours(8), Duration.ofHours(32), Duration.ofDays(5));

    private static final Duration JOINED = Duration.ofMinutes(10);
    /** Steps after the first scanned within which an excursion may have begun before. */
    private static final int EDGE = 5;

    private final DetectionConfig config;

    /** Makes a detector. */
    public EpisodeDetector(DetectionConfig config) {
        this.config = Objects.requireNonNull(config, "config");
    }

    /** Returns the episodes that touch the window's focus, and every series beside its baseline. */
    public Detection detect(TelemetryWindow window) {
        SignalReader reader = new SignalReader(window);
        TreeMap<SeriesKey, Deviations> tested = new TreeMap<>();
        List<SeriesKey> learning = new ArrayList<>();
        List<Episode> candidates = new ArrayList<>();
        for (Signal signal : reader.read()) {
            Baseliner baseliner = new Baseliner(config, signal);
            if (baseliner.isLearning()) {
                learning.add(signal.key);
                continue;
            }
            Deviations deviations = scanned(baseliner, signal, window.focus());
            tested.put(signal.key, deviations);
            List<Episode> found = episodes(deviations, window.focus());
            candidates.addAll(found);
            if (signal.model == Model.DISTRIBUTION && found.isEmpty()) {
                Signal body = signal.body();
                Deviations bodies = scanned(new Baseliner(config, body), body, window.focus());
                if (!bodies.isQuiet()) {
                    body.figures();
                    candidates.addAll(episodes(bodies, window.focus()));
                }
            }
            signal.forget();
        }
        return new Detection(significant(candidates, tested.size()), tested, learning, reader.skipped());
    }

    /** Puts the signal beside its baselines from so far before the focus that nothing was under way. */
    private static Deviations scanned(Baseliner baseliner, Signal signal, TimeWindow focus) {
        Deviations deviations = null;
        for (Duration back : LOOK_BACKS) {
            int from = Math.max(
                    baseliner.firstScanned(), signal.grid.indexOf(focus.from().minus(back)));
            deviations = baseliner.from(from);
            if (from == baseliner.firstScanned() || !isUnderWay(deviations)) {
                break;
            }
        }
        baseliner.forget();
        return Objects.requireNonNull(deviations);
    }

    private static boolean isUnderWay(Deviations deviations) {
        return directions(deviations.signalClass()).stream()
                .flatMap(direction -> deviations.excursions(direction).stream())
                .anyMatch(excursion -> excursion.earliest() <= deviations.scanFrom + EDGE);
    }

    private List<Episode> episodes(Deviations deviations, TimeWindow focus) {
        Grid grid = deviations.signal.grid;
        int scanned = Math.max(1, deviations.signal.present(Math.max(0, grid.indexOf(focus.from())), grid.size()));
        EffectMeter meter = new EffectMeter(config, deviations, scanned);
        List<Episode> found = new ArrayList<>();
        for (Direction direction : directions(deviations.signalClass())) {
            List<Excursion> mattering = new ArrayList<>();
            for (Excursion excursion : deviations.excursions(direction)) {
                if (meter.measure(excursion).isPresent()) {
                    add(mattering, excursion, grid.step());
                }
            }
            for (Excursion excursion : mattering) {
                if (grid.timeAt(excursion.end()) <= focus.from().toEpochMilli()) {
                    continue;
                }
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
