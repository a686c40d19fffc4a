package io.throughline.sonarcloud.system;

import io.throughline.core.http.RestResponse;
import io.throughline.core.http.Timestamps;
import io.throughline.sonarcloud.internal.SonarCalls;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The server as a whole. */
public final class SystemClient {

    private static final String EXPIRY_HEADER = "SonarQube-Authentication-Token-Expiration";

    private final SonarCalls calls;

    /** Creates the group; the façade does. */
    public SystemClient(SonarCalls calls) {
        this.calls = calls;
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

    private static @Nullable Instant instant(String text) {
        try {
            return Timestamps.parse(text.strip());
        } catch (DateTimeException e) {
            return null; // a courtesy of some servers, in no documented form
        }
    }

    private record Validation(@Nullable Boolean valid) {}
}
