package io.throughline.examples.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantTest {

    private Path recordings;

    @BeforeAll
    void record(@TempDir Path folder) throws IOException, SQLException {
        recordings = TinyRecording.write(folder);
    }

    /** The recording ends on 2026-03-02 at 12:30. */
    @ParameterizedTest(name = "at {0} it ended at {1}")
    @CsvSource({
        "2026-11-22T18:00:00Z, 2026-11-22T12:30:00Z",
        "2026-11-22T12:30:00Z, 2026-11-22T12:30:00Z",
        "2026-11-22T12:29:59Z, 2026-11-21T12:30:00Z",
        "2026-03-02T12:30:00Z, 2026-03-02T12:30:00Z",
        "2025-01-01T00:00:00Z, 2024-12-31T12:30:00Z",
    })
    void replaysUpToTheLatestDayThatIsPast(Instant at, Instant end) {
        try (Tenant tenant = start(TenantConfig.builder("database", at))) {
            assertThat(tenant.replayedEnd()).isEqualTo(end);
            assertThat(tenant.replayedStart()).isEqualTo(end.minus(Duration.ofMinutes(30)));
            assertThat(tenant.shift().toSeconds() % 86_400).isZero();
        }
    }

    @Test
    void isTrustedOnlyByThoseWhoTrustItsCertificate() {
        try (Tenant tenant = start(TenantConfig.builder("database", Instant.parse("2026-11-22T18:00:00Z")))) {
            URI uri = tenant.endpoint(Vendor.SONARCLOUD).resolve("/api/authentication/validate");

            assertThat(Wire.to(tenant, Vendor.SONARCLOUD)
                            .get("/api/authentication/validate")
                            .status())
                    .isEqualTo(200);
            assertThatThrownBy(() -> HttpClient.newHttpClient()
                            .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void isReachedByNameAndByAddress() {
        try (Tenant tenant = start(TenantConfig.builder("database", Instant.parse("2026-11-22T18:00:00Z")))) {
            int port = tenant.endpoint(Vendor.SONARCLOUD).getPort();

            assertThat(Wire.to(tenant, Vendor.SONARCLOUD)
                            .get("https://127.0.0.1:" + port + "/api/authentication/validate")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void makesNewCertificatesAndSecretsEachTime(@TempDir Path one, @TempDir Path two) throws IOException {
        TenantConfig.Builder config = TenantConfig.builder("database", Instant.parse("2026-11-22T18:00:00Z"));
        try (Tenant first = start(config);
                Tenant second = start(config)) {
            Path firstYaml = first.configuration(one);
            Path secondYaml = second.configuration(two);

            assertThat(first.certificate()).content().isNotEqualTo(Files.readString(second.certificate()));
            assertThat(Wire.configured(firstYaml, "clientSecret"))
                    .hasSizeGreaterThan(20)
                    .isNotEqualTo(Wire.configured(secondYaml, "clientSecret"));
            assertThat(first.certificate()).content().doesNotContain("PRIVATE KEY");
        }
    }

    @Test
    void refusesConnectionsOfAFailingVendorOnly() {
        TenantConfig.Builder config = TenantConfig.builder("database", Instant.parse("2026-11-22T18:00:00Z"))
                .failing(Set.of(Vendor.SENTRY));
        try (Tenant tenant = start(config)) {
            assertThatThrownBy(() -> Wire.to(tenant, Vendor.SENTRY).get("/api/0/organizations/x/"))
                    .hasMessageContaining("ConnectException");
            assertThat(Wire.to(tenant, Vendor.JIRA)
                            .get("/rest/api/3/serverInfo")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void writesAConfigurationWithoutAnySecretInIt(@TempDir Path folder) throws IOException {
        try (Tenant tenant = start(TenantConfig.builder("database", Instant.parse("2026-11-22T18:00:00Z")))) {
            Path yaml = tenant.configuration(folder.resolve("new"));

            String text = Files.readString(yaml);
            assertThat(text)
                    .contains("trust: [\"" + tenant.certificate() + "\"]")
                    .contains("resources: [\"app-orders-prod\", \"asp-orders-prod\"]")
                    .contains("site: \"https://shop-example.atlassian.net\"")
                    .contains("product: \"shop\"");
            for (String key : new String[] {"clientSecret", "token"}) {
                assertThat(text).doesNotContain(Wire.configured(yaml, key));
            }
            assertThat(Files.getPosixFilePermissions(folder.resolve("new/sentry-token")))
                    .hasSize(2);
        }
    }

    @Test
    void leavesNothingBehind() {
        Tenant tenant = start(TenantConfig.builder("database", Instant.parse("2026-11-22T18:00:00Z")));

        tenant.close();

        assertThat(tenant.certificate().getParent()).doesNotExist();
        assertThatThrownBy(() -> HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(tenant.endpoint(Vendor.AZURE))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void namesARecordingThatIsNotThere() {
        assertThatThrownBy(() -> start(TenantConfig.builder("flood", Instant.parse("2026-11-22T18:00:00Z"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'flood'");
    }

    private Tenant start(TenantConfig.Builder config) {
        return Tenant.start(config.recordings(recordings).build());
    }
}
