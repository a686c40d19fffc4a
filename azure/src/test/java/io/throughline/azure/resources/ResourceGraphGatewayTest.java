package io.throughline.azure.resources;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.throughline.azure.AzureStub;
import io.throughline.azure.resources.ResourceGraphGateway.Inventory;
import io.throughline.core.http.MalformedResponseException;
import io.throughline.core.http.PermissionException;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResourceGraphGatewayTest {

    private static final String PATH = "/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01";
    private static final AzureScope ALL = AzureScope.of(List.of(AzureStub.SUBSCRIPTION));

    private static AzureStub azure;
    private ResourceGraphGateway graph;

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
        graph = azure.client().resources();
    }

    @Test
    void followsTheTokenToTheLastPage() {
        azure.server()
                .stubFor(post(urlEqualTo(PATH))
                        .withRequestBody(matchingJsonPath("$.options['$skipToken']", absent()))
                        .willReturn(okJson(page("\"$skipToken\":\"next-1\",", resource("app-b", "rg-prod-2")))));
        azure.server()
                .stubFor(post(urlEqualTo(PATH))
                        .withRequestBody(matchingJsonPath("$.options['$skipToken']", equalTo("next-1")))
                        .willReturn(okJson(page("", resource("App-A", "RG-prod-1")))));

        Inventory inventory = graph.list(ALL);

        assertThat(inventory.resources()).extracting(AzureResource::name).containsExactly("App-A", "app-b");
        AzureResource first = inventory.resources().get(0);
        assertThat(first.type()).isEqualTo("microsoft.web/sites");
        assertThat(first.key()).isEqualTo(first.id().toLowerCase(java.util.Locale.ROOT));
        assertThat(first.tag("Product")).isEqualTo("shop");
        assertThat(first.defaultHostName()).isEqualTo("App-A.azurewebsites.net");
        assertThat(first.fullyQualifiedDomainName()).isNull();
        azure.server()
                .verify(
                        2,
                        postRequestedFor(urlEqualTo(PATH))
                                .withRequestBody(matchingJsonPath("$.options.resultFormat", equalTo("objectArray")))
                                .withRequestBody(matchingJsonPath("$.options['$top']", equalTo("1000")))
                                .withRequestBody(
                                        matchingJsonPath("$.subscriptions[0]", equalTo(AzureStub.SUBSCRIPTION))));
        assertThat(azure.scopes()).contains("https://management.azure.com/.default");
    }

    @Test
    void failsWhereTheServiceDropsResourcesSilently() {
        azure.server()
                .stubFor(post(urlEqualTo(PATH))
                        .willReturn(okJson(page("", resource("a", "rg")).replace("\"false\"", "\"true\""))));

        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> graph.list(ALL))
                .withMessageContaining("cut the list off");
    }

    @Test
    void waitsForTheQuotaToBeReset() {
        azure.server()
                .stubFor(post(urlEqualTo(PATH))
                        .inScenario("quota")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willSetStateTo("reset")
                        .willReturn(aResponse()
                                .withStatus(429)
                                .withHeader("x-ms-user-quota-remaining", "0")
                                .withHeader("x-ms-user-quota-resets-after", "00:00:04")));
        azure.server()
                .stubFor(post(urlEqualTo(PATH))
                        .inScenario("quota")
                        .whenScenarioStateIs("reset")
                        .willReturn(okJson(page("", resource("a", "rg")))));
        int before = azure.time().waits().size();

        Inventory inventory = graph.list(ALL);

        assertThat(inventory.throttled()).isTrue();
        assertThat(inventory.resources()).hasSize(1);
        assertThat(azure.time().waits().subList(before, azure.time().waits().size()))
                .containsExactly(Duration.ofSeconds(4));
    }

    @Test
    void namesTheRoleToGrant() {
        azure.server()
                .stubFor(post(urlEqualTo(PATH))
                        .willReturn(aResponse()
                                .withStatus(403)
                                .withHeader("Content-Type", "application/json")
                                .withBody(
                                        "{\"error\":{\"code\":\"AuthorizationFailed\",\"message\":\"The client does not"
                                                + " have authorization\"}}")));

        assertThatExceptionOfType(PermissionException.class)
                .isThrownBy(() -> graph.list(ALL))
                .withMessageContaining("grant the role Reader")
                .withMessageContaining("does not have authorization");
    }

    @Test
    void filtersWhereTheQueryIsPlannedAndAgainOnWhatCame() {
        TreeMap<String, List<String>> tags = new TreeMap<>();
        tags.put("environment", List.of("production", "it's"));
        AzureScope scope = new AzureScope(
                List.of(AzureStub.SUBSCRIPTION),
                List.of(new Glob("rg-prod-*"), new Glob("rg-shared"), new Glob("rg-*-eu-*")),
                List.of(new Glob("*-sandbox")),
                tags,
                new TreeMap<>());

        assertThat(new ScopeQueries(scope).resources().text()).startsWith("""
            resources
            | where resourceGroup startswith "rg-prod-" or resourceGroup =~ "rg-shared" or tolower(resourceGroup) matches regex "^rg\\\\-.*\\\\-eu\\\\-.*$"
            | where not(resourceGroup endswith "-sandbox")
            | extend tagged = todynamic(tolower(tostring(tags)))
            | where trim("\\\\s+", tostring(tagged["environment"])) in ("production", "it's")
            | extend defaultHostName\
            """);
        assertThat(scope.hasGroup("RG-Prod-1")).isTrue();
        assertThat(scope.hasGroup("rg-prod-sandbox")).isFalse();
        assertThat(scope.hasGroup("rg-test-eu-1")).isTrue();
        assertThat(scope.hasGroup("rg-test")).isFalse();

        azure.server()
                .stubFor(post(urlEqualTo(PATH))
                        .willReturn(okJson(page("", resource("a", "rg-prod-1") + "," + resource("b", "rg-other")))));
        AzureScope groups = new AzureScope(
                List.of(AzureStub.SUBSCRIPTION), scope.include(), scope.exclude(), new TreeMap<>(), new TreeMap<>());
        assertThat(graph.list(groups).resources())
                .extracting(AzureResource::name)
                .containsExactly("a");
    }

    private static String page(String token, String data) {
        return "{\"totalRecords\":1,\"count\":1," + token + "\"data\":[" + data
                + "],\"facets\":[],\"resultTruncated\":\"false\"}";
    }

    private static String resource(String name, String group) {
        return """
            {"id":"/subscriptions/%1$s/resourceGroups/%3$s/providers/Microsoft.Web/sites/%2$s","name":"%2$s",
             "type":"Microsoft.Web/sites","location":"westeurope","resourceGroup":"%3$s","subscriptionId":"%1$s",
             "kind":"app,linux","tags":{"product":"shop","empty":null},"defaultHostName":"%2$s.azurewebsites.net",
             "fullyQualifiedDomainName":"","serverFarmId":null}\
            """.formatted(AzureStub.SUBSCRIPTION, name, group);
    }
}
