package io.throughline.examples.dashboards.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.core.telemetry.HistogramSeries;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.examples.dashboards.scenario.Scenario;
import io.throughline.examples.dashboards.scenario.Shop;
import io.throughline.examples.dashboards.scenario.Story;
import io.throughline.examples.dashboards.view.EpisodeRow;
import io.throughline.examples.dashboards.view.LinkRow;
import io.throughline.examples.dashboards.view.Marker;
import io.throughline.examples.dashboards.view.Panel;
import io.throughline.examples.dashboards.view.PerformanceView;
import io.throughline.examples.dashboards.view.Tile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PerformanceViewTest {

    private static final Instant COMPUTED = Scenario.END.plusSeconds(90);

    private static PerformanceView view(Scenario scenario, String key) {
        return new ProductDashboards(scenario.window(), scenario.report(), Shop.PRODUCT).performance(key, COMPUTED);
    }

    private static Panel panel(PerformanceView view, String id) {
        return view.panels().stream()
                .filter(panel -> panel.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<@Nullable Double> line(PerformanceView view, String panel, String line) {
        return panel(view, panel).lines().stream()
                .filter(one -> one.id().equals(line))
                .findFirst()
                .orElseThrow()
                .values();
    }

    private static int step(PerformanceView view, Instant at) {
        return Math.toIntExact(Duration.between(view.from(), at).toSeconds() / view.stepSeconds());
    }

    private static Tile tile(PerformanceView view, String name) {
        return view.tiles().stream()
                .filter(tile -> tile.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void all_lines_share_one_axis_that_begins_a_quarter_of_the_focus_before_it() {
        PerformanceView view = view(Scenario.databaseFault().build(), "checkout/orders");
        assertThat(view.from()).isEqualTo(Scenario.FOCUS.from().minus(Duration.ofHours(1)));
        assertThat(view.to()).isEqualTo(Scenario.END);
        assertThat(view.stepSeconds()).isEqualTo(60);
        assertThat(view.panels())
                .flatExtracting(Panel::lines)
                .allSatisfy(line -> assertThat(line.values()).hasSize(300));
    }

    @Test
    void percentiles_come_from_histograms_merged_over_all_operations() {
        Scenario scenario = Scenario.databaseFault().build();
        PerformanceView view = view(scenario, "checkout/orders");
        Instant minute = Instant.parse("2026-11-22T12:15:00Z");
        ExponentialHistogram merged = ExponentialHistogram.empty();
        for (var series : scenario.window().series()) {
            if (series.key().entity().equals(Shop.role("orders"))
                    && series.key().metric().equals(Metrics.REQUEST_DURATION)) {
                merged =
                        merged.merge(((HistogramSeries) series).merged(new TimeWindow(minute, minute.plusSeconds(60))));
            }
        }
        assertThat(line(view, "latency", "p95").get(step(view, minute))).isEqualTo(Digits.drawn(merged.quantile(0.95)));
        assertThat(line(view, "latency", "p50").get(step(view, minute))).isEqualTo(Digits.drawn(merged.quantile(0.50)));
    }

    @Test
    void a_minute_without_requests_is_a_gap_in_every_line_of_azure_and_never_zero() {
        TimeWindow gap = new TimeWindow(Instant.parse("2026-11-22T12:30:00Z"), Instant.parse("2026-11-22T12:41:00Z"));
        PerformanceView view =
                view(Scenario.databaseFault().withoutRequestsIn(gap).build(), "checkout/orders");
        for (String id : List.of("p50", "p95", "p99")) {
            assertThat(line(view, "latency", id).subList(step(view, gap.from()), step(view, gap.to())))
                    .containsOnlyNulls();
        }
        for (String id : List.of("requests", "failures")) {
            assertThat(line(view, "traffic", id).subList(step(view, gap.from()), step(view, gap.to())))
                    .containsOnlyNulls();
            assertThat(line(view, "traffic", id).get(step(view, gap.to()))).isNotNull();
        }
    }

    @Test
    void a_minute_without_errors_is_zero_as_far_as_sentry_was_read_and_unknown_after() {
        Instant read = Instant.parse("2026-11-22T15:00:00Z");
        PerformanceView view = view(
                Scenario.databaseFault().stream(
                                StreamCompleteness.failed("sentry/errors", read, "HTTP 503 from de.sentry.io"))
                        .build(),
                "checkout/payments");
        List<@Nullable Double> errors = line(view, "errors", "sentry");
        assertThat(errors.subList(0, step(view, read))).doesNotContainNull().contains(0.0);
        assertThat(errors.subList(step(view, read), errors.size()))
                .as("what is known after the last whole reading is what is stored, nothing is made up")
                .doesNotContain(0.0)
                .containsNull();
        assertThat(panel(view, "errors").absent()).contains("could not be read").contains("HTTP 503 from de.sentry.io");
        assertThat(panel(view, "errors").asOf()).isEqualTo(read);
    }

    @Test
    void a_source_that_never_answered_is_said_and_draws_nothing() {
        PerformanceView view = view(
                Scenario.databaseFault().withoutSentry().stream(
                                StreamCompleteness.failed("sentry/errors", null, "401: the token is not accepted"))
                        .build(),
                "checkout/orders");
        assertThat(panel(view, "errors").lines()).isEmpty();
        assertThat(panel(view, "errors").absent())
                .isEqualTo("no data because sentry/errors could not be read: 401: the token is not accepted");
        assertThat(tile(view, "Sentry errors").value()).isNull();
        assertThat(tile(view, "Sentry errors").absent()).startsWith("no data because");
        assertThat(view.sources())
                .filteredOn(source -> !source.whole())
                .singleElement()
                .satisfies(source -> assertThat(source.state()).isEqualTo("failed"));
    }

    @Test
    void a_service_without_a_project_in_a_source_that_was_read_is_told_apart() {
        PerformanceView view = view(Scenario.quiet().withoutSentry().build(), "checkout/orders");
        assertThat(panel(view, "errors").absent()).isEqualTo("no data because no Sentry project is mapped to it");
    }

    @Test
    void a_source_that_was_read_in_part_has_no_zeros_of_its_own() {
        PerformanceView view = view(
                Scenario.quiet().stream(new StreamCompleteness(
                                "sentry/errors",
                                StreamCompleteness.State.PARTIAL,
                                Scenario.END,
                                false,
                                false,
                                1,
                                List.of("2 of 5 pages")))
                        .build(),
                "checkout/orders");
        assertThat(line(view, "errors", "sentry")).containsNull().doesNotContain(0.0);
        assertThat(panel(view, "errors").absent()).contains("2 of 5 pages");
    }

    @Test
    void the_whole_product_adds_its_services_up() {
        Scenario scenario = Scenario.quiet().build();
        double sum = 0;
        for (String service : Shop.SERVICES) {
            sum += Objects.requireNonNull(
                    tile(view(scenario, "checkout/" + service), "request rate").value());
        }
        assertThat(tile(view(scenario, "checkout"), "request rate").value())
                .isCloseTo(sum, org.assertj.core.data.Percentage.withPercentage(0.2));
    }

    @Test
    void episodes_are_shaded_on_the_panel_that_draws_their_series() {
        PerformanceView view = view(Scenario.databaseFault().build(), "checkout/checkout-api");
        assertThat(view.episodes())
                .extracting(EpisodeRow::id, EpisodeRow::panel)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("ep-api-p95", "latency"),
                        org.assertj.core.groups.Tuple.tuple("ep-api-failures", "traffic"),
                        org.assertj.core.groups.Tuple.tuple("ep-sentry-errors", "errors"));
        assertThat(tile(view, "p95 latency").alarming()).isTrue();
        assertThat(tile(view, "request rate").alarming()).isFalse();
    }

    @Test
    void a_database_that_a_service_calls_shows_on_its_page() {
        PerformanceView view = view(Scenario.databaseFault().build(), "checkout/orders");
        assertThat(panel(view, "utilization").lines())
                .extracting(io.throughline.examples.dashboards.view.Line::name)
                .containsExactly("app-orders CPU", "psql-orders CPU");
        assertThat(view.episodes()).extracting(EpisodeRow::id).contains("ep-db-cpu", "ep-db-connections");
    }

    @Test
    void the_change_behind_an_incident_is_marked_on_the_page_of_the_service_that_suffered() {
        PerformanceView view = view(Scenario.databaseFault().build(), "checkout/checkout-api");
        assertThat(view.markers())
                .extracting(Marker::id)
                .containsExactly(
                        "sonarcloud/analyses#AZ-1",
                        Story.RELEASE,
                        "azure/queries#8f1c2ab7/p2",
                        "sentry/issues#4501",
                        Story.ALERT,
                        Story.TICKET);
        assertThat(view(Scenario.databaseFault().build(), "checkout/payments").markers())
                .isEmpty();
    }

    @Test
    void conclusions_come_before_pairs_without_any_and_all_tested_pairs_are_counted() {
        PerformanceView view = view(Scenario.databaseFault().build(), "checkout/checkout-api");
        assertThat(view.correlations().shown())
                .extracting(LinkRow::verdict)
                .startsWith("likely-cause", "likely-cause")
                .endsWith("coincident");
        assertThat(view.correlations().total()).isEqualTo(11);
        assertThat(view.correlations().count("coincident")).isEqualTo(9);
        assertThat(view.tested().pairs()).isEqualTo(214);
        LinkRow first = view.correlations().shown().get(0);
        assertThat(first.leastLagSeconds()).isLessThan(first.lagSeconds());
        assertThat(first.mostLagSeconds()).isGreaterThan(first.lagSeconds());
        assertThat(first.evidence()).isNotEmpty();
    }

    @Test
    void without_history_the_series_are_learning_and_nothing_is_claimed() {
        PerformanceView view = view(Scenario.quiet().learning().build(), "checkout/orders");
        assertThat(view.learning()).isNotEmpty();
        assertThat(view.episodes()).isEmpty();
        assertThat(view.tested().seriesTested()).isZero();
    }

    @Test
    void a_report_about_another_time_is_refused() {
        Scenario scenario = Scenario.quiet().build();
        var other = new io.throughline.correlation.CorrelationReport(
                scenario.report().span(),
                new TimeWindow(Scenario.FOCUS.from().plusSeconds(60), Scenario.END),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                scenario.report().tested(),
                List.of(),
                List.of(),
                scenario.report().completeness());
        assertThatThrownBy(() -> new ProductDashboards(scenario.window(), other, Shop.PRODUCT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the window's focus is");
    }

    @Test
    void only_what_belongs_to_an_incident_is_alarming() {
        Scenario scenario = Scenario.databaseFault().build();
        var found = scenario.report();
        var without = new io.throughline.correlation.CorrelationReport(
                found.span(),
                found.focus(),
                found.episodes(),
                found.entities(),
                found.correlations(),
                List.of(),
                found.tested(),
                found.learning(),
                found.skipped(),
                found.completeness());
        PerformanceView calm = view(new Scenario(scenario.window(), without), "checkout/checkout-api");
        assertThat(calm.episodes()).hasSize(3).noneMatch(EpisodeRow::ofIncident);
        assertThat(calm.tiles()).noneMatch(Tile::alarming);
        assertThat(view(scenario, "checkout/checkout-api").episodes()).allMatch(EpisodeRow::ofIncident);
    }
}
