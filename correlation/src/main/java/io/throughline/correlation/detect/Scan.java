package io.throughline.correlation.detect;

import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A signal beside its baselines as far back as a focus needs it, and the excursions that matter and touch the focus. */
final class Scan {

    /**
     * How far before the focus is looked for the onset of what still lasts in it: farther only if it had already begun. What
     * began earlier than the last of these is dated there.
     */
    private static final List<Duration> LOOK_BACKS =
            List.of(Duration.ofHours(2), Duration.ofHours(8), Duration.ofHours(32), Duration.ofDays(5));

    private static final Duration JOINED = Duration.ofMinutes(10);
    /** Steps after the first scanned within which an excursion may have begun before. */
    private static final int EDGE = 5;

    final Deviations deviations;
    final EffectMeter meter;
    private final List<Direction> directions;
    private final TimeWindow focus;

    private Scan(Deviations deviations, EffectMeter meter, List<Direction> directions, TimeWindow focus) {
        this.deviations = deviations;
        this.meter = meter;
        this.directions = directions;
        this.focus = focus;
    }

    /** Puts the signal beside its baselines from so far before the focus that nothing was under way. */
    static Scan of(
            Baseliner baseliner, Signal signal, List<Direction> directions, TimeWindow focus, DetectionConfig config) {
        Deviations deviations = null;
        for (Duration back : LOOK_BACKS) {
            int from = Math.max(
                    baseliner.firstScanned(), signal.grid.indexOf(focus.from().minus(back)));
            deviations = baseliner.from(from);
            if (from == baseliner.firstScanned() || !isUnderWay(deviations, directions)) {
                break;
            }
        }
        baseliner.forget();
        Deviations all = Objects.requireNonNull(deviations);
        Grid grid = signal.grid;
        int scanned = Math.max(1, signal.present(Math.max(0, grid.indexOf(focus.from())), grid.size()));
        return new Scan(all, new EffectMeter(config, all, scanned), directions, focus);
    }

    private static boolean isUnderWay(Deviations deviations, List<Direction> directions) {
        return directions.stream()
                .flatMap(direction -> deviations.excursions(direction).stream())
                .anyMatch(excursion -> excursion.earliest() <= deviations.scanFrom + EDGE);
    }

    /** Returns the excursions that matter and do not end before the focus, dated. */
    List<Excursion> excursions() {
        List<Excursion> found = new ArrayList<>();
        Grid grid = deviations.signal.grid;
        for (Direction direction : directions) {
            List<Excursion> mattering = new ArrayList<>();
            for (Excursion excursion : deviations.excursions(direction)) {
                if (meter.measure(excursion).isPresent()) {
                    add(mattering, excursion, grid.step());
                }
            }
            for (Excursion excursion : mattering) {
                if (grid.timeAt(excursion.end()) > focus.from().toEpochMilli()) {
                    found.add(meter.measure(excursion)
                            .map(effect -> deviations.dated(excursion, effect))
                            .orElse(excursion));
                }
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
}
