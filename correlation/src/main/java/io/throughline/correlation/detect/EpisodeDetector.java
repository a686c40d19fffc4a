package io.throughline.correlation.detect;

import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.parallel.Workers;
import io.throughline.correlation.statistics.FalseDiscovery;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * First stage: series to episodes. Each series is compared with its own baseline; what left it for long, far and surely
 * enough becomes an {@link Episode}: with its level, or bit by bit, or, where that stayed, with its scatter or with the
 * shape of its distribution. Immutable, thread-safe, pure.
 */
public final class EpisodeDetector {

    private final DetectionConfig config;
    private final Workers workers;

    /** Makes a detector that works in the caller's thread. */
    public EpisodeDetector(DetectionConfig config) {
        this(config, Workers.inline());
    }

    /** Makes a detector that looks at as many series at once as there are workers. The results are the same for any. */
    public EpisodeDetector(DetectionConfig config, Workers workers) {
        this.config = Objects.requireNonNull(config, "config");
        this.workers = Objects.requireNonNull(workers, "workers");
    }

    /** Returns the episodes that touch the window's focus, and every series beside its baseline. */
    public Detection detect(TelemetryWindow window) {
        TreeMap<SeriesKey, Deviations> tested = new TreeMap<>();
        List<LearningSeries> learning = new ArrayList<>();
        List<Episode> candidates = new ArrayList<>();
        int tests = 0;
        SignalReader reader = new SignalReader(window);
        for (Looked looked : workers.map(reader.size(), i -> look(reader.read(i), window.focus()))) {
            if (looked.learning() != null) {
                learning.add(looked.learning());
            }
            if (looked.deviations() != null) {
                tested.put(looked.deviations().key(), looked.deviations());
            }
            candidates.addAll(looked.episodes());
            tests += looked.tests();
        }
        List<Episode> all = corrected(candidates, tests);
        List<Episode> found = all.stream().filter(this::isSignificant).toList();
        List<Episode> insignificant =
                all.stream().filter(episode -> !isSignificant(episode)).toList();
        return new Detection(
                found, EntityEpisodes.of(found, tested.keySet()), tested, insignificant, learning, skipped(window));
    }

    /** What was found out about one signal: that it is learning, or how it lies beside its baseline. */
    private record Looked(
            @Nullable LearningSeries learning, @Nullable Deviations deviations, List<Episode> episodes, int tests) {}

    private Looked look(Signal signal, TimeWindow focus) {
        Baseliner baseliner = new Baseliner(config, signal);
        if (baseliner.isLearning()) {
            return new Looked(LearningSeries.of(signal, config), null, List.of(), 0);
        }
        SignalEpisodes episodes = new SignalEpisodes(config, signal, focus);
        List<Episode> found = episodes.of(baseliner);
        return new Looked(null, episodes.deviations().result(), found, episodes.tests());
    }

    private static List<Episode> corrected(List<Episode> candidates, int tests) {
        double[] p = candidates.stream().mapToDouble(e -> e.effect().pValue()).toArray();
        double[] q = FalseDiscovery.qValues(p, Math.max(tests, p.length));
        List<Episode> corrected = new ArrayList<>();
        for (int i = 0; i < q.length; i++) {
            corrected.add(candidates.get(i).withQValue(q[i]));
        }
        return corrected;
    }

    private boolean isSignificant(Episode episode) {
        return episode.effect().qValue() <= config.maxQ();
    }

    private static List<SkippedSeries> skipped(TelemetryWindow window) {
        List<SkippedSeries> skipped = new ArrayList<>();
        for (Series series : window.series()) {
            if (series.size() == 0) {
                skipped.add(new SkippedSeries(series.key(), SkippedSeries.Reason.EMPTY, 0));
            } else if (series.step().isEmpty()) {
                skipped.add(new SkippedSeries(series.key(), SkippedSeries.Reason.IRREGULAR, series.size()));
            }
        }
        return skipped;
    }
}
