package io.throughline.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.examples.tenant.Tenant;
import io.throughline.examples.tenant.TenantConfig;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The map of the recorded shop, before and in its incident. */
class MapTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void showsWhoCallsWhomAndWhatTheIncidentChanged() {
        try (Tenant tenant = Tenant.start(TenantConfig.builder("database", NOW).build())) {
            Path config = tenant.configuration(folder);
            Instant end = tenant.replayedEnd();
            Cli sync = Cli.run("sync", "--config", config, "--only", "azure,sentry", "--since", "8h", "--until", end);
            assertThat(sync.exit()).as(sync.out() + sync.err()).isZero();

            Cli map = Cli.run(
                    "map",
                    "--config",
                    config,
                    "--from",
                    "2026-11-22T13:00:00Z",
                    "--to",
                    "2026-11-22T14:00:00Z",
                    "--before",
                    "3h");
            Cli json = Cli.run(
                    "map",
                    "--config",
                    config,
                    "--from",
                    "2026-11-22T13:00:00Z",
                    "--to",
                    "2026-11-22T14:00:00Z",
                    "--format",
                    "json");

            Cli errors = Cli.run(
                    "errors", "--config", config, "--from", "2026-11-22T13:00:00Z", "--to", "2026-11-22T14:00:00Z");

            assertThat(errors.exit()).as(errors.err()).isZero();
            assertThat(errors.out())
                    .containsPattern("orders-api +SQLTransientConnectionException +387 +ORDERS-API-3")
                    .contains("orders-api: 394 errors (telemetry 394, tracker 394)");
            assertThat(map.exit()).as(map.err()).isZero();
            assertThat(map.out())
                    .contains("storefront-api -> orders-api", "orders-api -> inventory-api")
                    .containsPattern("orders-api -> psql-shop-prod +postgresql")
                    .containsPattern("changed: orders-api -> psql-shop-prod: .* take longer than 95 % did before");
            assertThat(json.out()).startsWith("{\"interval\":{\"from\":\"2026-11-22T13:00:00Z\"");
        }
    }
}
