package io.throughline.correlation.detect;

import io.throughline.core.telemetry.TimeWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The episodes of one signal: of its figure; of histograms, where fewer lie far out than would tell, of how far out they lie,
 * of their median where the tail was quiet, and of their shape where that was too; of the scatter where the level did not
 * leave.
 */
final class SignalEpisodes {

    /** What is as sure as this stays significant however much is tested. */
    private static final double SURE = 1e-9;

    private final DetectionConfig config;
    private final Signal signal;
    private final TimeWindow focus;
    private final List<Episode> found = new ArrayList<>();
    /** Ids of episodes at whose onset the course of the figure shows no change of level or slope. */
    private final Set<String> unexplained = new TreeSet<>();

    private @Nullable Deviations deviations;
    private int tests;

    SignalEpisodes(DetectionConfig config, Signal signal, TimeWindow focus) {
        this.config = config;
        this.signal = signal;
        this.focus = focus;
    }

    /** Returns the signal beside its baseline, once its episodes were asked for. */
    Deviations deviations() {
        return Objects.requireNonNull(deviations, "deviations");
    }

    /** Returns how many things were tested. */
    int tests() {
        return tests;
    }

    List<Episode> of(Baseliner baseliner) {
        Scan scan = scan(baseliner, signal, directions(signal.signalClass));
        deviations = scan.deviations;
        add(scan);
        if (found.isEmpty()) {
            Pools.of(scan.deviations).ifPresent(this::pooled);
        }
        if (signal.model == Model.DISTRIBUTION) {
            farOut();
            if (found.isEmpty()) {
                Signal body = signal.body();
                Scan bodies = scan(new Baseliner(config, body), body, directions(signal.signalClass));
                if (!bodies.deviations.isQuiet()) {
                    body.figures();
                    add(bodies);
                }
            }
            if (found.isEmpty()) {
                ShapeSignal.of(signal, config).ifPresent(this::shapes);
            }
        } else if (unexplained.size() == found.size() || toBothSides(found)) {
            ScatterSignal.of(signal).ifPresent(this::scatters);
        }
        return found;
    }

    private void add(Scan scan) {
        add(scan, scan.excursions());
    }

    private void add(Scan scan, List<Excursion> excursions) {
        if (excursions.isEmpty()) {
            return;
        }
        double[] figures = Courses.figures(scan.deviations);
        for (Excursion excursion : excursions) {
            scan.meter.measure(excursion).ifPresent(effect -> {
                EpisodeKind kind = Courses.kind(figures, excursion).orElse(null);
                Episode episode = EpisodeMaker.of(scan, excursion, kind == null ? EpisodeKind.LEVEL : kind, effect);
                found.add(episode);
                if (kind == null) {
                    unexplained.add(episode.id());
                }
            });
        }
    }

    /** How far out, where how many says little. */
    private void farOut() {
        if (found.stream().anyMatch(episode -> episode.effect().pValue() <= SURE)) {
            return;
        }
        Signal magnitude = signal.magnitude();
        Scan far = scan(new Baseliner(config, magnitude), magnitude, directions(signal.signalClass));
        List<Episode> many = List.copyOf(found);
        found.clear();
        add(far, far.excursions().stream().filter(far.deviations::isFarOut).toList());
        found.removeIf(farther -> many.stream().anyMatch(other -> overlap(farther, other) && !isSurer(farther, other)));
        List<Episode> farther = List.copyOf(found);
        many.stream()
                .filter(episode -> farther.stream().noneMatch(other -> overlap(episode, other)))
                .forEach(found::add);
    }

    private static boolean isSurer(Episode one, Episode other) {
        return one.effect().pValue() < other.effect().pValue();
    }

    private void pooled(Signal pools) {
        Baseliner baseliner = new Baseliner(config, pools);
        if (!baseliner.isLearning()) {
            add(scan(baseliner, pools, directions(signal.signalClass)));
        }
    }

    private void scatters(ScatterSignal scatter) {
        Baseliner baseliner = new Baseliner(config, scatter.signal);
        if (baseliner.isLearning()) {
            return;
        }
        Scan scan = scan(baseliner, scatter.signal, directions(signal.signalClass));
        List<Excursion> excursions = scan.excursions();
        if (excursions.isEmpty()) {
            return;
        }
        ScatterEpisodes episodes = new ScatterEpisodes(signal, Courses.figures(deviations()), scatter, scan);
        for (Excursion excursion : excursions) {
            episodes.of(excursion).ifPresent(this::replace);
        }
    }

    private void shapes(ShapeSignal shape) {
        Baseliner baseliner = new Baseliner(config, shape.signal);
        if (baseliner.isLearning()) {
            return;
        }
        Scan scan = scan(baseliner, shape.signal, List.of(Direction.UP));
        ShapeEpisodes episodes = new ShapeEpisodes(config, signal, shape, scan);
        scan.excursions().forEach(excursion -> episodes.of(excursion).ifPresent(found::add));
    }

    /**
     * What the scatter explains was no episode of the level, above all what left to both sides; one that the level explains
     * is no episode of the scatter.
     */
    private void replace(Episode scattered) {
        List<Episode> others =
                found.stream().filter(other -> overlap(other, scattered)).toList();
        boolean level = others.stream().anyMatch(other -> !unexplained.contains(other.id()));
        if (!level || toBothSides(others)) {
            found.removeIf(other -> overlap(other, scattered));
            found.add(scattered);
        }
    }

    private static boolean toBothSides(List<Episode> episodes) {
        return episodes.stream().map(Episode::direction).distinct().count() > 1;
    }

    private static boolean overlap(Episode first, Episode second) {
        return first.comparison().episode().overlaps(second.comparison().episode());
    }

    private Scan scan(Baseliner baseliner, Signal of, List<Direction> directions) {
        tests++;
        return Scan.of(baseliner, of, directions, focus, config);
    }

    /** Fewer errors, shorter latency and emptier resources are no trouble. */
    private static List<Direction> directions(SignalClass signalClass) {
        return switch (signalClass) {
            case LATENCY, ERRORS, SATURATION, COST -> List.of(Direction.UP);
            case TRAFFIC, QUALITY, OTHER -> List.of(Direction.UP, Direction.DOWN);
        };
    }
}
