package io.throughline.azure.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.azure.core.credential.AccessToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.azure.AzureClient;
import io.throughline.azure.LoopbackHttp;
import io.throughline.azure.LoopbackHttp.Answer;
import io.throughline.azure.LoopbackHttp.Asked;
import io.throughline.core.http.AuthenticationException;
import io.throughline.core.http.MalformedResponseException;
import io.throughline.core.http.PermissionException;
import io.throughline.core.http.QueryRejectedException;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.testkit.TestTime;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

class CostGatewayTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SUBSCRIPTION = "5b1c2d3e-0000-4000-8000-0000000000aa";
    private static final String QUERY =
            "https://management.azure.com/subscriptions/" + SUBSCRIPTION + "/providers/Microsoft.CostManagement/query";
    private static final TimeWindow NOVEMBER =
            new TimeWindow(Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2026-11-22T00:00:00Z"));
    private static final CostScope SCOPE = new CostScope.Subscription(SUBSCRIPTION);

    private final TestTime time = TestTime.at(Instant.parse("2026-11-22T12:00:00Z"));
    private final List<Asked> asked = new ArrayList<>();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<CostRow> rows = new ArrayList<>();
    private final AzureClient client = AzureClient.builder(context -> Mono.just(
                    new AccessToken("t", Instant.parse("2099-01-01T00:00:00Z").atOffset(ZoneOffset.UTC))))
            .httpClient(new LoopbackHttp(request -> {
                asked.add(request);
                return answers.pop();
            }))
            .clock(time)
            .waiter(time)
            .costClientType("Throughline-Test")
            .build();

    @Test
    void asksInTheServicesWords() throws Exception {
        answers.add(new Answer(204, Map.of(), new byte[0]));
        CostQuery query = CostQuery.builder(SCOPE, NOVEMBER)
                .type(CostType.AMORTIZED)
                .groupByDimension("ResourceId")
                .groupByTag("cost centre")
                .filter(new CostFilter.And(List.of(
                        new CostFilter.Or(List.of(
                                new CostFilter.Dimension("ResourceLocation", List.of("East US", "West Europe")),
                                new CostFilter.Tag("Environment", List.of("Prod")))),
                        new CostFilter.Dimension("ResourceGroupName", List.of("rg\"prod")))))
                .build();

        CostGateway.Outcome outcome = client.cost().query(query, rows::addAll);

        assertThat(outcome).isEqualTo(new CostGateway.Outcome(1, 0, false));
        assertThat(asked.get(0).method()).isEqualTo("POST");
        assertThat(asked.get(0).uri()).hasToString(QUERY + "?api-version=2023-11-01&$top=5000");
        assertThat(asked.get(0).headers().get("ClientType")).containsExactly("Throughline-Test");
        assertThat(JSON.readTree(asked.get(0).body())).isEqualTo(JSON.readTree("""
                {"type":"AmortizedCost","timeframe":"Custom",
                 "timePeriod":{"from":"2026-11-01T00:00:00Z","to":"2026-11-21T23:59:59Z"},
                 "dataset":{"granularity":"Daily","aggregation":{"totalCost":{"name":"Cost","function":"Sum"}},
                  "grouping":[{"type":"Dimension","name":"ResourceId"},{"type":"TagKey","name":"cost centre"}],
                  "filter":{"and":[{"or":[
                    {"dimensions":{"name":"ResourceLocation","operator":"In","values":["East US","West Europe"]}},
                    {"tags":{"name":"Environment","operator":"In","values":["Prod"]}}]},
                   {"dimensions":{"name":"ResourceGroupName","operator":"In","values":["rg\\"prod"]}}]}}}
                """));
    }

    @Test
    void postsTheSameBodyForEveryPageAndReadsColumnsByName() {
        String next = QUERY + "?api-version=2023-11-01&$skiptoken=AQAAAA%3D%3D";
        answers.add(page(
                next,
                "[\"Cost\",\"Number\"],[\"UsageDate\",\"Number\"],[\"ResourceId\",\"String\"],[\"Currency\",\"String\"]",
                "[12.345678901234567890,20261120,\"/subscriptions/x/vm1\",\"EUR\"],[-0.5,20261121,\"\",\"EUR\"]"));
        answers.add(page(
                null,
                "[\"Currency\",\"String\"],[\"ResourceId\",\"String\"],[\"UsageDate\",\"Number\"],[\"Cost\",\"Number\"]",
                "[\"USD\",null,20261121,6e-05]"));

        CostGateway.Outcome outcome = client.cost().query(daily(), rows::addAll);

        assertThat(outcome).isEqualTo(new CostGateway.Outcome(2, 3, false));
        assertThat(asked).extracting(Asked::method).containsOnly("POST");
        assertThat(asked.get(1).uri()).hasToString(next);
        assertThat(asked.get(1).body()).isEqualTo(asked.get(0).body());
        assertThat(rows)
                .extracting(row -> row.cost().orElseThrow())
                .containsExactly(
                        new Money(new BigDecimal("12.345678901234567890"), "EUR"),
                        new Money(new BigDecimal("-0.5"), "EUR"),
                        new Money(new BigDecimal("0.00006"), "USD"));
        assertThat(rows)
                .extracting(row -> row.day().orElseThrow())
                .containsExactly(LocalDate.of(2026, 11, 20), LocalDate.of(2026, 11, 21), LocalDate.of(2026, 11, 21));
        assertThat(rows.get(1).text("resourceid")).contains("");
        assertThat(rows.get(2).text("ResourceId")).isEmpty();
    }

    @Test
    void readsMonthsTagsAndTheColumnThatAnOlderAgreementAnswersWith() {
        answers.add(
                page(
                        null,
                        "[\"PreTaxCost\",\"Number\"],[\"BillingMonth\",\"Datetime\"],[\"TagKey\",\"String\"],[\"TagValue\",\"String\"],[\"Currency\",\"String\"]",
                        "[\"7.25\",\"2026-10-01T00:00:00\",\"env\",\"prod\",\"EUR\"],[1,\"2026-11-01T00:00:00\",\"\",\"\",\"EUR\"]"));

        client.cost()
                .query(
                        CostQuery.builder(SCOPE, NOVEMBER)
                                .granularity(CostGranularity.MONTHLY)
                                .groupByTag("env")
                                .build(),
                        rows::addAll);

        assertThat(rows.get(0).month()).contains(YearMonth.of(2026, 10));
        assertThat(rows.get(0).tag()).contains(new CostRow.Tag("env", "prod"));
        assertThat(rows.get(0).amount()).contains(new BigDecimal("7.25"));
        assertThat(rows.get(1).tag()).contains(new CostRow.Tag("", ""));
    }

    @Test
    void tellsTheForecastFromWhatWasSpent() throws Exception {
        answers.add(page(
                null,
                "[\"Cost\",\"Number\"],[\"UsageDate\",\"Number\"],[\"CostStatus\",\"String\"],[\"Currency\",\"String\"]",
                "[10,20261121,\"Actual\",\"EUR\"],[11.5,20261122,\"Forecast\",\"EUR\"]"));

        client.cost().forecast(CostQuery.builder(SCOPE, NOVEMBER).build(), true, rows::addAll);

        assertThat(asked.get(0).uri().getPath()).endsWith("/providers/Microsoft.CostManagement/forecast");
        assertThat(JSON.readTree(asked.get(0).body()).path("includeActualCost").asBoolean())
                .isTrue();
        assertThat(rows).extracting(CostRow::isForecast).containsExactly(false, true);
        assertThatIllegalArgumentException().isThrownBy(() -> client.cost().forecast(daily(), true, rows::addAll));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/subscriptions/x",
                "http://management.azure.com/subscriptions/x",
                "https://management.azure.com@evil.example/x",
                "//evil.example/x"
            })
    void sendsNoTokenToAnotherHost(String link) {
        answers.add(page(link, "[\"Cost\",\"Number\"],[\"Currency\",\"String\"]", "[1,\"EUR\"]"));

        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> client.cost().query(daily(), rows::addAll))
                .withMessageContaining("nextLink");
        assertThat(asked).hasSize(1);
    }

    @Test
    void doesNotGoRoundInACircle() {
        String next = QUERY + "?$skiptoken=1";
        answers.add(page(next, "[\"Cost\",\"Number\"]", ""));
        answers.add(page(next, "[\"Cost\",\"Number\"]", ""));

        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> client.cost().query(daily(), rows::addAll))
                .withMessageContaining("circle");
    }

    @Test
    void saysWhichRoleIsMissingAlthoughTheServiceSaysUnauthenticated() {
        answers.add(error(401, "RBACAccessDenied"));
        assertThatExceptionOfType(PermissionException.class)
                .isThrownBy(() -> client.cost().query(daily(), rows::addAll))
                .withMessageContaining("Cost Management Reader on /subscriptions/" + SUBSCRIPTION);

        answers.add(error(401, "AuthenticationFailed"));
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> client.cost().query(daily(), rows::addAll));

        answers.add(error(401, "RBACAccessDenied"));
        CostScope account = new CostScope.BillingPart(
                new CostScope.BillingAccount("1234:abc_2019-05-31"), CostScope.BillingPart.Kind.BILLING_PROFILE, "P 1");
        assertThatExceptionOfType(PermissionException.class)
                .isThrownBy(() ->
                        client.cost().query(CostQuery.builder(account, NOVEMBER).build(), rows::addAll))
                .withMessageContaining(
                        "providers/Microsoft.Billing/billingAccounts/1234:abc_2019-05-31/billingProfiles/P%201");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AccountCostDisabled", "IndirectCostDisabled"})
    void saysWhoMayShowCostsThatAreHidden(String code) {
        answers.add(error(400, code));

        assertThatExceptionOfType(QueryRejectedException.class)
                .isThrownBy(() -> client.cost().query(daily(), rows::addAll))
                .withMessageContaining("an administrator of the billing account must allow");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1]                          | an object                | JSON object",
                "{}                           | nothing                  | columns and rows",
                "{\"properties\":{\"columns\":[{\"name\":\"Cost\",\"type\":\"Number\"}],\"rows\":[[1,2]]}} | a wider row | 1 cells in /properties/rows/0",
                "{\"properties\":{\"columns\":[{\"name\":\"Cost\",\"type\":\"Number\"}],\"rows\":[[\"x\"]]}} | no number | a number, was 'x'",
                "{\"properties\":{\"columns\":[{\"name\":\"Cost\",\"type\":\"Number\"}],\"rows\":[[1e999999]]}} | a bomb | finite",
                "{\"properties\":{\"columns\":[{\"name\":\"Cost\",\"type\":\"Number\"},{\"name\":\"UsageDate\",\"type\":\"Number\"}],\"rows\":[[1,20261399]]}} | no day | a day, was '20261399'",
                "{\"properties\":{\"columns\":[{\"name\":\"X\",\"type\":\"String\"}],\"rows\":[[\"x\"]]}} | no amount | a column Cost",
            })
    void saysWhatIsWrongWithAnAnswerAndDoesNotAskForItAgain(String body, String what, String words) {
        answers.add(Answer.json(body));

        assertThatExceptionOfType(MalformedResponseException.class)
                .as(what)
                .isThrownBy(() -> client.cost().query(daily(), rows::addAll))
                .withMessageContaining(words);
        assertThat(asked).hasSize(1);
    }

    @Test
    void asksAgainForAPageThatBrokeOffAndCountsNoRowTwice() {
        byte[] whole = page(null, "[\"Cost\",\"Number\"],[\"Currency\",\"String\"]", "[1,\"EUR\"],[2,\"EUR\"]")
                .body();
        answers.add(new Answer(200, Map.of(), java.util.Arrays.copyOf(whole, whole.length - 4)));
        answers.add(new Answer(200, Map.of(), whole));

        client.cost().query(daily(), rows::addAll);

        assertThat(asked).hasSize(2);
        assertThat(rows).hasSize(2);
    }

    @Test
    void waitsForTheLongestOfTheHeadersAndAMinuteWithoutAny() {
        answers.add(new Answer(
                429,
                Map.of(
                        "x-ms-ratelimit-microsoft.costmanagement-qpu-retry-after", "20",
                        "x-ms-ratelimit-microsoft.costmanagement-entity-retry-after", "7",
                        "x-ms-ratelimit-microsoft.costmanagement-clienttype-retry-after", "45",
                        "Retry-After", "3"),
                new byte[0]));
        answers.add(new Answer(429, Map.of(), new byte[0]));
        answers.add(new Answer(503, Map.of(), new byte[0]));
        answers.add(new Answer(204, Map.of(), new byte[0]));

        CostGateway.Outcome outcome = client.cost().query(daily(), rows::addAll);

        assertThat(outcome.throttled()).isTrue();
        assertThat(time.waits()).containsExactly(Duration.ofSeconds(45), Duration.ofMinutes(1), Duration.ofMinutes(1));
    }

    @Test
    void makesAtMostFourCallsAMinuteForAScopeWithoutBeingTold() {
        for (int i = 0; i < 9; i++) {
            answers.add(new Answer(204, Map.of(), new byte[0]));
        }
        for (int i = 0; i < 9; i++) {
            CostGateway.Outcome outcome = client.cost().query(daily(), rows::addAll);
            assertThat(outcome.throttled()).isFalse();
        }

        assertThat(time.waits()).containsExactly(Duration.ofMinutes(1), Duration.ofMinutes(1));
    }

    @Test
    void weighsACallByTheMonthsItAsksFor() {
        TimeWindow year = new TimeWindow(Instant.parse("2025-11-22T00:00:00Z"), Instant.parse("2026-11-22T00:00:00Z"));
        for (int i = 0; i < 3; i++) {
            answers.add(new Answer(204, Map.of(), new byte[0]));
            CostScope other = new CostScope.ResourceGroup(SUBSCRIPTION, "rg-" + i);
            client.cost().query(CostQuery.builder(other, year).build(), rows::addAll);
        }

        // Twelve units in ten seconds: each of these uses them all.
        assertThat(time.waits()).containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(10));
    }

    @Test
    void readsBudgetsAndLeavesTheAddressesOut() {
        answers.add(Answer.json("""
                {"value":[{"id":"/subscriptions/S/providers/Microsoft.Consumption/budgets/all","name":"all","eTag":"x",
                  "properties":{"category":"Cost","amount":1000.5,"timeGrain":"Monthly",
                   "timePeriod":{"startDate":"2026-01-01T00:00:00Z","endDate":"2027-01-01T00:00:00Z"},
                   "currentSpend":{"amount":812.25,"unit":"EUR"},"forecastSpend":{"amount":1100,"unit":"EUR"},
                   "notifications":{"Actual_80":{"enabled":true,"operator":"GreaterThan","threshold":80,"thresholdType":"Actual",
                    "contactEmails":["someone@shop.example"],"contactGroups":["/subscriptions/S/g1"],"contactRoles":["Owner"]}}}},
                 {"id":"/subscriptions/S/resourceGroups/rg/providers/Microsoft.Consumption/budgets/new","name":"new",
                  "properties":{"category":"Cost","amount":5,"timeGrain":"Quarterly","filter":{"dimensions":{"name":"Meter"}}}}],
                 "nextLink":null}
                """));

        List<Budget> budgets = client.cost().budgets(SCOPE).budgets();

        assertThat(budgets.get(0).limit()).contains(new Money(new BigDecimal("1000.5"), "EUR"));
        assertThat(budgets.get(0).currentSpend()).isEqualTo(new Money(new BigDecimal("812.25"), "EUR"));
        assertThat(budgets.get(0).notifications())
                .containsExactly(new Budget.Notification(
                        "Actual_80",
                        true,
                        false,
                        "GreaterThan",
                        new BigDecimal("0.80"),
                        List.of("/subscriptions/S/g1")));
        assertThat(budgets.toString()).doesNotContain("someone");
        assertThat(budgets.get(1).limit()).isEmpty();
        assertThat(budgets.get(1).filtered()).isTrue();
        assertThat(budgets.get(1).scope()).isEqualTo("/subscriptions/S/resourceGroups/rg");
    }

    @Test
    void refusesWhatTheServiceWouldNotAnswer() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CostQuery.builder(SCOPE, NOVEMBER)
                        .groupByDimension("ResourceId")
                        .groupByDimension("Meter")
                        .groupByTag("env")
                        .build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CostQuery.builder(
                                SCOPE, new TimeWindow(NOVEMBER.from().plusSeconds(1), NOVEMBER.to()))
                        .build());
        assertThatIllegalArgumentException().isThrownBy(() -> new CostScope.Subscription("x/../y"));
        assertThatIllegalArgumentException().isThrownBy(() -> new CostFilter.And(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Money(BigDecimal.ONE, "EUR").plus(new Money(BigDecimal.ONE, "USD")));
    }

    private static CostQuery daily() {
        return CostQuery.builder(SCOPE, NOVEMBER).groupByDimension("ResourceId").build();
    }

    private static Answer page(@Nullable String next, String columns, String rows) {
        StringBuilder described = new StringBuilder();
        for (String column : columns.split("(?<=]),", -1)) {
            JsonNode pair = tree(column);
            described
                    .append(described.isEmpty() ? "" : ",")
                    .append("{\"name\":\"")
                    .append(pair.path(0).asText())
                    .append("\",\"type\":\"")
                    .append(pair.path(1).asText())
                    .append("\"}");
        }
        return Answer.json("{\"id\":\"x\",\"properties\":{\"nextLink\":" + (next == null ? "null" : "\"" + next + "\"")
                + ",\"columns\":[" + described + "],\"rows\":[" + rows + "]}}");
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    private static Answer error(int status, String code) {
        return new Answer(
                status,
                Map.of("Content-Type", "application/json"),
                ("{\"error\":{\"code\":\"" + code + "\",\"message\":\"m\"}}").getBytes(StandardCharsets.UTF_8));
    }
}
