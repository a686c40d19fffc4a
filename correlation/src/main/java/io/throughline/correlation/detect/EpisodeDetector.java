package io.throughline.correlation.detect;

import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.statistics.FalseDiscovery;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/**
 * First stage: series to episodes. Each series is compared with its own baseline; what left it for long, far and surely
 * enough becomes an {@link Episode}: with its level, or bit by bit, or, where that stayed, with its scatter or with the
 * shape of its distribution. Immutable, thread-safe, pure.
 */
public final class EpisodeDetector {

    private final DetectionConfig config;

    /** Makes a detector. */
    public EpisodeDetector(DetectionConfig config) {
        this.config = Objects.requireNonNull(config, "config");
    }

    /** Returns the episodes that touch the window's focus, and every series beside its baseline. */
    public Detection detect(TelemetryWindow window) {
        TreeMap<SeriesKey, Deviations> tested = new TreeMap<>();
        List<LearningSeries> learning = new ArrayList<>();
        List<Episode> candidates = new ArrayList<>();
        int tests = 0;
        for (Signal signal : new SignalReader(window).read()) {
            Baseliner baseliner = new Baseliner(config, signal);
            if (baseliner.isLearning()) {
                learning.add(LearningSeries.of(signal, config));
                continue;
            }
            SignalEpisodes episodes = new SignalEpisodes(config, signal, window.focus());
            candidates.addAll(episodes.of(baseliner));
            tested.put(signal.key, episodes.deviations());
            tests += episodes.tests();
        }
        List<Episode> found = significant(candidates, tests);
        return new Detection(
                found, EntityEpisodes.of(found, tested.keySet()), tested, learning, skipped(window));
    }

    private List<Episode> significant(List<Episode> candidates, int tests) {
        double[] p = candidates.stream().mapToDouble(e -> e.effect().pValue()).toArray();
        double[] q = FalseDiscovery.qValues(p, Math.max(tests, p.length));
        List<Episode> kept = new ArrayList<>();
        for (int i = 0; i < q.length; i++) {
            if (q[i] <= config.maxQ()) {
                kept.add(candidates.get(i).withQValue(q[i]));
            }
        }
        return kept;
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
