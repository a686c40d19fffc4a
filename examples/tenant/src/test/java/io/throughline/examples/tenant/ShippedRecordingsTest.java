package io.throughline.examples.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The recordings that come with the tenant are served as a whole: what their manifests count is what queries count. */
class ShippedRecordingsTest {

    private static final Map<String, String> TABLES = Map.of(
            "requests", "AppRequests",
            "dependencies", "AppDependencies",
            "exceptions", "AppExceptions",
            "query_stats", "PGSQLQueryStoreRuntime");

    @ParameterizedTest
    @ValueSource(strings = {"database", "cpu", "cut-network", "table-lock", "quiet"})
    void servesEveryRow(String recording, @TempDir Path folder) throws IOException {
        assumeTrue(
                TenantConfig.class.getResource("recordings/" + recording + "/recording.json") != null, "not recorded");
        JsonNode normal = manifest("normal");
        JsonNode stretch = manifest(recording);
        Instant end = Instant.parse(stretch.path("end").asText());
        Clock later = Clock.fixed(end.plus(Duration.ofDays(1)), ZoneOffset.UTC);
        TenantConfig config = TenantConfig.builder(recording, end)
                .clock(later)
                .throttled(false)
                .build();
        try (Tenant tenant = Tenant.start(config)) {
            Wire logs = authorized(tenant, tenant.configuration(folder), "https://api.loganalytics.io");
            for (Map.Entry<String, String> table : TABLES.entrySet()) {
                JsonNode answer = logs.post(
                                "/v1/workspaces/" + stretch.path("workspaceId").asText() + "/query",
                                "{\"query\":\"" + table.getValue() + " | count\"}")
                        .json();

                assertThat(answer.at("/tables/0/rows/0/0").asLong())
                        .as(table.getValue())
                        .isEqualTo(normal.path("rows").path(table.getKey()).asLong()
                                + stretch.path("rows").path(table.getKey()).asLong());
            }
        }
    }

    private static JsonNode manifest(String recording) throws IOException {
        try (InputStream in = TenantConfig.class.getResourceAsStream("recordings/" + recording + "/recording.json")) {
            return new ObjectMapper().readTree(in);
        }
    }

    private static Wire authorized(Tenant tenant, Path yaml, String audience) throws IOException {
        Wire wire = Wire.to(tenant, Vendor.AZURE);
        String form = "grant_type=client_credentials&client_id=" + Wire.configured(yaml, "clientId") + "&client_secret="
                + Wire.configured(yaml, "clientSecret") + "&scope=" + audience + "/.default";
        String token = wire.post("/" + Wire.configured(yaml, "tenantId") + "/oauth2/v2.0/token", form)
                .json()
                .path("access_token")
                .asText();
        return wire.with("Authorization", "Bearer " + token);
    }
}
