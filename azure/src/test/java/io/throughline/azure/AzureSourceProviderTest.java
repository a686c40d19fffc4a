package io.throughline.azure;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.config.ConfigProblem;
import io.throughline.core.config.ConfigSection;
import io.throughline.core.config.SourceProvider;
import io.throughline.core.config.SourceProvider.ConfiguredSource;
import io.throughline.core.config.SourceProvider.SourceConfig;
import io.throughline.core.source.CheckResult;
import io.throughline.core.source.CheckResult.Outcome;
import io.throughline.core.source.Pseudonyms;
import io.throughline.core.source.SourceRuntime;
import io.throughline.core.source.TelemetrySource;
import io.throughline.core.source.TelemetryStream;
import io.throughline.core.source.Tier;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityMapping;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AzureSourceProviderTest {

    private static final String TENANT = "72f988bf-0000-4000-8000-0000000000cc";
    private static final String SECRET = "s3cr3t-that-must-not-be-seen";

    private final List<ConfigProblem> problems = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void isFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(SourceProvider.class))
                .anySatisfy(provider -> assertThat(provider.id()).isEqualTo("azure"));
    }

    @Test
    void mapsRolesResourcesAndTagsToServicesAndProducts() {
        EntityId product = EntityId.product("checkout");
        EntityId service = EntityId.service("checkout", "api");
        ConfigSection ofProduct =
                ConfigSection.of("products.checkout.azure", Map.of("tags", Map.of("Product", "checkout")), problems);
        ConfigSection ofService = ConfigSection.of(
                "products.checkout.services.api.azure",
                Map.of("roles", List.of("api"), "resources", List.of("app-api", "/subscriptions/S/resourceGroups/R/x")),
                problems);

        ConfiguredSource configured = new AzureSourceProvider()
                .configure(new SourceConfig(
                        section(Map.of("subscriptions", List.of(AzureStub.SUBSCRIPTION))),
                        Map.of(product, ofProduct, service, ofService)));

        assertThat(problems).isEmpty();
        assertThat(configured.mappings())
                .containsExactlyInAnyOrder(
                        EntityMapping.of(product, new EntityMapping.ByAttribute("azure", "tag.product", "checkout")),
                        EntityMapping.of(service, new EntityMapping.ByName("azure", "role", "api")),
                        EntityMapping.of(service, new EntityMapping.ByName("azure", "resource", "app-api")),
                        EntityMapping.of(
                                service,
                                new EntityMapping.ById(
                                        new EntityId("azure", "resource", "/subscriptions/s/resourcegroups/r/x"))));
    }

    @Test
    void tellsEveryProblemAtOnceWithItsPlaceAndRemedy() {
        Map<String, Object> values = new HashMap<>();
        values.put("cloud", "pubic");
        values.put("credential", "client-secret");
        values.put("clientSecret", SECRET);
        values.put("subscriptions", List.of("prod"));
        values.put("resourceGroups", Map.of("include", List.of("rg prod")));
        values.put("workspaces", Map.of("production", Map.of("id", "my-workspace")));
        values.put("endpoints", Map.of("logs", "http://localhost:1", "metrics", "nowhere"));
        values.put("workspace", "x");

        new AzureSourceProvider().configure(new SourceConfig(section(values), Map.of()));

        assertThat(problems)
                .extracting(ConfigProblem::path)
                .containsExactlyInAnyOrder(
                        "azure.cloud",
                        "azure.tenantId",
                        "azure.clientId",
                        "azure.clientSecret",
                        "azure.subscriptions",
                        "azure.resourceGroups.include",
                        "azure.workspaces.production.id",
                        "azure.endpoints.logs",
                        "azure.endpoints.metrics",
                        "azure.workspace");
        assertThat(problems.toString())
                .contains("because tokens are sent to it")
                .doesNotContain(SECRET);
    }

    @Test
    void offersTheStreamsOverLogsOnlyWithAWorkspace() throws IOException {
        try (AzureStub azure = AzureStub.start()) {
            assertThat(open(azure, Map.of()).streams())
                    .extracting(TelemetryStream::name)
                    .contains("azure/resources", "azure/metrics", "azure/alerts")
                    .doesNotContain("azure/requests", "azure/queries");
            assertThat(open(azure, workspace()).streams())
                    .extracting(TelemetryStream::name)
                    .startsWith("azure/resources")
                    .contains("azure/requests", "azure/dependencies", "azure/exceptions", "azure/queries")
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void thePageOfThisModuleNamesEveryStream() throws IOException {
        String page = Files.readString(Path.of("README.md"));
        try (AzureStub azure = AzureStub.start()) {
            assertThat(open(azure, workspace()).streams())
                    .extracting(TelemetryStream::name)
                    .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
        }
    }

    @Test
    void theTierOfEveryStreamIsTheOneThatThePageOfThisModuleTells() throws IOException {
        Map<String, Tier> told = new TreeMap<>();
        Files.readString(Path.of("README.md"))
                .lines()
                .filter(line -> line.startsWith("| `azure/"))
                .map(line -> line.split("\\|", 4))
                .filter(row -> row[2].strip().matches("alerts|telemetry|work|hourly|daily"))
                .forEach(row -> Arrays.stream(row[1].split(",", -1))
                        .forEach(name -> told.put(
                                name.strip().replace("`", ""),
                                Tier.valueOf(row[2].strip().toUpperCase(Locale.ROOT)))));
        try (AzureStub azure = AzureStub.start()) {
            assertThat(open(azure, workspace()).streams().stream()
                            .collect(Collectors.toMap(TelemetryStream::name, TelemetryStream::tier)))
                    .isEqualTo(told);
        }
    }

    @Nested
    class Check {

        private final AzureStub azure = AzureStub.start();

        @AfterEach
        void stop() {
            azure.close();
        }

        @Test
        void tellsCapabilityByCapabilityWhatWorksAndWhatToDo() throws IOException {
            azure.server()
                    .stubFor(post(urlEqualTo("/" + TENANT + "/oauth2/v2.0/token"))
                            .willReturn(okJson("{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\""
                                    + FakeEntra.TOKEN + "\"}")));
            azure.server()
                    .stubFor(get(urlPathEqualTo("/subscriptions/" + AzureStub.SUBSCRIPTION))
                            .willReturn(okJson("{\"displayName\":\"Shop\",\"state\":\"Enabled\"}")));
            azure.server()
                    .stubFor(post(urlPathEqualTo("/providers/Microsoft.ResourceGraph/resources"))
                            .willReturn(okJson(inventory())));
            azure.server().stubFor(post(urlPathMatching("/v1/workspaces/.*")).willReturn(okJson("""
                {"tables":[{"name":"PrimaryResult","columns":[{"name":"Stored","type":"long"},{"name":"Latest","type":"datetime"}],
                 "rows":[[5,"2026-11-22T11:59:00Z"]]}]}\
                """)));
            azure.server()
                    .stubFor(post(urlPathMatching("/v1/workspaces/.*"))
                            .withRequestBody(containing("AppExceptions"))
                            .willReturn(okJson("""
                                {"tables":[{"name":"PrimaryResult","columns":[{"name":"Stored","type":"long"},{"name":"Latest","type":"datetime"}],
                                 "rows":[[0,null]]}]}\
                                """)));
            azure.server()
                    .stubFor(post(urlPathMatching("/v1/workspaces/.*"))
                            .withRequestBody(containing("PGSQLQueryStoreRuntime"))
                            .willReturn(aResponse().withStatus(400).withBody("""
                                {"error":{"message":"The request had some invalid properties","code":"BadArgumentError","innererror":{"code":"SemanticError",
                                 "message":"A semantic error occurred.","innererror":{"code":"SEM0100",
                                 "message":"'where' operator: Failed to resolve table or column expression named 'PGSQLQueryStoreRuntime'"}}}}\
                                """)));
            azure.server()
                    .stubFor(post(urlPathMatching("/subscriptions/.*/metrics:getBatch"))
                            .willReturn(aResponse()
                                    .withStatus(403)
                                    .withBody("{\"error\":{\"code\":\"AuthorizationFailed\",\"message\":\"no\"}}")));
            azure.server()
                    .stubFor(get(urlPathMatching("/subscriptions/.*/alerts")).willReturn(okJson("{\"value\":[]}")));
            azure.server()
                    .stubFor(get(urlPathMatching("/subscriptions/.*/(availabilityStatuses|values|recommendations)"))
                            .willReturn(okJson("{\"value\":[]}")));
            azure.server()
                    .stubFor(get(urlPathMatching("/subscriptions/.*/events"))
                            .willReturn(aResponse()
                                    .withStatus(409)
                                    .withBody(
                                            "{\"error\":{\"code\":\"MissingSubscriptionRegistration\",\"message\":\"The"
                                                    + " subscription is not registered to use namespace"
                                                    + " 'Microsoft.ResourceHealth'\"}}")));

            azure.server()
                    .stubFor(post(urlPathMatching("/subscriptions/.*/providers/Microsoft.CostManagement/query"))
                            .willReturn(aResponse()
                                    .withStatus(401)
                                    .withBody("{\"error\":{\"code\":\"RBACAccessDenied\",\"message\":\"no\"}}")));

            List<CheckResult> results = open(azure, workspace()).check();

            assertThat(results)
                    .extracting(result -> result.capability() + ": " + result.outcome())
                    .containsSubsequence(
                            "authenticate: WORKS",
                            "subscription " + AzureStub.SUBSCRIPTION + ": WORKS",
                            "inventory: WORKS",
                            "workspace production, table AppRequests: WORKS",
                            "workspace production, table AppDependencies: WORKS",
                            "workspace production, table AppExceptions: WORKS_BUT_EMPTY",
                            "workspace production, table PGSQLQueryStoreRuntime: NOT_FOUND",
                            "workspace production, table AppTraces: WORKS",
                            "workspace production, table AppPageViews: WORKS",
                            "workspace production, table AppBrowserTimings: WORKS",
                            "workspace production, table AppEvents: WORKS",
                            "workspace production, table AppMetrics: WORKS",
                            "workspace production, table AppPerformanceCounters: WORKS",
                            "workspace production, table AppAvailabilityResults: WORKS",
                            "metrics of subscription " + AzureStub.SUBSCRIPTION + " in westeurope: FORBIDDEN",
                            "alerts of subscription " + AzureStub.SUBSCRIPTION + ": WORKS_BUT_EMPTY",
                            "resource health of subscription " + AzureStub.SUBSCRIPTION + ": WORKS_BUT_EMPTY",
                            "service health of subscription " + AzureStub.SUBSCRIPTION + ": FAILED",
                            "activity log of subscription " + AzureStub.SUBSCRIPTION + ": WORKS_BUT_EMPTY",
                            "advisor of subscription " + AzureStub.SUBSCRIPTION + ": WORKS_BUT_EMPTY",
                            "cost of subscription " + AzureStub.SUBSCRIPTION + ": FORBIDDEN");
            assertThat(of(results, "cost of subscription " + AzureStub.SUBSCRIPTION)
                            .remedy())
                    .isEqualTo("grant the role Cost Management Reader on /subscriptions/" + AzureStub.SUBSCRIPTION);
            assertThat(of(results, "service health of subscription " + AzureStub.SUBSCRIPTION)
                            .remedy())
                    .contains("register the resource provider");
            CheckResult missing = of(results, "workspace production, table PGSQLQueryStoreRuntime");
            assertThat(missing.remedy()).contains("pg_qs.query_capture_mode");
            assertThat(missing.command()).as("no role makes a table").isNull();
            CheckResult forbidden = of(results, "metrics of subscription " + AzureStub.SUBSCRIPTION + " in westeurope");
            assertThat(forbidden.remedy()).contains("Monitoring Reader on /subscriptions/");
            assertThat(forbidden.command())
                    .isEqualTo(
                            "az role assignment create --assignee-object-id oid-1 --role \"Monitoring Reader\" --scope"
                                    + " /subscriptions/" + AzureStub.SUBSCRIPTION);
            CheckResult requests = of(results, "workspace production, table AppRequests");
            assertThat(requests.rows()).isEqualTo(5);
            assertThat(requests.latest()).isEqualTo("2026-11-22T11:59:00Z");
            assertThat(requests.latency()).isNotNull();
            azure.server()
                    .verify(postRequestedFor(urlEqualTo("/" + TENANT + "/oauth2/v2.0/token"))
                            .withRequestBody(containing("client_id=app-1"))
                            .withRequestBody(containing("scope=https%3A%2F%2Fmanagement.azure.com%2F.default")));
        }

        @Test
        void saysInOneLineThatTheSecretIsWrong() throws IOException {
            azure.server()
                    .stubFor(post(urlEqualTo("/" + TENANT + "/oauth2/v2.0/token"))
                            .willReturn(aResponse()
                                    .withStatus(401)
                                    .withHeader("Content-Type", "application/json")
                                    .withBody("{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215:"
                                            + " Invalid client secret provided. Trace ID: abc"
                                            + " Correlation ID:"
                                            + " def\",\"error_codes\":[7000215]}")));

            List<CheckResult> results = open(azure, workspace()).check();

            assertThat(results).singleElement().satisfies(result -> {
                assertThat(result.outcome()).isEqualTo(Outcome.UNAUTHENTICATED);
                assertThat(result.detail())
                        .contains("AADSTS7000215", "Invalid client secret provided")
                        .doesNotContain(SECRET, "\n", "Trace ID");
                assertThat(result.remedy()).contains("give the secret's value, not its id");
            });
        }

        @Test
        void saysThatNobodyAnswers() throws IOException {
            Map<String, Object> values = new HashMap<>(workspace());
            values.put("endpoints", Map.of("authority", "https://localhost:1"));

            List<CheckResult> results = open(azure, values).check();

            assertThat(results).singleElement().extracting(CheckResult::outcome).isEqualTo(Outcome.UNREACHABLE);
        }

        private String inventory() {
            return """
                {"totalRecords":1,"count":1,"resultTruncated":"false","facets":[],"data":[{"id":"/subscriptions/%1$s/resourceGroups/rg/providers/Microsoft.Web/serverfarms/plan",
                 "name":"plan","type":"microsoft.web/serverfarms","location":"westeurope","resourceGroup":"rg","subscriptionId":"%1$s","tags":null}]}\
                """.formatted(AzureStub.SUBSCRIPTION);
        }
    }

    private static CheckResult of(List<CheckResult> results, String capability) {
        return results.stream()
                .filter(result -> result.capability().equals(capability))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> workspace() {
        return Map.of("workspaces", Map.of("production", Map.of("id", AzureStub.WORKSPACE)));
    }

    private TelemetrySource open(AzureStub azure, Map<String, ?> more) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), SECRET);
        Map<String, Object> values = new HashMap<>();
        values.put("credential", "client-secret");
        values.put("tenantId", TENANT);
        values.put("clientId", "app-1");
        values.put("clientSecret", "${file:" + secret + "}");
        values.put("subscriptions", List.of(AzureStub.SUBSCRIPTION));
        String address = azure.address().toString();
        values.put(
                "endpoints",
                Map.of("authority", address, "resourceManager", address, "logs", address, "metrics", address));
        values.putAll(more);
        ConfiguredSource configured = new AzureSourceProvider().configure(new SourceConfig(section(values), Map.of()));
        assertThat(problems).isEmpty();
        return configured.open(new SourceRuntime(
                azure.time(),
                azure.httpClient(),
                Pseudonyms.keyed("0123456789abcdef".getBytes(StandardCharsets.UTF_8))));
    }

    private ConfigSection section(Map<String, ?> values) {
        return ConfigSection.of("azure", values, problems);
    }
}
