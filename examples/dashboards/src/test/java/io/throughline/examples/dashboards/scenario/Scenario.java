package io.throughline.examples.dashboards.scenario;

import io.throughline.core.telemetry.Completeness;
import io.throughline.core.telemetry.Dependency;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.CorrelationReport;
import io.throughline.correlation.Incident;
import io.throughline.correlation.detect.LearningSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A window and the report about it. */
public record Scenario(TelemetryWindow window, CorrelationReport report) {

    public static final Instant END = Instant.parse("2026-11-22T16:00:00Z");
    public static final TimeWindow FOCUS = TimeWindow.endingAt(END, Duration.ofHours(4));
    public static final Instant ONSET = Instant.parse("2026-11-22T13:42:00Z");
    public static final Instant BACK = ONSET.plus(Duration.ofMinutes(48));
    public static final String INCIDENT = Conclusions.INCIDENT;

    /** Returns a builder of the day on which the database's plan flipped. */
    public static Builder databaseFault() {
        return new Builder(true);
    }

    /** Returns a builder of a day without any fault. */
    public static Builder quiet() {
        return new Builder(false);
    }

    /** Chooses what is out of the ordinary. */
    public static final class Builder {

        private final boolean fault;
        private final Map<String, StreamCompleteness> streams = new TreeMap<>();
        private @Nullable TimeWindow silence;
        private String incidentTitle =
                "Slow orders: p95 of GET /orders/* rose from 178 ms to 1.94 s, checkout-api failed with it";
        private String ticketTitle = "Placing an order takes forever";
        private boolean learning;
        private boolean withoutSentry;

        private Builder(boolean fault) {
            this.fault = fault;
            for (String stream : List.of(
                    "azure/resources",
                    "azure/requests",
                    "azure/metrics",
                    "azure/alerts",
                    "azure/queries",
                    "sentry/issues",
                    "sentry/errors",
                    "sentry/releases",
                    "jira/tickets",
                    "sonarcloud/analyses")) {
                stream(StreamCompleteness.complete(stream, END));
            }
        }

        public Builder stream(StreamCompleteness stream) {
            streams.put(stream.stream(), stream);
            return this;
        }

        public Builder withoutRequestsIn(TimeWindow gap) {
            silence = gap;
            return this;
        }

        /** Takes away all that Sentry tells: of a source that was never read nothing is known. */
        public Builder withoutSentry() {
            withoutSentry = true;
            return this;
        }

        public Builder titled(String incident, String ticket) {
            incidentTitle = incident;
            ticketTitle = ticket;
            return this;
        }

        public Builder learning() {
            learning = true;
            return this;
        }

        public Scenario build() {
            TimeWindow span = new TimeWindow(FOCUS.from().minus(Duration.ofHours(8)), FOCUS.to());
            List<Entity> entities = new ArrayList<>(Shop.entities());
            List<Series> series =
                    new ArrayList<>(new Load(span, fault ? new TimeWindow(ONSET, BACK) : null, silence).series());
            if (withoutSentry) {
                series.removeIf(one -> one.key().entity().system().equals("sentry"));
                entities.removeIf(entity -> entity.id().system().equals("sentry"));
            }
            List<Event> events = fault ? new Story(ONSET, ticketTitle).events() : List.of();
            TelemetryWindow window = new TelemetryWindow(
                    span,
                    FOCUS,
                    entities,
                    series,
                    events,
                    dependencies(),
                    Shop.memberships(entities, END),
                    Completeness.of(streams.values()));
            return new Scenario(window, report(window, events));
        }

        private CorrelationReport report(TelemetryWindow window, List<Event> events) {
            List<SeriesKey> keys = window.series().stream().map(Series::key).toList();
            if (!fault) {
                return new CorrelationReport(
                        window.span(),
                        window.focus(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        new CorrelationReport.Tested(
                                keys.size(), learning ? 0 : keys.size(), learning ? keys.size() : 0, 0, 0, 0),
                        learning ? keys.stream().map(Builder::learning).toList() : List.of(),
                        List.of(),
                        window.completeness());
            }
            Conclusions conclusions = new Conclusions(ONSET, BACK, events, incidentTitle);
            List<Incident> incidents = List.of(conclusions.incident());
            return new CorrelationReport(
                    window.span(),
                    window.focus(),
                    conclusions.episodes(),
                    List.of(),
                    conclusions.correlations(),
                    incidents,
                    new CorrelationReport.Tested(keys.size() + 31, keys.size(), 3, 28, 214, events.size()),
                    keys.subList(0, 3).stream().map(Builder::learning).toList(),
                    List.of(),
                    window.completeness());
        }

        private static LearningSeries learning(SeriesKey key) {
            return new LearningSeries(
                    key,
                    LearningSeries.Reason.FEW_STEPS,
                    18,
                    30,
                    Duration.ofMinutes(18),
                    Duration.ofHours(1),
                    Duration.ofMinutes(42));
        }

        private List<Dependency> dependencies() {
            List<Dependency> edges = new ArrayList<>();
            for (TimeWindow hour : FOCUS.split(Duration.ofHours(1))) {
                boolean faulty = fault && hour.overlaps(new TimeWindow(ONSET, BACK));
                edges.add(edge(Shop.role("checkout-api"), Shop.role("orders"), "http", hour, faulty ? 1.9 : 0.17));
                edges.add(edge(Shop.role("checkout-api"), Shop.role("payments"), "http", hour, 0.16));
                edges.add(edge(Shop.role("orders"), Shop.DATABASE, "postgresql", hour, faulty ? 1.6 : 0.012));
            }
            return edges;
        }

        private static Dependency edge(EntityId from, EntityId to, String protocol, TimeWindow hour, double seconds) {
            ExponentialHistogram.Builder latency = ExponentialHistogram.builder();
            for (int i = 0; i < 20; i++) {
                latency.record(seconds * (0.6 + i * 0.025), 100);
            }
            return new Dependency(
                    from,
                    to,
                    protocol,
                    hour,
                    2000,
                    14,
                    latency.build(),
                    new Provenance("azure/dependencies", from + ">" + to + hour, null));
        }
    }
}
