package io.throughline.examples.tenant;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.function.UnaryOperator;

/** A tenant over the tiny recording, and its credentials. The recording is served on 2026-03-12: ten days later. */
public final class RunningTenant implements AutoCloseable {

    /** When the recording ends, as served. */
    public static final Instant END = Instant.parse("2026-03-12T12:30:00Z");

    private final Tenant tenant;
    private final Path yaml;

    private RunningTenant(Tenant tenant, Path yaml) {
        this.tenant = tenant;
        this.yaml = yaml;
    }

    /** Starts it at the end of the recording, without throttling. */
    public static RunningTenant start(Path folder) throws IOException, SQLException {
        return start(folder, config -> config.throttled(false));
    }

    /** Starts it as changed. */
    public static RunningTenant start(Path folder, UnaryOperator<TenantConfig.Builder> change)
            throws IOException, SQLException {
        Path recordings = TinyRecording.write(folder.resolve("recordings"));
        TenantConfig.Builder config = TenantConfig.builder("database", Instant.parse("2026-03-13T01:00:00Z"))
                .recordings(recordings);
        Tenant tenant = Tenant.start(change.apply(config).build());
        return new RunningTenant(tenant, tenant.configuration(folder.resolve("configuration")));
    }

    /** Starts it with another time of day in the tenant. */
    public static RunningTenant startAt(Path folder, Clock clock) throws IOException, SQLException {
        return start(folder, config -> config.throttled(false).clock(clock));
    }

    public Tenant tenant() {
        return tenant;
    }

    public String configured(String key) {
        try {
            return Wire.configured(yaml, key);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns a client with a token for one of Azure's audiences. */
    public Wire azure(String audience) {
        Wire wire = Wire.to(tenant, Vendor.AZURE);
        String form = "grant_type=client_credentials&client_id=" + configured("clientId") + "&client_secret="
                + configured("clientSecret") + "&scope=" + audience + "/.default%20openid";
        String token = wire.post("/" + configured("tenantId") + "/oauth2/v2.0/token", form)
                .json()
                .path("access_token")
                .asText();
        return wire.with("Authorization", "Bearer " + token);
    }

    public Wire sentry() {
        return Wire.to(tenant, Vendor.SENTRY).with("Authorization", "Bearer " + secret("sentry-token"));
    }

    public Wire sonarcloud() {
        return Wire.to(tenant, Vendor.SONARCLOUD).with("Authorization", "Bearer " + secret("sonarcloud-token"));
    }

    public Wire jira() {
        String pair = configured("email") + ":" + secret("jira-token");
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return Wire.to(tenant, Vendor.JIRA).with("Authorization", "Basic " + basic);
    }

    private String secret(String file) {
        try {
            return java.nio.file.Files.readString(yaml.resolveSibling(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        tenant.close();
    }
}
