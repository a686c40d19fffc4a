package io.throughline.azure;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.noContent;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Request;
import io.throughline.azure.resources.AzureScope;
import io.throughline.azure.resources.EnvironmentRules;
import io.throughline.azure.resources.Glob;
import io.throughline.azure.resources.LogWorkspace;
import io.throughline.azure.resources.SubscriptionSelection;
import io.throughline.azure.resources.TagExpression;
import io.throughline.azure.stream.CostOptions;
import io.throughline.core.source.SourcePlan;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.sync.SyncEngine;
import io.throughline.core.sync.SyncListener;
import io.throughline.core.sync.SyncReport;
import io.throughline.core.sync.SyncRequest;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.testkit.InMemoryTelemetryStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AzurePlanTest {

    private static final TimeWindow HORIZON = TimeWindow.endingAt(AzureStub.NOW, Duration.ofHours(20));
    private static final Duration EVERY = Duration.ofMinutes(5);
    private static final String GRAPH = "/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01";

    private final AzureStub azure = AzureStub.start();

    @BeforeEach
    void answer() {
        azure.server().stubFor(get(anyUrl()).willReturn(okJson("{\"value\":[],\"name\":\"x\",\"state\":\"Enabled\"}")));
        azure.server()
                .stubFor(get(urlPathMatching("/subscriptions/.*/metricDefinitions"))
                        .willReturn(okJson("""
                    {"value":[{"name":{"value":"CpuPercentage"},"unit":"Percent","primaryAggregationType":"Average",
                     "supportedAggregationTypes":["Average"],"metricAvailabilities":[{"timeGrain":"PT1M","retention":"P93D"}]}]}\
                    """)));
        azure.server().stubFor(post(anyUrl()).willReturn(okJson("{\"value\":[],\"values\":[]}")));
        azure.server()
                .stubFor(post(urlPathMatching("/v1/.*"))
                        .willReturn(okJson("{\"tables\":[{\"name\":\"PrimaryResult\",\"columns\":[],\"rows\":[]}]}")));
        azure.server()
                .stubFor(post(urlPathMatching(".*/Microsoft.CostManagement/query"))
                        .willReturn(noContent()));
        azure.server().stubFor(post(urlEqualTo(GRAPH)).willReturn(okJson(inventory())));
        azure.server()
                .stubFor(post(urlEqualTo(GRAPH))
                        .withRequestBody(containing("summarize Resources = count() by environment"))
                        .willReturn(okJson(page("""
                            {"environment":"production","Resources":60},{"environment":"staging","Resources":12},
                            {"environment":"","Resources":3}\
                            """))));
        azure.server()
                .stubFor(post(urlEqualTo(GRAPH))
                        .withRequestBody(containing("mv-expand tags"))
                        .willReturn(okJson(page("""
                            {"tagName":"Envrionment","tagValue":"","Resources":3},
                            {"tagName":"environment","tagValue":"prodution","Resources":2},
                            {"tagName":"environment","tagValue":"staging","Resources":12},
                            {"tagName":"tier ","tagValue":"","Resources":1},
                            {"tagName":"owner","tagValue":"","Resources":70}\
                            """))));
    }

    @AfterEach
    void stop() {
        azure.close();
    }

    @Test
    void theFirstSyncMakesTheCallsThatWerePlanned() {
        Map<String, Long> planned = new TreeMap<>();
        for (StreamPlan stream : source(scope()).plan(HORIZON, EVERY).streams()) {
            planned.put(stream.stream(), stream.firstCalls());
        }
        Map<String, Long> made = new TreeMap<>();
        for (String stream : planned.keySet()) {
            azure.server().resetRequests();
            SyncReport report = SyncEngine.builder(new InMemoryTelemetryStore())
                    .source(source(scope()))
                    .clock(azure.time())
                    .build()
                    .run(new SyncRequest(HORIZON, Set.of(stream), Set.of(), false), SyncListener.none());
            assertThat(report.failures()).as(stream).isEmpty();
            // Inventory and names of tables are listed once for all streams; they are planned where they are at home.
            made.put(stream, requests(stream.equals("azure/resources"), stream.equals("azure/queries")));
        }

        assertThat(planned).containsKeys("azure/resources", "azure/requests", "azure/dependencies", "azure/exceptions");
        assertThat(planned.get("azure/metrics")).isEqualTo(2L * 4);
        assertThat(made).isEqualTo(planned);
    }

    @Test
    void tellsScopeResourcesAndWhatLiesAround() {
        SourcePlan plan = source(scope()).plan(HORIZON, EVERY);

        assertThat(plan.scope())
                .contains(
                        "subscriptions: " + AzureStub.SUBSCRIPTION,
                        "resource groups left out: *-sandbox",
                        "tags: tier=gold",
                        "environments: production, and what no rule gives an environment",
                        "workspaces of production: " + AzureStub.WORKSPACE + ", each asked by itself",
                        "60 resources of production: read",
                        "12 resources of staging: left out",
                        "3 resources without an environment by any rule: read",
                        "tag 'Envrionment' on 3 resources: did you mean 'environment'?",
                        "tag 'tier ' on 1 resources: did you mean 'tier'?",
                        "value 'prodution' of tag 'environment' on 2 resources: did you mean 'production'?")
                .noneMatch(line -> line.contains("owner"))
                .noneMatch(line -> line.contains("'staging' of tag"));
        assertThat(plan.entities()).hasSize(60).extracting(Entity::environment).containsOnly("production");
        assertThat(plan.planningCalls()).isEqualTo(requests(true, true));
        assertThat(plan.callsPerHour()).isPositive();
    }

    @Test
    void saysThatStreamsOverLogsAreOffWithoutAWorkspaceInScope() {
        AzureScope staging = scope().toBuilder()
                .workspaces(List.of(new LogWorkspace("staging", AzureStub.WORKSPACE)))
                .build();

        SourcePlan plan = source(staging).plan(HORIZON, EVERY);

        assertThat(plan.scope())
                .contains("workspaces of staging, not read because 'environments' does not name it: "
                        + AzureStub.WORKSPACE)
                .anyMatch(line -> line.startsWith("streams over logs are off"));
        assertThat(plan.streams()).extracting(StreamPlan::stream).doesNotContain("azure/requests");
    }

    @Test
    void makesThePlanEvenIfTheSurveyIsRefused() {
        azure.server()
                .stubFor(post(urlEqualTo(GRAPH))
                        .withRequestBody(containing("mv-expand tags"))
                        .willReturn(okJson("{\"error\":{\"code\":\"BadRequest\",\"message\":\"no bags here\"}}")
                                .withStatus(400)));

        assertThat(source(scope()).plan(HORIZON, EVERY).scope())
                .contains("tags that nearly fit were not looked for: no bags here");
    }

    private long requests(boolean withGraph, boolean withTables) {
        return azure.server().getAllServeEvents().stream()
                .map(event -> (Request) event.getRequest())
                .filter(request -> withGraph || !request.getUrl().contains("ResourceGraph"))
                // Which metrics a type has is asked once a day; the plan of the metrics says so beside its calls.
                .filter(request -> withGraph || !request.getUrl().contains("metricDefinitions"))
                .filter(request -> withTables || !request.getBodyAsString().contains("\"Usage"))
                .count();
    }

    private AzureSource source(AzureScope scope) {
        return new AzureSource(azure.client(), scope, CostOptions.standard(), azure.time(), null);
    }

    private static AzureScope scope() {
        return AzureScope.builder(SubscriptionSelection.of(List.of(AzureStub.SUBSCRIPTION)))
                .exclude(List.of(new Glob("*-sandbox")))
                .tags(new TagExpression.All(List.of(new TagExpression.Is("tier", List.of("gold")))))
                .environments(new EnvironmentRules(
                        "environment",
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        EnvironmentRules.DEFAULT_ALIASES,
                        new TreeSet<>(Set.of("production"))))
                .workspaces(List.of(
                        new LogWorkspace("production", AzureStub.WORKSPACE),
                        new LogWorkspace("staging", "11111111-0000-4000-8000-0000000000bb")))
                .build();
    }

    private static String inventory() {
        return page(IntStream.range(0, 60)
                .mapToObj(i -> """
                    {"id":"/subscriptions/%1$s/resourceGroups/rg/providers/Microsoft.Web/serverfarms/plan%2$d",
                     "name":"plan%2$d","type":"microsoft.web/serverfarms","location":"westeurope","resourceGroup":"rg",
                     "subscriptionId":"%1$s","tags":{"Tier":"Gold ","Environment":"prod"}}\
                    """.formatted(AzureStub.SUBSCRIPTION, i))
                .collect(Collectors.joining(",")));
    }

    private static String page(String rows) {
        return "{\"totalRecords\":1,\"count\":1,\"resultTruncated\":\"false\",\"facets\":[],\"data\":[" + rows + "]}";
    }
}
