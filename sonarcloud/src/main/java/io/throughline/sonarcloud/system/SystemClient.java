package io.throughline.sonarcloud.system;

import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.RestResponse;
import io.throughline.core.http.Timestamps;
import io.throughline.sonarcloud.edition.UnsupportedByEditionException;
import io.throughline.sonarcloud.internal.SonarCalls;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The server as a whole. */
public final class SystemClient {

    private static final String EXPIRY_HEADER = "SonarQube-Authentication-Token-Expiration";

    private static final String MARK_OF_MQR = "software_quality_reliability_rating";

    private final SonarCalls calls;
    private volatile @Nullable SonarMode mode;

    /** Creates the group; the façade does. */
    public SystemClient(SonarCalls calls, @Nullable SonarMode mode) {
        this.calls = calls;
        this.mode = mode;
    }

    /** Returns whether the token is accepted. The server answers this call with success either way. */
    public SonarTokenStatus validateToken() {
        RestResponse<Validation> response =
                calls.get("validate the token", "authentication/validate").fetch(Validation.class);
        return new SonarTokenStatus(
                Boolean.TRUE.equals(response.body().valid()),
                response.headers()
                        .first(EXPIRY_HEADER)
                        .map(SystemClient::instant)
                        .orElse(null));
    }

    /**
     * Returns version and state of a server; needs no token.
     *
     * @throws UnsupportedByEditionException on Cloud, which tells neither
     */
    public SonarStatus getStatus() {
        requireServer("get status", "Cloud has no version; validateToken() tells whether it answers");
        return calls.get("get status", "system/status").fetch(SonarStatus.class).body();
    }

    /**
     * Returns how well a server is: {@code GREEN}, {@code YELLOW} or {@code RED}; needs an administrator's token.
     *
     * @throws UnsupportedByEditionException on Cloud
     */
    public String getHealth() {
        requireServer("get health", "see the status page of SonarQube Cloud");
        String health = calls.get("get health", "system/health")
                .fetch(Health.class)
                .body()
                .health();
        return health == null ? "UNKNOWN" : health;
    }

    /** Returns whom the token belongs to, and what that user may do everywhere. */
    public SonarUser getUser() {
        return calls.get("get the token's user", "users/current")
                .fetch(SonarUser.class)
                .body();
    }

    /** Returns how the instance rates code; asked once, unless the client was told. */
    public SonarMode getMode() {
        SonarMode known = mode;
        if (known == null) {
            // Two threads that ask at the same time get the same answer.
            known = calls.isCloud() ? modeOfCloud() : modeOfServer();
            mode = known;
        }
        return known;
    }

    private SonarMode modeOfServer() {
        try {
            String told = calls.getV2("get mode", "clean-code-policy/mode")
                    .fetch(Mode.class)
                    .body()
                    .mode();
            return "STANDARD_EXPERIENCE".equals(told) ? SonarMode.STANDARD_EXPERIENCE : SonarMode.MQR;
        } catch (NotFoundException e) {
            // Servers before 10.8 know one way only.
            return SonarMode.STANDARD_EXPERIENCE;
        }
    }

    /** Cloud does not tell; who has the other way's metrics rates by it. */
    private SonarMode modeOfCloud() {
        Metrics metrics = calls.get("get mode", "metrics/search")
                .query("ps", SonarCalls.PAGE_SIZE)
                .fetch(Metrics.class)
                .body();
        boolean known =
                SonarCalls.present(metrics.metrics()).stream().anyMatch(metric -> MARK_OF_MQR.equals(metric.key()));
        return known ? SonarMode.MQR : SonarMode.STANDARD_EXPERIENCE;
    }

    private void requireServer(String operation, String alternative) {
        if (calls.isCloud()) {
            throw new UnsupportedByEditionException(operation, calls.edition(), alternative);
        }
    }

    private static @Nullable Instant instant(String text) {
        try {
            return Timestamps.parse(text.strip());
        } catch (DateTimeException e) {
            return null; // a courtesy of some servers, in no documented form
        }
    }

    private record Health(@Nullable String health) {}

    private record Mode(@Nullable String mode) {}

    private record Metric(@Nullable String key) {}

    private record Metrics(@Nullable List<Metric> metrics) {}

    private record Validation(@Nullable Boolean valid) {}
}
