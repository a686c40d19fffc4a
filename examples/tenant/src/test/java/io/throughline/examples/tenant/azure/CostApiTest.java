package io.throughline.examples.tenant.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.examples.tenant.RunningTenant;
import io.throughline.examples.tenant.TinyRecording;
import io.throughline.examples.tenant.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The bill of the tiny recording: two hours of the plan on March 11, thirty minutes of the database on March 12. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CostApiTest {

    private static final String ARM = "https://management.azure.com";
    private static final String SUBSCRIPTION = "/subscriptions/" + TinyRecording.SUBSCRIPTION;
    private static final String QUERY =
            SUBSCRIPTION + "/providers/Microsoft.CostManagement/query?api-version=2023-11-01";

    private RunningTenant running;
    private Wire arm;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, SQLException {
        running = RunningTenant.startAt(folder, Clock.fixed(Instant.parse("2026-03-12T21:00:00Z"), ZoneOffset.UTC));
        arm = running.azure(ARM);
    }

    @AfterAll
    void stop() {
        running.close();
    }

    private static String body(String dataset) {
        return "{\"type\":\"ActualCost\",\"timeframe\":\"Custom\",\"timePeriod\":{\"from\":\"2026-03-01T00:00:00Z\","
                + "\"to\":\"2026-03-31T23:59:59Z\"},\"dataset\":{\"granularity\":\"Daily\",\"aggregation\":"
                + "{\"totalCost\":{\"name\":\"Cost\",\"function\":\"Sum\"}}" + dataset + "}}";
    }

    private JsonNode rows(String dataset) {
        return arm.post(QUERY, body(dataset)).json().at("/properties/rows");
    }

    @Test
    void multipliesHoursByTheListPrice() {
        Wire.Answer answer = arm.post(
                QUERY,
                body(",\"grouping\":[{\"type\":\"Dimension\",\"name\":\"ResourceId\"},"
                        + "{\"type\":\"Dimension\",\"name\":\"Meter\"}]"));
        JsonNode properties = answer.json().path("properties");

        assertThat(properties.path("columns").findValuesAsText("name"))
                .containsExactly("Cost", "UsageDate", "ResourceId", "Meter", "Currency");
        String plan = TinyRecording.ORDERS_PLAN.toLowerCase(java.util.Locale.ROOT);
        String database = TinyRecording.DATABASE.toLowerCase(java.util.Locale.ROOT);
        assertThat(properties.path("rows"))
                .extracting(JsonNode::toString)
                .contains(
                        // Two hours at 0.017.
                        "[0.034,20260311,\"" + plan + "\",\"B1\",\"USD\"]",
                        // 29 of 60 minutes.
                        "[0.00821667,20260312,\"" + database + "\",\"B1MS\",\"USD\"]",
                        // 32 GB at 0.115 for 29 of 730 * 60 minutes.
                        "[0.00243653,20260312,\"" + database + "\",\"Storage Data Stored\",\"USD\"]");
        assertThat(answer.header("x-ms-ratelimit-microsoft.costmanagement-qpu-consumed"))
                .contains("1");
    }

    @Test
    void isTheSameAmortised() {
        String body = body("");

        assertThat(arm.post(QUERY, body.replace("ActualCost", "AmortizedCost"))
                        .json()
                        .at("/properties/rows"))
                .isEqualTo(arm.post(QUERY, body).json().at("/properties/rows"))
                .hasSize(2);
    }

    @Test
    void addsUpToWhatIsAskedFor() {
        assertThat(arm.post(QUERY, body("").replace("Daily", "None"))
                        .json()
                        .at("/properties/rows")
                        .toString())
                .isEqualTo("[[0.0446532,\"USD\"]]");
        assertThat(arm.post(QUERY, body("").replace("Daily", "Monthly"))
                        .json()
                        .at("/properties/rows")
                        .toString())
                .isEqualTo("[[0.0446532,\"2026-03-01T00:00:00\",\"USD\"]]");
        assertThat(rows(",\"grouping\":[{\"type\":\"TagKey\",\"name\":\"product\"}]")
                        .get(0)
                        .toString())
                .isEqualTo("[0.034,20260311,\"product\",\"shop\",\"USD\"]");
    }

    @Test
    void filters() {
        String group =
                ",\"filter\":{\"dimensions\":{\"name\":\"ResourceGroupName\",\"operator\":\"In\",\"values\":[\"%s\"]}}";
        String and =
                ",\"filter\":{\"and\":[{\"tags\":{\"name\":\"product\",\"operator\":\"In\",\"values\":[\"shop\"]}},"
                        + "{\"dimensions\":{\"name\":\"Meter\",\"operator\":\"In\",\"values\":[\"b1\"]}}]}";

        assertThat(rows(group.formatted("RG-shop-prod"))).hasSize(2);
        assertThat(rows(group.formatted("other"))).isEmpty();
        assertThat(rows(and)).hasSize(1);
        assertThat(arm.post(
                                "/subscriptions/" + TinyRecording.SUBSCRIPTION + "/resourceGroups/rg-shop-prod"
                                        + "/providers/Microsoft.CostManagement/query",
                                body(""))
                        .json()
                        .at("/properties/rows"))
                .hasSize(2);
    }

    @Test
    void knowsAnHourEightHoursLater(@TempDir Path folder) throws IOException, SQLException {
        Clock early = Clock.fixed(Instant.parse("2026-03-12T07:00:00Z"), ZoneOffset.UTC);
        try (RunningTenant before = RunningTenant.startAt(folder, early)) {
            assertThat(before.azure(ARM)
                            .post(QUERY, body(""))
                            .json()
                            .at("/properties/rows")
                            .toString())
                    // 21:30 to 23:00 only: the hour from 23:00 ended at midnight.
                    .isEqualTo("[[0.0255,20260311,\"USD\"]]");
        }
    }

    @Test
    void forecastsTheMeanHour() {
        JsonNode rows = arm.post(
                        SUBSCRIPTION + "/providers/Microsoft.CostManagement/forecast",
                        body("").replace("{\"type\"", "{\"includeActualCost\":true,\"type\""))
                .json()
                .at("/properties/rows");

        assertThat(rows.get(0).toString()).isEqualTo("[0.034,20260311,\"Actual\",\"USD\"]");
        assertThat(rows.get(1).get(1).asInt()).isEqualTo(20260312);
        assertThat(rows.get(1).get(2).asText()).isEqualTo("Forecast");
        assertThat(rows).hasSize(21);
    }

    @Test
    void hasABudgetOfAMonthAtListPrice() {
        JsonNode budgets = arm.get(SUBSCRIPTION + "/providers/Microsoft.Consumption/budgets?api-version=2023-05-01")
                .json()
                .path("value");

        assertThat(budgets).hasSize(1);
        JsonNode properties = budgets.get(0).path("properties");
        assertThat(properties.path("amount").asInt())
                .isPositive()
                .isEqualTo(properties.path("amount").asInt() / 10 * 10);
        assertThat(properties.at("/timePeriod/startDate").asText()).isEqualTo("2026-03-01T00:00:00Z");
        assertThat(properties.at("/currentSpend/unit").asText()).isEqualTo("USD");
        assertThat(properties.at("/forecastSpend/amount").asDouble())
                .isGreaterThan(properties.at("/currentSpend/amount").asDouble());
    }

    @Test
    void refusesWhatTheServiceRefuses() {
        List<String> bodies = List.of(
                "no json",
                body("").replace("ActualCost", "Free"),
                body("").replace("Daily", "Hourly"),
                body("").replace("2026-03-31", "2028-03-31"),
                body("").replace("Custom", "Yesterday"),
                body(",\"grouping\":[{\"type\":\"Dimension\",\"name\":\"Colour\"}]"),
                body(",\"grouping\":[{\"type\":\"TagKey\",\"name\":\"a\"},{\"type\":\"TagKey\",\"name\":\"b\"},"
                        + "{\"type\":\"TagKey\",\"name\":\"c\"}]"),
                body(",\"filter\":{\"and\":[{\"tags\":{\"name\":\"a\",\"operator\":\"In\",\"values\":[]}}]}"));

        assertThat(bodies)
                .allSatisfy(body ->
                        assertThat(arm.post(QUERY, body).status()).as(body).isEqualTo(400));
        assertThat(arm.post("/subscriptions/none/providers/Microsoft.CostManagement/query", body(""))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void refusesACallNowAndThenInItsOwnWay(@TempDir Path folder) throws IOException, SQLException {
        try (RunningTenant throttled = RunningTenant.start(folder, config -> config)) {
            Wire wire = throttled.azure(ARM);
            wire.post(QUERY, body(""));
            Wire.Answer second = wire.post(QUERY, body(""));

            assertThat(second.status()).isEqualTo(429);
            assertThat(second.header("x-ms-ratelimit-microsoft.costmanagement-qpu-retry-after"))
                    .contains("1");
            assertThat(second.header("Retry-After")).isEmpty();
            assertThat(wire.post(QUERY, body("")).status()).isEqualTo(200);
        }
    }
}
