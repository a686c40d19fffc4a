package io.throughline.examples.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.store.Stores;
import io.throughline.core.store.TelemetryStore;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.view.Views;
import io.throughline.examples.dashboards.scenario.Scenario;
import io.throughline.examples.dashboards.scenario.Shop;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DashboardMaterializerTest {

    private static Clock at(Instant instant) {
        return Clock.fixed(instant, ZoneOffset.UTC);
    }

    @Test
    void the_same_inputs_are_computed_once_however_late_it_is() {
        try (TelemetryStore store = Stores.open("jdbc:duckdb:")) {
            Views views = new Views(store);
            Scenario scenario = Scenario.databaseFault().build();
            DashboardRefresh first = new DashboardMaterializer(views, at(Scenario.END))
                    .refresh(scenario.window(), scenario.report(), Shop.PRODUCT);
            assertThat(first.computed()).isEqualTo(7);
            assertThat(first.incidents()).containsExactly(Scenario.INCIDENT);

            DashboardRefresh second = new DashboardMaterializer(views, at(Scenario.END.plusSeconds(600)))
                    .refresh(scenario.window(), scenario.report(), Shop.PRODUCT);
            assertThat(second.computed()).isZero();
            assertThat(second.incidents()).containsExactly(Scenario.INCIDENT);
            assertThat(views.read(DashboardViews.PRODUCT, Shop.PRODUCT))
                    .hasValueSatisfying(
                            product -> assertThat(product.value().computedAt()).isEqualTo(Scenario.END));
        }
    }

    @Test
    void another_state_of_a_source_is_another_input() {
        try (TelemetryStore store = Stores.open("jdbc:duckdb:")) {
            DashboardMaterializer materializer = new DashboardMaterializer(new Views(store), at(Scenario.END));
            Scenario whole = Scenario.quiet().build();
            materializer.refresh(whole.window(), whole.report(), Shop.PRODUCT);
            Scenario failed = Scenario.quiet().stream(StreamCompleteness.failed("azure/requests", Scenario.END, "403"))
                    .build();
            assertThat(materializer
                            .refresh(failed.window(), failed.report(), Shop.PRODUCT)
                            .computed())
                    .isEqualTo(6);
        }
    }

    @Test
    void what_is_kept_is_there_when_the_store_is_opened_again(@TempDir Path folder) {
        String url = "jdbc:duckdb:" + folder.resolve("kept.duckdb");
        Scenario scenario = Scenario.databaseFault().build();
        try (TelemetryStore store = Stores.open(url)) {
            new DashboardMaterializer(new Views(store), at(Scenario.END))
                    .refresh(scenario.window(), scenario.report(), Shop.PRODUCT);
        }
        try (TelemetryStore store = Stores.open(url)) {
            Views views = new Views(store);
            assertThat(views.scopes(DashboardViews.PERFORMANCE))
                    .containsExactly("checkout", "checkout/checkout-api", "checkout/orders", "checkout/payments");
            assertThat(views.read(DashboardViews.INCIDENT, Scenario.INCIDENT)).hasValueSatisfying(incident -> {
                assertThat(incident.asOf()).isEqualTo(Scenario.END);
                assertThat(incident.value().causes()).hasSize(2);
            });
        }
    }
}
