package io.throughline.examples.tenant.azure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.tenant.wire.Json;
import io.throughline.examples.tenant.wire.QueryString;
import io.throughline.examples.tenant.wire.WireRequest;
import io.throughline.examples.tenant.wire.WireResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Entra's token endpoint, and the check of what it gave out. A token is good for one audience: one for Resource Manager is
 * refused by Log Analytics, as in Azure.
 */
final class Tokens {

    /** Who a token is for. */
    enum Audience {
        RESOURCE_MANAGER("https://management.azure.com", "https://management.core.windows.net"),
        LOGS("https://api.loganalytics.io", "https://api.loganalytics.azure.com"),
        METRICS("https://metrics.monitor.azure.com");

        @SuppressWarnings("ImmutableEnumChecker") // a set that cannot be changed
        private final Set<String> names;

        Audience(String... names) {
            this.names = Set.of(names);
        }
    }

    private static final int LIFE_SECONDS = 3599;

    private final AzureAccess access;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, String> audiences = new ConcurrentHashMap<>();

    Tokens(AzureAccess access) {
        this.access = access;
    }

    /** {@code POST /{tenant}/oauth2/v2.0/token}. */
    WireResponse issue(WireRequest request) {
        Map<String, List<String>> form = QueryString.parse(request.body());
        if (!request.segment("tenant").equals(access.tenantId())) {
            return refused(400, "invalid_request", 90002, "Tenant '" + request.segment("tenant") + "' not found.");
        }
        if (!first(form, "grant_type").equals("client_credentials")) {
            return refused(400, "unsupported_grant_type", 70003, "The app requested an unsupported grant type.");
        }
        if (!first(form, "client_id").equals(access.clientId())) {
            return refused(
                    400,
                    "unauthorized_client",
                    700016,
                    "Application with identifier '" + first(form, "client_id") + "' was not found in the directory.");
        }
        if (!same(first(form, "client_secret"), access.clientSecret())) {
            return refused(
                    401,
                    "invalid_client",
                    7000215,
                    "Invalid client secret provided. Ensure the secret being sent in the request is the client secret"
                            + " value, not the client secret ID.");
        }
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String token = "eyJ0." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        audiences.put(token, audience(first(form, "scope")));
        ObjectNode body = Json.object()
                .put("token_type", "Bearer")
                .put("expires_in", LIFE_SECONDS)
                .put("ext_expires_in", LIFE_SECONDS)
                .put("access_token", token);
        return WireResponse.json(200, body).with("Cache-Control", "no-store, no-cache");
    }

    /** {@code openid https://host/.default …}, in whatever order, is for {@code https://host}. */
    private static String audience(String scope) {
        return Arrays.stream(scope.strip().split("\\s+"))
                .filter(part -> part.endsWith("/.default"))
                .map(part -> part.replaceAll("/+\\.default$", ""))
                .findFirst()
                .orElse("");
    }

    /** Passes a request with a token for an audience; else refuses it as that service does. */
    void check(WireRequest request, Audience audience) {
        String header = request.header("Authorization").orElse("");
        if (!header.startsWith("Bearer ")) {
            throw AzureErrors.refusal(
                    401, "AuthenticationFailed", "Authentication failed. The 'Authorization' header is missing.");
        }
        String of = audiences.get(header.substring("Bearer ".length()).strip());
        if (of == null) {
            int status = audience == Audience.LOGS ? 403 : 401;
            throw AzureErrors.refusal(status, "InvalidAuthenticationToken", "The access token is invalid.");
        }
        if (!audience.names.contains(of)) {
            int status = audience == Audience.LOGS ? 403 : 401;
            throw AzureErrors.refusal(
                    status,
                    "InvalidAuthenticationTokenAudience",
                    "The access token has been obtained for wrong audience or resource '" + of
                            + "'. It should exactly match with one of the allowed audiences "
                            + audience.names.stream()
                                    .sorted()
                                    .map(name -> "'" + name + "/'")
                                    .toList()
                            + ".");
        }
    }

    /** {@code GET /{tenant}/v2.0/.well-known/openid-configuration}. */
    WireResponse discovery(String self, String tenant) {
        ObjectNode body = Json.object()
                .put("token_endpoint", self + "/" + tenant + "/oauth2/v2.0/token")
                .put("authorization_endpoint", self + "/" + tenant + "/oauth2/v2.0/authorize")
                .put("device_authorization_endpoint", self + "/" + tenant + "/oauth2/v2.0/devicecode")
                .put("jwks_uri", self + "/" + tenant + "/discovery/v2.0/keys")
                .put("issuer", self + "/" + tenant + "/v2.0");
        body.putArray("token_endpoint_auth_methods_supported")
                .add("client_secret_post")
                .add("client_secret_basic");
        return WireResponse.json(200, body);
    }

    /** {@code GET /common/discovery/instance}. */
    WireResponse instances(String self) {
        String host = self.substring("https://".length());
        ObjectNode body = Json.object()
                .put(
                        "tenant_discovery_endpoint",
                        self + "/" + access.tenantId() + "/v2.0/.well-known/openid-configuration")
                .put("api-version", "1.1");
        ObjectNode metadata = body.putArray("metadata").addObject();
        metadata.put("preferred_network", host)
                .put("preferred_cache", host)
                .putArray("aliases")
                .add(host);
        return WireResponse.json(200, body);
    }

    private static WireResponse refused(int status, String error, int code, String message) {
        String trace = UUID.randomUUID().toString();
        ObjectNode body = Json.object()
                .put("error", error)
                .put("error_description", "AADSTS" + code + ": " + message + " Trace ID: " + trace);
        body.putArray("error_codes").add(code);
        body.put("trace_id", trace).put("correlation_id", trace);
        return WireResponse.json(status, body).with("x-ms-request-id", trace);
    }

    private static String first(Map<String, List<String>> form, String name) {
        return form.getOrDefault(name, List.of("")).get(0);
    }

    private static boolean same(String given, String known) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), known.getBytes(StandardCharsets.UTF_8));
    }
}
