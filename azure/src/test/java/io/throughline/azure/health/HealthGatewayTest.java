package io.throughline.azure.health;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.throughline.azure.AzureStub;
import io.throughline.core.http.MalformedResponseException;
import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.PagingLoopException;
import io.throughline.core.http.ResponseException;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthGatewayTest {

    private static final String SCOPE = "/subscriptions/" + AzureStub.SUBSCRIPTION;
    private static final String PROVIDER = "/providers/Microsoft.ResourceHealth";
    private static final String SITE = SCOPE + "/resourceGroups/rg/providers/Microsoft.Web/sites/a";

    private static AzureStub azure;
    private HealthGateway health;

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
        health = azure.client().health();
    }

    @Test
    void listsTheHealthOfAllResourcesPageByPage() {
        azure.server()
                .stubFor(get(urlPathEqualTo(SCOPE + PROVIDER + "/availabilityStatuses"))
                        .withQueryParam("api-version", equalTo("2025-05-01"))
                        .withQueryParam("$expand", equalTo("recommendedactions"))
                        .willReturn(okJson("{\"value\":[" + status("Available", "occuredTime") + "],\"nextLink\":\""
                                + azure.address() + "/next?$skipToken=a b\"}")));
        azure.server()
                .stubFor(get(urlMatching("/next.*"))
                        .willReturn(okJson("{\"value\":[" + status("Wobbling", "occurredTime") + "]}")));

        assertThat(health.list(SCOPE + "/").toList())
                .extracting(AvailabilityStatus::state)
                .containsExactly("Available", "Wobbling");

        azure.server().verify(getRequestedFor(urlMatching("/next\\?\\$skipToken=a%20b")));
    }

    @Test
    void readsTheMisspelledTimeAndTheOneItShouldBe() {
        for (String name : new String[] {"occuredTime", "occurredTime"}) {
            azure.server()
                    .stubFor(get(urlPathEqualTo(SITE + PROVIDER + "/availabilityStatuses/current"))
                            .willReturn(okJson(status("Degraded", name))));

            AvailabilityStatus status = health.current(SITE);

            assertThat(status.occurredAt()).as(name).isEqualTo(Instant.parse("2026-11-22T10:00:00Z"));
            assertThat(status.resourceId()).isEqualTo(SITE);
            assertThat(status.available()).isFalse();
            assertThat(status.recommendedActions()).isEmpty();
        }
    }

    @Test
    void listsHowAResourceWas() {
        azure.server()
                .stubFor(get(urlPathEqualTo(SITE + PROVIDER + "/availabilityStatuses"))
                        .willReturn(okJson("{\"value\":[" + status("Available", "occuredTime") + ","
                                + status("Unavailable", "occuredTime") + "]}")));

        assertThat(health.history(SITE).stream().map(AvailabilityStatus::state))
                .containsExactly("Available", "Unavailable");
    }

    @Test
    void asksForEventsByTheDayAsAmericansWriteIt() {
        azure.server().stubFor(get(urlPathEqualTo(SCOPE + PROVIDER + "/events")).willReturn(okJson("""
                            {"value":[{"name":"T-1","properties":{"eventType":"PlannedMaintenance","status":"Active","priority":3,
                             "impactStartTime":"2026-12-01T00:00:00Z","impactMitigationTime":"2026-12-01T04:00:00Z","lastUpdateTime":"2026-11-22T10:00:00Z",
                             "impact":[{"impactedService":"App Service","impactedRegions":[{"impactedRegion":"West Europe","impactedSubscriptions":["s"]}]}]}}]}\
                            """)));

        ServiceEvent event = health.events(AzureStub.SUBSCRIPTION, Instant.parse("2026-11-02T23:59:59Z"))
                .toList()
                .get(0);

        assertThat(event.type()).isEqualTo("PlannedMaintenance");
        assertThat(event.priority()).isEqualTo(3);
        assertThat(event.impacts().get(0).regions().get(0).subscriptions()).containsExactly("s");
        azure.server()
                .verify(getRequestedFor(urlPathEqualTo(SCOPE + PROVIDER + "/events"))
                        .withQueryParam("queryStartTime", equalTo("11/2/2026")));
    }

    @Test
    void listsWhatAzureItselfNamesAsConcerned() {
        azure.server()
                .stubFor(get(urlPathEqualTo(SCOPE + PROVIDER + "/events/T-1/impactedResources"))
                        .willReturn(okJson("""
                            {"value":[{"properties":{"targetResourceType":"Microsoft.Web/sites","targetResourceId":"/x/sites/a","targetRegion":"westeurope",
                             "info":[{"key":"Status","value":"Active"}]}}]}\
                            """)));

        assertThat(health.impactedResources(AzureStub.SUBSCRIPTION, "T-1").toList())
                .singleElement()
                .satisfies(resource -> {
                    assertThat(resource.resourceId()).isEqualTo("/x/sites/a");
                    assertThat(resource.info()).containsEntry("Status", "Active");
                });
        assertThatIllegalArgumentException()
                .isThrownBy(() -> health.impactedResources(AzureStub.SUBSCRIPTION, "T-1/../../x"));
    }

    @Test
    void saysWhatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> health.current("a"))
                .withMessageContaining("ARM id");

        azure.server()
                .stubFor(get(urlMatching("/subscriptions/.*"))
                        .willReturn(aResponse()
                                .withStatus(409)
                                .withBody("{\"error\":{\"code\":\"MissingSubscriptionRegistration\",\"message\":\"not"
                                        + " registered\"}}")));
        assertThatExceptionOfType(ResponseException.class)
                .isThrownBy(() -> health.list(SCOPE).toList())
                .withMessageContaining("register the resource provider");

        azure.server()
                .stubFor(get(urlMatching("/subscriptions/.*"))
                        .willReturn(aResponse().withStatus(404)));
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> health.current(SITE))
                .withMessageContaining("not every type of resource has a health");

        azure.server()
                .stubFor(get(urlMatching("/subscriptions/.*"))
                        .willReturn(okJson("{\"value\":[{\"id\":\"/nowhere\",\"properties\":{}}]}")));
        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> health.list(SCOPE).toList())
                .withMessageContaining("/value/0");
    }

    @Test
    void doesNotGoRoundInCircles() {
        azure.server()
                .stubFor(get(urlMatching("/.*"))
                        .willReturn(okJson("{\"value\":[],\"nextLink\":\"" + azure.address() + "/loop\"}")));

        assertThatExceptionOfType(PagingLoopException.class)
                .isThrownBy(() -> health.list(SCOPE).toList());
    }

    private static String status(String state, String timeName) {
        return """
            {"id":"%s/providers/microsoft.resourcehealth/AvailabilityStatuses/current","name":"current","location":"westeurope",
             "properties":{"availabilityState":"%s","%s":"2026-11-22T10:00:00Z","reportedTime":"2026-11-22T10:05:00Z","unheardOf":{}}}\
            """.formatted(SITE, state, timeName);
    }
}
