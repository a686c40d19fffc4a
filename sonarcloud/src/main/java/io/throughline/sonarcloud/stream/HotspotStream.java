package io.throughline.sonarcloud.stream;

import io.throughline.core.http.SourceException;
import io.throughline.core.source.Guarded;
import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.source.Tier;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import io.throughline.sonarcloud.hotspot.SonarHotspot;
import io.throughline.sonarcloud.project.SonarProject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The stream {@code sonarcloud/hotspots}: security hotspots that are highly probable vulnerabilities one by one, and all
 * of them as counts by probability and state at the latest analysis. The server cannot tell what changed, so each read
 * lists them.
 */
final class HotspotStream implements RevisedStream {

    private static final String METRIC = "sonarcloud.hotspots";
    private static final String HIGH = "HIGH";
    private static final List<String> PROBABILITIES = List.of(HIGH, "MEDIUM", "LOW");
    private static final List<String> STATES = List.of("TO_REVIEW", "REVIEWED");

    private final SonarScope scope;
    private final SonarReads reads;
    private final ProjectWalk walk;
    private final CallPlan plan;
    private final SonarTranslator translator;
    private final Findings findings;

    HotspotStream(SonarScope scope, SonarReads reads, ProjectWalk walk, CallPlan plan) {
        this.scope = scope;
        this.reads = reads;
        this.walk = walk;
        this.plan = plan;
        this.translator = new SonarTranslator(scope, SonarStreams.HOTSPOTS);
        this.findings = new Findings(scope, SonarStreams.HOTSPOTS);
    }

    @Override
    public String name() {
        return SonarStreams.HOTSPOTS;
    }

    @Override
    public Tier tier() {
        return Tier.HOURLY;
    }

    @Override
    public Optional<StreamPlan> plan(TimeWindow horizon, Duration every) {
        return Optional.of(plan.hotspots(name(), every));
    }

    @Override
    public Revisions read(@Nullable String cursor, TimeWindow horizon, TelemetrySink sink) {
        return walk.read(name(), cursor, horizon, sink, (project, marks, target, notes) -> {
            target.entity(translator.entity(project));
            for (ReadBranch branch : ReadBranch.of(project, scope, reads)) {
                Instant analysed = branch.analysedAt(project, reads);
                if (analysed == null) {
                    notes.remark(branch.of(project) + " was never analysed: that it has no hotspot says nothing");
                    continue;
                }
                read(project, branch, analysed, target);
            }
        });
    }

    private void read(SonarProject project, ReadBranch branch, Instant analysed, TelemetrySink sink) {
        Map<String, Map<String, Long>> counts = new TreeMap<>();
        // None of the known ones is a count, too.
        PROBABILITIES.forEach(probability -> STATES.forEach(state ->
                counts.computeIfAbsent(probability, key -> new TreeMap<>()).put(state, 0L)));
        Guarded guarded = new Guarded(name(), sink);
        for (SonarHotspot hotspot : reads.hotspots(project.key(), branch.name())) {
            String probability = word(hotspot.vulnerabilityProbability());
            counts.computeIfAbsent(probability, key -> new TreeMap<>()).merge(word(hotspot.status()), 1L, Long::sum);
            if (probability.equals(HIGH)) {
                guarded.take(
                        hotspot.key(),
                        hotspot.updateDate() == null ? analysed : hotspot.updateDate(),
                        made -> made.event(findings.hotspot(project, branch.name(), hotspot, analysed)));
            }
        }
        counts.forEach((probability, states) -> states.forEach((state, count) -> {
            Attributes dimensions = SonarTranslator.dimensions(branch.name()).toBuilder()
                    .put(Findings.PROBABILITY, probability)
                    .put(Findings.STATUS, state)
                    .build();
            sink.series(NumberSeries.of(
                    new SeriesKey(
                            translator.id(project), METRIC, Unit.counting("hotspot"), SeriesKind.GAUGE, dimensions),
                    null,
                    new long[] {analysed.toEpochMilli()},
                    new double[] {count}));
        }));
    }

    private static String word(@Nullable String text) {
        return text == null ? "UNKNOWN" : text;
    }

    @Override
    public Optional<Set<String>> census(TimeWindow horizon) {
        Set<String> present = new TreeSet<>();
        try {
            ProjectDirectory.Listing listing = walk.projects();
            if (listing.uncertain()) {
                return Optional.empty();
            }
            for (SonarProject project : listing.projects()) {
                for (ReadBranch branch : ReadBranch.of(project, scope, reads)) {
                    reads.hotspots(project.key(), branch.name()).forEach(hotspot -> {
                        if (word(hotspot.vulnerabilityProbability()).equals(HIGH)) {
                            present.add(hotspot.key());
                        }
                    });
                }
            }
        } catch (SourceException e) {
            if (ProjectWalk.isOfOneProject(e)) {
                return Optional.empty();
            }
            throw e;
        }
        return Optional.of(present);
    }
}
