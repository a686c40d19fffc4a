package io.throughline.examples.dashboards.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.examples.dashboards.scenario.Scenario;
import io.throughline.examples.dashboards.scenario.Shop;
import io.throughline.examples.dashboards.view.CauseRow;
import io.throughline.examples.dashboards.view.EpisodeChart;
import io.throughline.examples.dashboards.view.IncidentListView;
import io.throughline.examples.dashboards.view.IncidentSummary;
import io.throughline.examples.dashboards.view.IncidentView;
import io.throughline.examples.dashboards.view.ServiceMap;
import io.throughline.examples.dashboards.view.ServiceName;
import io.throughline.examples.dashboards.view.Tile;
import io.throughline.examples.dashboards.view.TimelineRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentViewTest {

    private static final Instant COMPUTED = Scenario.END.plusSeconds(90);

    private static IncidentView view(Scenario scenario) {
        return new ProductDashboards(scenario.window(), scenario.report(), Shop.PRODUCT)
                .incident(scenario.report().incidents().get(0), COMPUTED);
    }

    private static Tile impact(IncidentView view, String name) {
        return view.impact().stream()
                .filter(tile -> tile.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void it_says_what_since_when_and_who_was_hit_first() {
        IncidentView view = view(Scenario.databaseFault().build());
        assertThat(view.start()).isEqualTo(Scenario.ONSET);
        assertThat(view.startFrom()).isEqualTo(Scenario.ONSET.minusSeconds(60));
        assertThat(view.services())
                .containsExactly(
                        new ServiceName("orders", "checkout/orders"),
                        new ServiceName("checkout-api", "checkout/checkout-api"));
    }

    @Test
    void causes_keep_their_rank_with_the_change_its_commits_and_what_else_speaks_of_it() {
        CauseRow first = view(Scenario.databaseFault().build()).causes().get(0);
        assertThat(first.rank()).isEqualTo(1);
        assertThat(first.kind()).isEqualTo("change");
        assertThat(first.change()).isNotNull().satisfies(change -> {
            assertThat(change.version()).isEqualTo("orders@2.14.0");
            assertThat(change.commits())
                    .singleElement()
                    .satisfies(commit -> assertThat(commit.files())
                            .containsExactly("orders/src/main/java/shop/orders/OrderQueries.java"));
            assertThat(change.related()).extracting("system").containsExactly("sonarcloud");
        });
        assertThat(first.mechanism())
                .isNotNull()
                .satisfies(mechanism -> assertThat(mechanism.entity()).isEqualTo("psql-orders"));
        assertThat(first.reasons()).hasSize(3);
        assertThat(first.against()).hasSize(1);
    }

    @Test
    void what_was_ruled_out_says_why() {
        assertThat(view(Scenario.databaseFault().build()).ruledOut())
                .extracting(row -> row.title(), row -> row.reason().code())
                .containsExactly(
                        tuple("More traffic on checkout-api", "no-episode"),
                        tuple("Release payments@1.9.3", "after-onset"));
    }

    @Test
    void the_timeline_tells_spans_from_instants_and_an_order_that_is_not_certain() {
        List<TimelineRow> rows = view(Scenario.databaseFault().build()).timeline();
        assertThat(rows).extracting(TimelineRow::lane).contains("azure", "sentry", "jira", "sonarcloud");
        assertThat(rows).isSortedAccordingTo(java.util.Comparator.comparing(TimelineRow::earliest));
        TimelineRow latency = row(rows, "impact", "ep-orders-p95");
        assertThat(latency.episode()).isTrue();
        assertThat(latency.until()).isEqualTo(Scenario.BACK);
        assertThat(latency.uncertainOrder())
                .as("overlaps the plan change before it")
                .isTrue();
        TimelineRow back = row(rows, "recovery", "ep-orders-p95");
        assertThat(back.episode()).as("the return to normal is an instant").isFalse();
        assertThat(row(rows, "response", "jira/tickets#CHK-214").uncertainOrder())
                .isFalse();
    }

    private static TimelineRow row(List<TimelineRow> rows, String phase, String reference) {
        return rows.stream()
                .filter(row -> row.phase().equals(phase) && row.reference().equals(reference))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void impact_counts_what_was_served_while_it_lasted() {
        IncidentView view = view(Scenario.databaseFault().build());
        assertThat(impact(view, "p95 request latency").value()).isEqualTo(1.94);
        Double failed = impact(view, "failed requests").value();
        assertThat(failed).isNotNull().isBetween(700.0, 1300.0);
        assertThat(impact(view, "users affected").value()).isEqualTo(188);
        assertThat(impact(view, "first alert").value()).isEqualTo(9.0 * 60);
        assertThat(impact(view, "first ticket").value()).isEqualTo(24.0 * 60);
    }

    @Test
    void a_source_that_failed_leaves_no_zero_in_the_impact() {
        IncidentView view = view(Scenario.databaseFault().withoutSentry().stream(
                        StreamCompleteness.failed("sentry/errors", null, "connection refused"))
                .build());
        assertThat(impact(view, "errors in Sentry").value()).isNull();
        assertThat(impact(view, "errors in Sentry").absent()).contains("connection refused");
    }

    @Test
    void the_numbers_behind_each_episode_are_measured_from_the_window() {
        IncidentView view = view(Scenario.databaseFault().build());
        assertThat(view.charts())
                .extracting(chart -> chart.episode().id())
                .containsExactly(
                        "ep-orders-p95",
                        "ep-api-p95",
                        "ep-api-failures",
                        "ep-sentry-errors",
                        "ep-db-cpu",
                        "ep-db-connections");
        EpisodeChart cpu = view.charts().get(4);
        int onset = Math.toIntExact(Duration.between(cpu.from(), Scenario.ONSET).toMinutes());
        assertThat(cpu.values().get(onset - 5)).isNotNull().isLessThan(0.4);
        assertThat(cpu.values().get(onset + 5)).isNotNull().isGreaterThan(0.8);
    }

    @Test
    void the_map_leads_from_callers_to_the_cause_and_leaves_resources_apart() {
        ServiceMap map = view(Scenario.databaseFault().build()).map();
        assertThat(map.nodes())
                .extracting(ServiceMap.Node::name, ServiceMap.Node::column, ServiceMap.Node::state)
                .containsExactlyInAnyOrder(
                        tuple("checkout-api", 0, "affected"),
                        tuple("orders", 1, "cause"),
                        tuple("payments", 1, "calm"),
                        tuple("psql-orders", 2, "affected"));
        assertThat(map.edges())
                .filteredOn(ServiceMap.Edge::onPath)
                .extracting(ServiceMap.Edge::protocol)
                .containsExactlyInAnyOrder("http", "postgresql");
    }

    @Test
    void the_list_names_the_probable_cause() {
        Scenario scenario = Scenario.databaseFault().build();
        IncidentListView list =
                new ProductDashboards(scenario.window(), scenario.report(), Shop.PRODUCT).incidents(COMPUTED);
        assertThat(list.incidents())
                .extracting(IncidentSummary::id, IncidentSummary::causeKind)
                .containsExactly(tuple(Scenario.INCIDENT, "change"));
        assertThat(list.computedAt()).isEqualTo(COMPUTED);
    }

    @Test
    void of_like_signals_of_a_service_one_stands_for_the_others() {
        IncidentView view = view(Scenario.databaseFault().build());
        assertThat(view.charts())
                .as("each sort of signal of each service occurs once here")
                .allMatch(chart -> chart.episode().key());
        assertThat(view.correlations().verdicts())
                .containsEntry("likely-cause", 3)
                .containsEntry("associated", 1);
        assertThat(view.correlations().shown()).hasSize(view.correlations().total());
    }
}
