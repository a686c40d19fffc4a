package io.throughline.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.identity.AadCredentialBuilderBase;
import com.azure.identity.AzureCliCredentialBuilder;
import com.azure.identity.ClientAssertionCredentialBuilder;
import com.azure.identity.ClientCertificateCredentialBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.CredentialUnavailableException;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.core.ThroughlineException;
import io.throughline.core.config.ConfigSection;
import io.throughline.core.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who calls Azure, as configured.
 *
 * @param kind one of {@link #KINDS}
 * @param tenantId the tenant, or null where the kind finds it by itself
 * @param clientId the application or identity, or null likewise
 * @param resourceId ARM id of a managed identity, or null
 * @param objectId object id of a managed identity, or null
 * @param clientSecret reads the secret of kind client-secret anew each time
 * @param certificate path of the certificate of kind client-certificate
 * @param certificatePassword reads the password of a PFX certificate anew each time
 * @param sendCertificateChain whether the certificate's subject and issuer are trusted rather than the one certificate
 * @param tokenFile path of the token of kind workload-identity, or null for where the environment says
 * @param additionalTenants other tenants that tokens may be asked for; {@code *} for any
 */
record AzureCredentials(
        String kind,
        @Nullable String tenantId,
        @Nullable String clientId,
        @Nullable String resourceId,
        @Nullable String objectId,
        @Nullable Supplier<Secret> clientSecret,
        @Nullable String certificate,
        @Nullable Supplier<Secret> certificatePassword,
        boolean sendCertificateChain,
        @Nullable String tokenFile,
        List<String> additionalTenants) {

    static final List<String> KINDS =
            List.of("default", "client-secret", "client-certificate", "managed-identity", "workload-identity", "cli");

    private static final int RETRIES = 2;
    private static final Duration RETRY_AFTER = Duration.ofMillis(500);

    AzureCredentials {
        additionalTenants = List.copyOf(additionalTenants);
    }

    static AzureCredentials read(ConfigSection azure) {
        String kind = azure.oneOf("credential", KINDS).orElse("default");
        String application = "write the GUID from the application's overview page";
        boolean isApplication = kind.equals("client-secret") || kind.equals("client-certificate");
        String tenantId = isApplication
                ? azure.requiredText("tenantId", application)
                : azure.text("tenantId").orElse(null);
        String clientId = isApplication
                ? azure.requiredText("clientId", application)
                : azure.text("clientId").orElse(null);
        Supplier<Secret> clientSecret = kind.equals("client-secret") && !azure.has("clientSecret")
                ? fixed(azure.requiredSecret("clientSecret", "AZURE_CLIENT_SECRET"))
                : azure.rereadSecret("clientSecret").orElse(null);
        String certificate = kind.equals("client-certificate")
                ? azure.requiredText("clientCertificate", "write the path of a PEM or PFX file with its private key")
                : azure.text("clientCertificate").orElse(null);
        Supplier<Secret> password =
                azure.rereadSecret("clientCertificatePassword").orElse(null);
        String resourceId = azure.text("identityResourceId").orElse(null);
        String objectId = azure.text("identityObjectId").orElse(null);
        if (kind.equals("managed-identity")
                && Stream.of(clientId, resourceId, objectId)
                                .filter(id -> id != null)
                                .count()
                        > 1) {
            azure.problem(
                    "clientId",
                    "is one of several that name the managed identity",
                    "give one of clientId, identityResourceId and identityObjectId, or none for the system's identity");
        }
        return new AzureCredentials(
                kind,
                tenantId,
                clientId,
                resourceId,
                objectId,
                clientSecret,
                certificate,
                password,
                azure.flag("sendCertificateChain").orElse(false),
                azure.text("tokenFile").orElse(null),
                azure.texts("additionalTenants"));
    }

    private static Supplier<Secret> fixed(Secret secret) {
        return () -> secret;
    }

    /**
     * Makes the credential; no call is made yet. One instance keeps the tokens of all planes.
     *
     * @throws ThroughlineException if this kind lacks something here: a file, a variable of the environment
     */
    TokenCredential open(AzureEndpoints endpoints, HttpClient client) {
        try {
            return build(endpoints, client);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new ThroughlineException(
                    ThroughlineException.Category.CREDENTIALS,
                    "azure: credential '" + kind + "' cannot be used here: " + e.getMessage()
                            + "; set what it needs, or choose another kind",
                    e);
        }
    }

    private TokenCredential build(AzureEndpoints endpoints, HttpClient client) {
        return switch (kind) {
            case "client-secret" -> secret(endpoints, client);
            case "client-certificate" -> certificate(endpoints, client);
            case "workload-identity" -> workload(endpoints, client);
            case "managed-identity" ->
                new ManagedIdentityCredentialBuilder()
                        .clientId(clientId)
                        .resourceId(resourceId)
                        .objectId(objectId)
                        .httpClient(client)
                        .executorService(new CallersThread())
                        .build();
            case "cli" ->
                new AzureCliCredentialBuilder()
                        .tenantId(tenantId)
                        .additionallyAllowedTenants(additionalTenants)
                        .httpClient(client)
                        .build();
            default -> first(endpoints, client);
        };
    }

    private TokenCredential secret(AzureEndpoints endpoints, HttpClient client) {
        Supplier<Secret> secret = clientSecret == null ? fixed(Secret.of("missing")) : clientSecret;
        return new RotatingCredential(
                secret,
                () -> application(new ClientSecretCredentialBuilder(), endpoints, client)
                        .clientSecret(secret.get().reveal())
                        .build());
    }

    private TokenCredential certificate(AzureEndpoints endpoints, HttpClient client) {
        String path = certificate == null ? "" : certificate;
        Supplier<Secret> password = certificatePassword == null ? fixed(Secret.of("none")) : certificatePassword;
        return new RotatingCredential(
                () -> List.of(stateOf(Path.of(path)), password.get()), () -> certificate(path, endpoints, client));
    }

    /** A certificate that was replaced differs in when it was written, or in size. */
    private static String stateOf(Path file) {
        try {
            return Files.getLastModifiedTime(file) + " " + Files.size(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("the certificate " + file + " cannot be read", e);
        }
    }

    private TokenCredential certificate(String path, AzureEndpoints endpoints, HttpClient client) {
        ClientCertificateCredentialBuilder builder = application(
                        new ClientCertificateCredentialBuilder(), endpoints, client)
                .sendCertificateChain(sendCertificateChain);
        if (path.toLowerCase(Locale.ROOT).endsWith(".pem")) {
            builder.pemCertificate(path);
        } else {
            builder.pfxCertificate(path);
        }
        if (certificatePassword != null) {
            builder.clientCertificatePassword(certificatePassword.get().reveal());
        }
        return builder.build();
    }

    /**
     * Exchanges the workload's token for one of Azure's. The SDK's own credential for workloads would do so on a connection
     * of its own, past the host's HTTP client with its trust and proxy.
     */
    private TokenCredential workload(AzureEndpoints endpoints, HttpClient client) {
        String file = orVariable(tokenFile, "tokenFile", "AZURE_FEDERATED_TOKEN_FILE");
        return application(new ClientAssertionCredentialBuilder(), endpoints, client)
                .tenantId(orVariable(tenantId, "tenantId", "AZURE_TENANT_ID"))
                .clientId(orVariable(clientId, "clientId", "AZURE_CLIENT_ID"))
                .clientAssertion(() -> token(Path.of(file)))
                .build();
    }

    private static String orVariable(@Nullable String configured, String key, String variable) {
        String value = configured != null ? configured : System.getenv(variable);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "neither azure." + key + " nor the environment variable " + variable + " is set");
        }
        return value;
    }

    /** The cluster replaces the token before it expires, so it is read whenever one is needed. */
    private static String token(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new CredentialUnavailableException("the token file " + file + " cannot be read", e);
        }
    }

    private TokenCredential first(AzureEndpoints endpoints, HttpClient client) {
        DefaultAzureCredentialBuilder builder = new DefaultAzureCredentialBuilder()
                .authorityHost(endpoints.authority().toString())
                .additionallyAllowedTenants(additionalTenants)
                .executorService(new CallersThread())
                .httpClient(client);
        if (tenantId != null) {
            builder.tenantId(tenantId);
        }
        if (clientId != null) {
            builder.managedIdentityClientId(clientId).workloadIdentityClientId(clientId);
        }
        if (resourceId != null) {
            builder.managedIdentityResourceId(resourceId);
        }
        return endpoints.customAuthority() ? builder.disableInstanceDiscovery().build() : builder.build();
    }

    private <B extends AadCredentialBuilderBase<B>> B application(
            B builder, AzureEndpoints endpoints, HttpClient client) {
        builder.authorityHost(endpoints.authority().toString())
                .httpClient(client)
                .executorService(new CallersThread())
                .additionallyAllowedTenants(additionalTenants)
                .retryOptions(new RetryOptions(new FixedDelayOptions(RETRIES, RETRY_AFTER)));
        if (tenantId != null) {
            builder.tenantId(tenantId);
        }
        if (clientId != null) {
            builder.clientId(clientId);
        }
        // An authority of one's own is not in Entra's public list, and must not be looked up there.
        return endpoints.customAuthority() ? builder.disableInstanceDiscovery() : builder;
    }
}
