package io.throughline.azure.activity;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.azure.AzureStub;
import io.throughline.azure.activity.ActivityEntry.Caller;
import io.throughline.core.http.MalformedResponseException;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActivityLogGatewayTest {

    private static final String PATH =
            "/subscriptions/" + AzureStub.SUBSCRIPTION + "/providers/microsoft.insights/eventtypes/management/values";
    private static final TimeWindow HOUR =
            new TimeWindow(Instant.parse("2026-11-22T10:00:00Z"), Instant.parse("2026-11-22T11:00:00Z"));
    private static final String SCOPE_CLAIM =
            "\"http://schemas.microsoft.com/identity/claims/scope\":\"user_impersonation\"";

    private static AzureStub azure;
    private ActivityLogGateway activity;

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
        azure.reset();
        activity = azure.client().activity();
    }

    @Test
    void asksForTypedValuesOnly() {
        answer("");

        assertThat(activity.list(ActivityQuery.of(AzureStub.SUBSCRIPTION, HOUR)
                                .resourceGroup("rg' or eventTimestamp ge '1970-01-01")
                                .select("operationName")
                                .select("eventTimestamp")
                                .build())
                        .toList())
                .isEmpty();

        azure.server()
                .verify(getRequestedFor(urlPathEqualTo(PATH))
                        .withQueryParam("api-version", equalTo("2015-04-01"))
                        .withQueryParam("$select", equalTo("eventTimestamp,operationName"))
                        .withQueryParam(
                                "$filter",
                                equalTo("eventTimestamp ge '2026-11-22T10:00:00Z' and eventTimestamp le"
                                        + " '2026-11-22T11:00:00Z' and resourceGroupName eq 'rg'' or eventTimestamp ge"
                                        + " ''1970-01-01'")));
    }

    @Test
    void readsTextsWithAndWithoutTheirTranslation() {
        answer("""
            {"id":"/subscriptions/s/resourceGroups/rg/providers/p/t/a/events/e-1/ticks/1","eventTimestamp":"2026-11-22T10:30:00.1234567Z",
             "operationName":"Microsoft.Web/sites/write","status":"Succeeded","category":"Administrative","resourceUri":"/x/a","correlationId":"c"},
            {"id":"/subscriptions/s/resourceGroups/rg/providers/p/t/a/events/e-2/ticks/639156582000000000","properties":{"statusCode":"OK","deep":{"a":1},"none":null},
             "operationName":{"value":"Microsoft.Web/sites/delete","localizedValue":"Delete Web App"},"status":{"value":"Failed"}}
            """);

        ActivityEntry plain = entries().get(0);
        assertThat(plain.operation()).isEqualTo("Microsoft.Web/sites/write");
        assertThat(plain.operationLabel()).isNull();
        assertThat(plain.resourceId()).isEqualTo("/x/a");
        assertThat(plain.caller()).isNull();

        ActivityEntry translated = entries().get(1);
        assertThat(translated.operation()).isEqualTo("Microsoft.Web/sites/delete");
        assertThat(translated.operationLabel()).isEqualTo("Delete Web App");
        assertThat(translated.status()).isEqualTo("Failed");
        // Its id tells what it is about, and when it was.
        assertThat(translated.resourceId()).isEqualTo("/subscriptions/s/resourceGroups/rg/providers/p/t/a");
        assertThat(translated.at()).isEqualTo(Instant.parse("2026-05-29T13:30:00Z"));
        assertThat(translated.properties())
                .containsOnlyKeys("statusCode", "deep")
                .containsEntry("deep", "{\"a\":1}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "someone@shop.example | \"appid\":\"portal\",SCOPE | true",
                "0aa1c2d3-0000-4000-8000-0000000000ff | \"appid\":\"pipeline\" | false",
                "0aa1c2d3-0000-4000-8000-0000000000ff | \"appid\":\"cli\",SCOPE | true",
                "0aa1c2d3-0000-4000-8000-0000000000ff | \"appid\":\"x\",\"idtyp\":\"user\" | true",
                "0aa1c2d3-0000-4000-8000-0000000000ff | \"none\":\"x\" | true",
                "Microsoft.Insights/autoscaleSettings | \"none\":\"x\" | false",
                "Azure Policy Insights | \"none\":\"x\" | false",
                "Jane Doe | \"none\":\"x\" | true",
                "job@tenant | \"idtyp\":\"app\",\"appid\":\"job\" | false"
            })
    void takesForAPersonWhoCannotBeToldFromOne(String caller, String claims, boolean person) {
        answer("{\"id\":\"/x\",\"eventTimestamp\":\"2026-11-22T10:30:00Z\",\"caller\":\"" + caller.strip()
                + "\",\"claims\":{" + claims.strip().replace("SCOPE", SCOPE_CLAIM) + "}}");

        Caller read = Objects.requireNonNull(entries().get(0).caller());

        assertThat(read.person()).isEqualTo(person);
        assertThat(read.name()).isEqualTo(caller.strip());
        assertThat(read.toString().contains(caller.strip())).isEqualTo(!person);
    }

    @Test
    void refusesAnEntryWithoutTime() {
        answer("{\"id\":\"/subscriptions/s/events/e\"}");
        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(this::entries)
                .withMessageContaining("eventTimestamp");

        answer("{\"id\":\"/subscriptions/s/events/e/ticks/99999999999999999999\"}");
        assertThatExceptionOfType(MalformedResponseException.class).isThrownBy(this::entries);
    }

    @Test
    void callsNoMoreOftenThanTheServiceAllows() {
        answer("");
        Instant before = azure.time().instant();

        for (int i = 0; i < ActivityLogGateway.CALLS_AT_ONCE; i++) {
            entries();
        }
        assertThat(azure.time().instant()).isEqualTo(before);

        azure.time().advance(Duration.ofSeconds(12));
        entries();
        assertThat(azure.time().instant()).isEqualTo(before.plusSeconds(30));
        // The first fifty are half a minute ago now.
        entries();
        assertThat(azure.time().instant()).isEqualTo(before.plusSeconds(30));
    }

    private List<ActivityEntry> entries() {
        return activity.list(ActivityQuery.of(AzureStub.SUBSCRIPTION, HOUR).build())
                .toList();
    }

    private static void answer(String entries) {
        azure.server().stubFor(get(urlPathEqualTo(PATH)).willReturn(okJson("{\"value\":[" + entries + "]}")));
    }
}
