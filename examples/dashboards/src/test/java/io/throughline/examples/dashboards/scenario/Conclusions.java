package io.throughline.examples.dashboards.scenario;

import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.telemetry.event.Event;
import io.throughline.correlation.Incident;
import io.throughline.correlation.assemble.TimelineEntry;
import io.throughline.correlation.assemble.TimelineEntry.Phase;
import io.throughline.correlation.associate.Correlation;
import io.throughline.correlation.associate.Endpoint;
import io.throughline.correlation.associate.Lag;
import io.throughline.correlation.associate.Verdict;
import io.throughline.correlation.detect.Comparison;
import io.throughline.correlation.detect.Direction;
import io.throughline.correlation.detect.Effect;
import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.detect.EpisodeKind;
import io.throughline.correlation.detect.SignalClass;
import io.throughline.correlation.evidence.Reason;
import io.throughline.correlation.rank.CauseKind;
import io.throughline.correlation.rank.ChangeReference;
import io.throughline.correlation.rank.Mechanism;
import io.throughline.correlation.rank.RootCause;
import io.throughline.correlation.rank.RuledOut;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What an engine would conclude about the database fault, in its own types. */
final class Conclusions {

    static final String INCIDENT = "inc-5d20f3a1";

    private final Instant onset;
    private final Instant end;
    private final List<Event> events;
    private final String title;

    final Episode ordersLatency;
    final Episode apiLatency;
    final Episode databaseCpu;
    final Episode connections;
    final Episode sentryErrors;
    final Episode failures;

    Conclusions(Instant onset, Instant end, List<Event> events, String title) {
        this.onset = onset;
        this.end = end;
        this.events = events;
        this.title = title;
        SeriesKey orders = new SeriesKey(
                Shop.role("orders"),
                Metrics.REQUEST_DURATION,
                Unit.SECONDS,
                SeriesKind.HISTOGRAM,
                Attributes.of(AttributeKeys.OPERATION, "GET /orders/*"));
        SeriesKey api = new SeriesKey(
                Shop.role("checkout-api"),
                Metrics.REQUEST_DURATION,
                Unit.SECONDS,
                SeriesKind.HISTOGRAM,
                Attributes.of(AttributeKeys.OPERATION, "POST /checkout"));
        SeriesKey failed = new SeriesKey(
                Shop.role("checkout-api"),
                Metrics.REQUEST_FAILURES,
                Unit.REQUESTS,
                SeriesKind.DELTA,
                Attributes.of(AttributeKeys.OPERATION, "POST /checkout"));
        this.databaseCpu = episode(
                "ep-db-cpu",
                SeriesKey.of(Shop.DATABASE, Metrics.CPU_UTILIZATION, Unit.ONE, SeriesKind.GAUGE),
                SignalClass.SATURATION,
                "value",
                0,
                effect(0.18, 0.10, 0.26, 0.93, 0.99));
        this.connections = episode(
                "ep-db-connections",
                SeriesKey.of(Shop.DATABASE, Metrics.CONNECTIONS_ACTIVE, Unit.counting("connection"), SeriesKind.GAUGE),
                SignalClass.SATURATION,
                "value",
                1,
                effect(12, 8, 16, 49, 53));
        this.ordersLatency =
                episode("ep-orders-p95", orders, SignalClass.LATENCY, "p95", 0, effect(0.178, 0.13, 0.25, 1.94, 2.6));
        this.apiLatency =
                episode("ep-api-p95", api, SignalClass.LATENCY, "p95", 2, effect(0.176, 0.13, 0.25, 1.91, 2.5));
        this.sentryErrors = episode(
                "ep-sentry-errors",
                SeriesKey.of(Shop.sentry("checkout-api"), Metrics.ERROR_COUNT, Unit.ERRORS, SeriesKind.DELTA),
                SignalClass.ERRORS,
                "per step",
                4,
                effect(0.15, 0, 2, 13, 23));
        this.failures =
                episode("ep-api-failures", failed, SignalClass.ERRORS, "share", 4, effect(0.003, 0, 0.05, 0.18, 0.41));
    }

    private static Effect effect(double baseline, double lower, double upper, double observed, double peak) {
        return new Effect(
                baseline,
                lower,
                upper,
                observed,
                peak,
                0.9 * (observed - baseline),
                1.1 * (observed - baseline),
                observed / Math.max(baseline, 0.1 * observed),
                (observed - baseline) / Math.max((upper - lower) / 5.15, 1e-6),
                2.1e-9,
                3.4e-7,
                46,
                4180,
                "same hour of the last 3 days, median, without the day's trend",
                "binomial tail",
                null);
    }

    private Instant after(long minutes) {
        return onset.plus(Duration.ofMinutes(minutes));
    }

