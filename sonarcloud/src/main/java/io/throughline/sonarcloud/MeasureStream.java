package io.throughline.sonarcloud;

import io.throughline.core.http.Page;
import io.throughline.core.source.MeasuredStream;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.sonarcloud.MeasuredMetrics.Conversion;
import io.throughline.sonarcloud.analysis.SonarSpan;
import io.throughline.sonarcloud.measure.SonarHistory;
import io.throughline.sonarcloud.measure.SonarMetric;
import io.throughline.sonarcloud.project.SonarProject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The stream {@code sonarcloud/measures}: series without a step, with a point at each analysis. The server thins old
 * analyses out; what was read before stays, unless its day is read again.
 */
final class MeasureStream implements MeasuredStream {

    private static final String NAME = "sonarcloud/measures";
    private static final Duration LONGEST_READ = Duration.ofDays(90);
    /** An analysis has the time of its scan, but is there only when the server has worked through its queue. */
    private static final Duration LATENESS = Duration.ofDays(1);

    private final SonarSettings settings;
    private final SonarClient client;
    private final Clock clock;
    private final SonarTranslator translator;

    MeasureStream(SonarSettings settings, SonarClient client, Clock clock) {
        this.settings = settings;
        this.client = client;
        this.clock = clock;
        this.translator = new SonarTranslator(settings);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration grid() {
        return Duration.ofDays(1);
    }

    @Override
    public Duration longestRead() {
        return LONGEST_READ;
    }

    @Override
    public Duration lateness() {
        return LATENESS;
    }

    @Override
    public Optional<StreamPlan> plan(TimeWindow horizon, Duration every) {
        ProjectScope scope = ProjectScope.resolve(client, settings);
        long perRead = scope.lookups(settings) + 1 + scope.projects().size();
        return Optional.of(new StreamPlan(
                NAME,
                List.of("metrics/search", "measures/search_history"),
                Duration.ofMinutes(10),
                LATENESS,
                readsOf(horizon) * perRead,
                perRead * 3600_000.0 / every.toMillis(),
                List.of("the calls are the least: lists longer than a page take one more for each further page")));
    }

    @Override
    public StreamCompleteness read(TimeWindow window, TelemetrySink sink) {
        long throttledBefore = client.timesThrottled();
        Instant now = clock.instant();
        ProjectScope scope = ProjectScope.resolve(client, settings);
        Map<String, Conversion> conversions = conversions();
        List<String> gaps = new ArrayList<>(scope.gaps());
        for (SonarProject project : scope.projects()) {
            sink.entity(translator.entity(project, NAME));
            if (!conversions.isEmpty()) {
                read(project, window, conversions, sink, gaps);
            }
        }
        return new StreamCompleteness(
                NAME,
                gaps.isEmpty() ? State.COMPLETE : State.PARTIAL,
                now.isBefore(window.to()) ? now : window.to(),
                false,
                client.timesThrottled() > throttledBefore,
                1,
                gaps);
    }

    /** Asking for a single metric that the server does not know would fail the whole call. */
    private Map<String, Conversion> conversions() {
        Map<String, SonarMetric> known = new HashMap<>();
        client.measures().listMetrics().forEach(metric -> known.put(metric.key(), metric));
        Map<String, Conversion> conversions = new TreeMap<>();
        for (String key : MeasuredMetrics.KEYS) {
            SonarMetric metric = known.get(key);
            if (metric != null) {
                MeasuredMetrics.conversion(metric).ifPresent(conversion -> conversions.put(key, conversion));
            }
        }
        return conversions;
    }

    private void read(
            SonarProject project,
            TimeWindow window,
            Map<String, Conversion> conversions,
            TelemetrySink sink,
            List<String> gaps) {
        // The server's bounds are inclusive and whole seconds; the window's end is not part of it.
        SonarSpan span = SonarSpan.of(project.key())
                .since(window.from())
                .until(window.to().minusSeconds(1));
        MeasurePoints points = new MeasurePoints(conversions, window);
        long total = 0;
        for (Page<SonarHistory> page :
                client.measures().listHistory(span, conversions.keySet()).pages()) {
            total = Math.max(total, page.total().orElse(0));
            page.items().forEach(points::add);
        }
        points.series(translator.id(project)).forEach(sink::series);
        if (points.listed() < total) {
            gaps.add("of " + total + " analyses of Sonar project " + project.key() + " in " + window + " only "
                    + points.listed() + " came with measures; sync again");
        }
        if (!points.unreadable().isEmpty()) {
            gaps.add("values of " + String.join(", ", points.unreadable()) + " of Sonar project " + project.key()
                    + " are no numbers and were left out");
        }
    }
}
