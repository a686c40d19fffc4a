package io.throughline.azure.alerts;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.azure.AzureStub;
import io.throughline.azure.alerts.AlertsGateway.Listing;
import io.throughline.core.http.MalformedResponseException;
import io.throughline.core.http.PermissionException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertsGatewayTest {

    private static final String PATH =
            "/subscriptions/" + AzureStub.SUBSCRIPTION + "/providers/Microsoft.AlertsManagement/alerts";
    private static final Instant LONG_AGO = Instant.parse("2026-11-01T00:00:00Z");

    private static AzureStub azure;
    private AlertsGateway alerts;

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
        alerts = azure.client().alerts();
    }

    @Test
    void followsTheNextLinkAsItIs() {
        azure.server()
                .stubFor(get(urlPathEqualTo(PATH))
                        .withQueryParam("timeRange", equalTo("30d"))
                        .withQueryParam("sortBy", equalTo("lastModifiedDateTime"))
                        .willReturn(okJson(page(
                                azure.address() + "/other/version?ctoken=%2bRID%3a1&api-version=2018-05-05-preview",
                                alert("a1", "2026-11-22T11:00:00Z", "Fired")))));
        azure.server()
                .stubFor(get(urlMatching("/other/version.*"))
                        .willReturn(okJson(page(null, alert("a2", "2026-11-21T11:00:00.1234567Z", "Resolved")))));

        Listing listing = alerts.list(AzureStub.SUBSCRIPTION, LONG_AGO);

        assertThat(listing.alerts()).extracting(AzureAlert::guid).containsExactly("a1", "a2");
        AzureAlert first = listing.alerts().get(0);
        assertThat(first.severity()).isEqualTo("Sev1");
        assertThat(first.startedAt()).isEqualTo(Instant.parse("2026-11-20T08:00:00Z"));
        azure.server().verify(getRequestedFor(urlMatching("/other/version\\?ctoken=%2bRID%3a1&api-version=2018.*")));
    }

    @Test
    void sendsNoTokenToAnotherHost() {
        azure.server()
                .stubFor(get(urlPathEqualTo(PATH))
                        .willReturn(okJson(
                                page("https://evil.example/alerts", alert("a", "2026-11-22T11:00:00Z", "Fired")))));

        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> alerts.list(AzureStub.SUBSCRIPTION, LONG_AGO))
                .withMessageContaining("another host");
    }

    @Test
    void doesNotGoRoundInCircles() {
        azure.server()
                .stubFor(get(urlMatching("/loop"))
                        .willReturn(
                                okJson(page(azure.address() + "/loop", alert("a", "2026-11-22T11:00:00Z", "Fired")))));
        azure.server()
                .stubFor(get(urlPathEqualTo(PATH))
                        .willReturn(
                                okJson(page(azure.address() + "/loop", alert("a", "2026-11-22T11:00:00Z", "Fired")))));

        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> alerts.list(AzureStub.SUBSCRIPTION, LONG_AGO))
                .withMessageContaining("circle");
    }

    @Test
    void stopsAtWhatIsKnownAlready() {
        azure.server()
                .stubFor(get(urlPathEqualTo(PATH))
                        .willReturn(okJson(page(
                                azure.address() + "/never-asked",
                                alert("new", "2026-11-22T11:00:00Z", "Fired") + ","
                                        + alert("old", "2026-11-20T11:00:00Z", "Fired")))));

        Listing listing = alerts.list(AzureStub.SUBSCRIPTION, Instant.parse("2026-11-22T00:00:00Z"));

        assertThat(listing.alerts()).extracting(AzureAlert::guid).containsExactly("new");
    }

    @Test
    void namesTheRoleToGrant() {
        azure.server()
                .stubFor(get(urlPathEqualTo(PATH))
                        .willReturn(aResponse()
                                .withStatus(403)
                                .withBody("{\"error\":{\"code\":\"AuthorizationFailed\",\"message\":\"no\"}}")));

        assertThatExceptionOfType(PermissionException.class)
                .isThrownBy(() -> alerts.list(AzureStub.SUBSCRIPTION, LONG_AGO))
                .withMessageContaining("grant the role Monitoring Reader on /subscriptions/" + AzureStub.SUBSCRIPTION);
    }

    @Test
    void saysWhatIsWrongWithAnAnswer() {
        azure.server().stubFor(get(urlPathEqualTo(PATH)).willReturn(okJson("[1]")));
        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> alerts.probe(AzureStub.SUBSCRIPTION));

        azure.server()
                .stubFor(get(urlPathEqualTo(PATH)).willReturn(okJson(page(null, alert("a", "yesterday", "Fired")))));
        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> alerts.probe(AzureStub.SUBSCRIPTION))
                .withMessageContaining("lastModifiedDateTime");
    }

    private static String page(@Nullable String nextLink, String alerts) {
        return "{\"value\":[" + alerts + "]" + (nextLink == null ? "" : ",\"nextLink\":\"" + nextLink + "\"") + "}";
    }

    private static String alert(String id, String modified, String condition) {
        return """
            {"id":"%s/%s","name":"CPU","type":"Microsoft.AlertsManagement/alerts","properties":{"essentials":{
             "severity":"Sev1","signalType":"Metric","alertState":"New","monitorCondition":"%s","monitorService":"Platform",
             "targetResource":"/subscriptions/s/resourcegroups/rg/providers/microsoft.web/sites/app","alertRule":"r",
             "startDateTime":"2026-11-20T08:00:00Z","lastModifiedDateTime":"%s"}}}\
            """.formatted(PATH, id, condition, modified);
    }
}