    private Episode episode(String id, SeriesKey key, SignalClass signal, String measure, long minutes, Effect effect) {
        Instant start = after(minutes);
        return new Episode(
                id,
                key,
                signal,
                measure,
                EpisodeKind.LEVEL,
                Duration.ofMinutes(1),
                Direction.UP,
                start,
                new TimeWindow(start.minusSeconds(60), start.plusSeconds(60)),
                after(minutes + 12),
                end.plus(Duration.ofMinutes(minutes)),
                effect,
                new Comparison(
                        List.of(new TimeWindow(start.minus(Duration.ofDays(3)), start.minus(Duration.ofHours(1)))),
                        4180,
                        new TimeWindow(start, end.plus(Duration.ofMinutes(minutes))),
                        46,
                        Duration.ofMinutes(1)));
    }

    List<Episode> episodes() {
        return List.of(databaseCpu, connections, ordersLatency, apiLatency, sentryErrors, failures);
    }

    private Event event(String id) {
        return events.stream()
                .filter(event -> event.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Endpoint endpoint(Episode episode, String label) {
        return new Endpoint(Endpoint.Kind.EPISODE, episode.id(), episode.entity(), label, episode.onset());
    }

    private static Endpoint endpoint(Event event) {
        return new Endpoint(Endpoint.Kind.EVENT, event.id(), event.entity(), event.title(), event.start());
    }

    List<Correlation> correlations() {
        Endpoint orders = endpoint(ordersLatency, "p95 latency of GET /orders/*");
        Endpoint api = endpoint(apiLatency, "p95 latency of POST /checkout");
        Endpoint errors = endpoint(sentryErrors, "errors in Sentry");
        Endpoint cpu = endpoint(databaseCpu, "CPU of psql-orders");
        Endpoint release = endpoint(event(Story.RELEASE));
        List<Correlation> all = new ArrayList<>();
        all.add(
                link(
                        "c1",
                        release,
                        orders,
                        3,
                        0.91,
                        1e-6,
                        Verdict.LIKELY_CAUSE,
                        0,
                        "The release took effect 3 min before latency left its baseline; nothing else was changed in that hour."));
        all.add(link(
                "c2",
                cpu,
                orders,
                0,
                0.94,
                1e-7,
                Verdict.ASSOCIATED,
                1,
                "Residuals agree with a coefficient of 0.94 at lag 0; neither comes first."));
        all.add(link(
                "c3",
                orders,
                api,
                2,
                0.88,
                2e-6,
                Verdict.LIKELY_CAUSE,
                1,
                "POST /checkout calls orders; its latency follows by 2 min with a coefficient of 0.88."));
        all.add(link(
                "c4",
                api,
                errors,
                2,
                0.81,
                4e-5,
                Verdict.LIKELY_CAUSE,
                0,
                "Errors in Sentry follow latency by 2 min; between lags of 1 and 3 min the agreement is best."));
        for (int i = 0; i < 9; i++) {
            all.add(link(
                    "c-none-" + i,
                    endpoint(connections, "open connections of psql-orders"),
                    errors,
                    i,
                    0.07 * i % 0.3,
                    0.4 + 0.05 * i,
                    Verdict.COINCIDENT,
                    2,
                    "No more alike than chance gives among the pairs tested."));
        }
        return all;
    }

    private static Correlation link(
            String id,
            Endpoint from,
            Endpoint to,
            long lag,
            double effect,
            double q,
            Verdict verdict,
            int hops,
            String why) {
        return new Correlation(
                id,
                from,
                to,
                new Lag(Duration.ofMinutes(lag), Duration.ofMinutes(lag - 1), Duration.ofMinutes(lag + 1)),
                effect,
                q / 10,
                q,
                214,
                verdict,
                hops,
                List.of(
                        Reason.of("lagged-agreement", why)
                                .with("lag_s", lag * 60.0)
                                .from(from.id())
                                .from(to.id()),
                        Reason.of("topology", "The topology has a way of " + hops + " hops between them.")));
    }

    Incident incident() {
        return new Incident(
                INCIDENT,
                title,
                onset,
                end.plus(Duration.ofMinutes(4)),
                List.of(EntityId.product(Shop.PRODUCT)),
                List.of(EntityId.service(Shop.PRODUCT, "orders"), EntityId.service(Shop.PRODUCT, "checkout-api")),
                episodes(),
                events,
                correlations().stream()
                        .filter(link -> link.verdict() != Verdict.COINCIDENT)
                        .toList(),
                timeline(),
                causes(),
                List.of(
                        new RuledOut(
                                CauseKind.TRAFFIC,
                                Shop.role("checkout-api"),
                                "More traffic on checkout-api",
                                Reason.of(
                                        "no-episode",
                                        "Requests stayed within their baseline: 33 per minute, 28 to 41 expected.")),
                        new RuledOut(
                                CauseKind.CHANGE,
                                Shop.sentry("payments"),
                                "Release payments@1.9.3",
                                Reason.of("after-onset", "It took effect 38 min after the first symptom."))));
    }

    private List<RootCause> causes() {
        Change release = (Change) event(Story.RELEASE);
        RootCause first = new RootCause(
                1,
                CauseKind.CHANGE,
                Shop.role("orders"),
                "Release orders@2.14.0: “Search orders by e-mail whatever its case”",
                0.93,
                new ChangeReference(
                        release.id(),
                        Change.Type.RELEASE,
                        release.version(),
                        release.revision(),
                        release.start(),
                        release.commits(),
                        List.of("sonarcloud/analyses#AZ-1"),
                        release.provenance().link()),
                new Mechanism(
                        Shop.DATABASE,
                        "A query reads the whole table since then: its plan changed from p1-12bc to p2-77aa",
                        "8f1c2ab7d4e5",
                        "SELECT id, total, state FROM orders WHERE lower(email) = lower($1) ORDER BY placed_at DESC LIMIT $2",
                        List.of(Reason.of(
                                "plan-changed",
                                "Mean duration of the query rose from 4.1 ms to 940 ms within 2 min of the release."))),
                List.of(
                        Reason.of(
                                        "shortly-before-onset",
                                        "It took effect 3 min before the first symptom; the next earlier change lies 26 h back.")
                                .at(URI.create("https://acme.sentry.io/releases/orders%402.14.0/")),
                        Reason.of(
                                "where-it-began",
                                "The service that it changed was hit first; checkout-api, which calls it, followed 2 min later."),
                        Reason.of(
                                "touches-the-query",
                                "Its commit changes the file that builds the query whose plan flipped.")),
                List.of(Reason.of("gate-passed", "The quality gate of the revision was passed.")));
        RootCause second = new RootCause(
                2,
                CauseKind.RESOURCE_SATURATION,
                Shop.DATABASE,
                "CPU of psql-orders at its limit",
                0.41,
                null,
                null,
                List.of(Reason.of("saturated", "CPU stayed at 93 % from the first minute on.")),
                List.of(Reason.of("explained", "The query that the release changed explains 88 % of the added load.")));
        return List.of(first, second);
    }

    private List<TimelineEntry> timeline() {
        List<TimelineEntry> entries = new ArrayList<>();
        add(
                entries,
                -41,
                -41,
                "sonarcloud",
                Phase.TRIGGER,
                "Quality gate OK for 2.14.0",
                Shop.sonar("orders"),
                "sonarcloud/analyses#AZ-1");
        add(
                entries,
                -3,
                -3,
                "sentry",
                Phase.TRIGGER,
                "Deployed orders 2.14.0 to production",
                Shop.sentry("orders"),
                Story.RELEASE);
        add(
                entries,
                -1,
                0,
                "azure",
                Phase.IMPACT,
                "Query 8f1c2ab7 runs with another plan",
                Shop.DATABASE,
                "azure/queries#8f1c2ab7/p2");
        add(entries, -1, 1, "azure", Phase.IMPACT, "CPU of psql-orders: 18 % → 93 %", Shop.DATABASE, databaseCpu.id());
        add(
                entries,
                -1,
                1,
                "azure",
                Phase.IMPACT,
                "p95 latency of GET /orders/*: 178 ms → 1.94 s",
                Shop.role("orders"),
                ordersLatency.id());
        add(
                entries,
                1,
                3,
                "azure",
                Phase.IMPACT,
                "p95 latency of POST /checkout: 176 ms → 1.91 s",
                Shop.role("checkout-api"),
                apiLatency.id());
        add(
                entries,
                3,
                3,
                "sentry",
                Phase.DETECTION,
                "New: TimeoutException: orders did not answer within 3 s",
                Shop.sentry("checkout-api"),
                "sentry/issues#4501");
        add(
                entries,
                3,
                5,
                "sentry",
                Phase.IMPACT,
                "Errors of checkout-api: 0.15 → 13 per minute",
                Shop.sentry("checkout-api"),
                sentryErrors.id());
        add(
                entries,
                9,
                9,
                "azure",
                Phase.DETECTION,
                "Alert fired: response time of checkout-api above 1 s",
                Shop.app("checkout-api"),
                Story.ALERT);
        add(
                entries,
                24,
                24,
                "jira",
                Phase.RESPONSE,
                "CHK-214 filed: " + event(Story.TICKET).title(),
                Shop.component("checkout-api"),
                Story.TICKET);
        add(
                entries,
                27,
                27,
                "jira",
                Phase.RESPONSE,
                "CHK-214: To Do → In Progress",
                Shop.component("checkout-api"),
                Story.TICKET);
        long over = Duration.between(onset, end).toMinutes();
        add(
                entries,
                over,
                over + 1,
                "azure",
                Phase.RECOVERY,
                "p95 latency of GET /orders/* back to normal",
                Shop.role("orders"),
                ordersLatency.id());
        add(entries, 55, 55, "azure", Phase.RECOVERY, "Alert resolved", Shop.app("checkout-api"), Story.ALERT);
        add(
                entries,
                71,
                71,
                "jira",
                Phase.RECOVERY,
                "CHK-214: In Progress → Done",
                Shop.component("checkout-api"),
                Story.TICKET);
        return entries;
    }

    private void add(
            List<TimelineEntry> entries,
            long earliest,
            long latest,
            String lane,
            Phase phase,
            String text,
            EntityId entity,
            String reference) {
        URI link = events.stream()
                .filter(event -> event.id().equals(reference))
                .map(event -> event.provenance().link())
                .findFirst()
                .orElse(null);
        entries.add(new TimelineEntry(after(earliest), after(latest), lane, phase, text, entity, reference, link));
    }
}
