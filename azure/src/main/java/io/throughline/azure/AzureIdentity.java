package io.throughline.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Who a credential is, as its token says.
 *
 * @param objectId id of the principal that roles are granted to, or null if the token does not tell
 * @param applicationId id of the application or managed identity, or null
 * @param tenantId its tenant, or null
 * @param validUntil until when the token holds, UTC
 */
public record AzureIdentity(
        @Nullable String objectId,
        @Nullable String applicationId,
        @Nullable String tenantId,
        Instant validUntil) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads the claims of a token; a token that is none of Entra's tells nothing. The token is not kept. */
    static AzureIdentity of(String token, Instant validUntil) {
        String[] parts = token.split("\\.", -1);
        if (parts.length == 3) {
            try {
                JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
                if (claims != null && claims.isObject()) {
                    return new AzureIdentity(
                            text(claims, "oid"), text(claims, "appid"), text(claims, "tid"), validUntil);
                }
            } catch (IOException | IllegalArgumentException e) {
                return new AzureIdentity(null, null, null, validUntil);
            }
        }
        return new AzureIdentity(null, null, null, validUntil);
    }

    private static @Nullable String text(JsonNode claims, String name) {
        String text = claims.path(name).asText("");
        return text.matches("[A-Za-z0-9-]{1,64}") ? text : null;
    }
}
