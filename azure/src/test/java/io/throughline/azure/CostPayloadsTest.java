package io.throughline.azure;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.azure.cost.CostGranularity;
import io.throughline.azure.cost.CostQuery;
import io.throughline.azure.cost.CostRow;
import io.throughline.azure.cost.CostScope;
import io.throughline.azure.cost.CostType;
import io.throughline.azure.cost.Money;
import io.throughline.core.telemetry.TimeWindow;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Reads recorded answers of Cost Management through the public client. They are not part of this repository: the system
 * property {@code throughline.payloads} names the folder that holds {@code cost-query} and {@code cost-forecast}, or the
 * one above it; without it these tests are skipped.
 */
class CostPayloadsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final CostScope SCOPE = new CostScope.Subscription(AzureStub.SUBSCRIPTION);
    private static final TimeWindow DAYS =
            new TimeWindow(Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2026-11-22T00:00:00Z"));

    private static AzureStub azure;
    private final List<CostRow> rows = new ArrayList<>();
    private Path folder = Path.of("");

    @BeforeAll
    static void start() {
        azure = AzureStub.start();
    }

    @AfterAll
    static void stop() {
        azure.close();
    }

    @BeforeEach
    void fresh() {
        String payloads = System.getProperty("throughline.payloads", "");
        assumeThat(payloads)
                .as("skipped: -Dthroughline.payloads=<folder> names recorded answers to read")
                .isNotEmpty();
        Path given = Path.of(payloads);
        folder = given.resolve("cost-query").toFile().isDirectory() ? given : given.resolve("azure");
        azure.reset();
    }

    @Test
    void readsTheCostOfEachResourceGroup() throws IOException {
        answer("cost-query/by-resource-group.json");

        azure.client()
                .cost()
                .query(
                        CostQuery.builder(SCOPE, DAYS)
                                .granularity(CostGranularity.TOTAL)
                                .groupByDimension("ResourceGroupName")
                                .build(),
                        rows::addAll);

        assertThat(rows).hasSize(14);
        // Purchases have no group, and are kept.
        assertThat(rows.get(0).text("ResourceGroupName")).contains("");
        assertThat(rows.get(0).cost()).contains(new Money(new BigDecimal("1.852214"), "USD"));
        assertThat(rows.get(1).amount().orElseThrow()).isEqualByComparingTo("0.00006");
        assertThat(rows.stream()
                        .map(row -> row.cost().orElseThrow())
                        .reduce(Money::plus)
                        .orElseThrow()
                        .amount())
                .isEqualByComparingTo("17.819825");
        assertThat(rows).allSatisfy(row -> assertThat(row.day()).isEmpty());
    }

    @Test
    void readsDaysAndGroupsByTheNamesOfTheirColumns() throws IOException {
        answer("cost-query/spec-subscription.json");

        azure.client()
                .cost()
                .query(CostQuery.builder(SCOPE, DAYS).type(CostType.USAGE).build(), rows::addAll);

        assertThat(rows)
                .extracting(row -> row.day().orElseThrow())
                .containsExactly(
                        LocalDate.of(2018, 3, 31),
                        LocalDate.of(2018, 3, 31),
                        LocalDate.of(2018, 4, 1),
                        LocalDate.of(2018, 4, 29));
        assertThat(rows.get(1).cost()).contains(new Money(new BigDecimal("218.68795741935486"), "USD"));
        assertThat(rows.get(1).text("ResourceGroup")).contains("Ict_StratAndPlan_GoldSprova_Prod");
    }

    @Test
    void readsGroupsWithoutADay() throws IOException {
        answer("cost-query/spec-subscription-grouping.json");

        azure.client()
                .cost()
                .query(
                        CostQuery.builder(SCOPE, DAYS)
                                .granularity(CostGranularity.TOTAL)
                                .groupByDimension("ResourceGroup")
                                .build(),
                        rows::addAll);

        assertThat(rows).hasSize(4);
        assertThat(rows.get(0).amount()).contains(new BigDecimal("0.009865586851323632"));
        assertThat(rows.get(2).text("resourcegroup")).contains("ScreenSharingTest-peer1");
    }

    @Test
    void readsAForecast() throws IOException {
        answer("cost-forecast/spec-subscription.json");

        azure.client().cost().forecast(CostQuery.builder(SCOPE, DAYS).build(), false, rows::addAll);

        assertThat(rows).hasSize(4).allMatch(CostRow::isForecast);
        assertThat(rows.get(3).day()).contains(LocalDate.of(2018, 4, 29));
        assertThat(rows.get(3).cost()).contains(new Money(new BigDecimal("0.009865586851323632"), "USD"));
    }

    /** Answers whatever is asked with a recording or a vendor's example. */
    private void answer(String file) throws IOException {
        JsonNode root = JSON.readTree(folder.resolve(file).toFile());
        JsonNode body = root.has("responses") ? root.at("/responses/200/body") : root.at("/response/body");
        azure.server()
                .stubFor(any(anyUrl())
                        .willReturn(aResponse()
                                .withStatus(200)
                                .withHeader("Content-Type", "application/json")
                                .withBody(body.toString())));
    }
}
