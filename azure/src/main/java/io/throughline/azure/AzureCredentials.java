package io.throughline.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.identity.AadCredentialBuilderBase;
import com.azure.identity.AzureCliCredentialBuilder;
import com.azure.identity.ClientCertificateCredentialBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.core.ThroughlineException;
import io.throughline.core.config.ConfigSection;
import io.throughline.core.config.Secret;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who calls Azure, as configured.
 *
 * @param kind one of {@link #KINDS}
 * @param tenantId the tenant, or null where the kind finds it by itself
 * @param clientId the application or identity, or null likewise
 * @param clientSecret the secret of kind client-secret
 * @param certificate path of the certificate of kind client-certificate
 * @param certificatePassword password of a PFX certificate
 */
record AzureCredentials(
        String kind,
        @Nullable String tenantId,
        @Nullable String clientId,
        @Nullable Secret clientSecret,
        @Nullable String certificate,
        @Nullable Secret certificatePassword) {

    static final List<String> KINDS =
            List.of("default", "client-secret", "client-certificate", "managed-identity", "workload-identity", "cli");

    private static final int RETRIES = 2;
    private static final Duration RETRY_AFTER = Duration.ofMillis(500);

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
        Secret clientSecret = kind.equals("client-secret")
                ? azure.requiredSecret("clientSecret", "AZURE_CLIENT_SECRET")
                : azure.secret("clientSecret").orElse(null);
        String certificate = kind.equals("client-certificate")
                ? azure.requiredText("clientCertificate", "write the path of a PEM or PFX file with its private key")
                : azure.text("clientCertificate").orElse(null);
        Secret password = azure.secret("clientCertificatePassword").orElse(null);
        return new AzureCredentials(kind, tenantId, clientId, clientSecret, certificate, password);
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
            case "client-secret" ->
                application(new ClientSecretCredentialBuilder(), endpoints, client)
                        .clientSecret(clientSecret == null ? "" : clientSecret.reveal())
                        .build();
            case "client-certificate" -> certificate(endpoints, client);
            case "workload-identity" ->
                application(new WorkloadIdentityCredentialBuilder(), endpoints, client)
                        .build();
            case "managed-identity" ->
                new ManagedIdentityCredentialBuilder()
                        .clientId(clientId)
                        .httpClient(client)
                        .build();
            case "cli" ->
                new AzureCliCredentialBuilder()
                        .tenantId(tenantId)
                        .httpClient(client)
                        .build();
            default -> {
                DefaultAzureCredentialBuilder builder = new DefaultAzureCredentialBuilder()
                        .authorityHost(endpoints.authority().toString())
                        .httpClient(client);
                if (tenantId != null) {
                    builder.tenantId(tenantId);
                }
                if (clientId != null) {
                    builder.managedIdentityClientId(clientId);
                }
                yield endpoints.custom() ? builder.disableInstanceDiscovery().build() : builder.build();
            }
        };
    }

    private TokenCredential certificate(AzureEndpoints endpoints, HttpClient client) {
        String path = certificate == null ? "" : certificate;
        ClientCertificateCredentialBuilder builder =
                application(new ClientCertificateCredentialBuilder(), endpoints, client);
        if (path.toLowerCase(java.util.Locale.ROOT).endsWith(".pem")) {
            builder.pemCertificate(path);
        } else {
            builder.pfxCertificate(path);
        }
        if (certificatePassword != null) {
            builder.clientCertificatePassword(certificatePassword.reveal());
        }
        return builder.build();
    }

    private <B extends AadCredentialBuilderBase<B>> B application(
            B builder, AzureEndpoints endpoints, HttpClient client) {
        builder.authorityHost(endpoints.authority().toString())
                .httpClient(client)
                .retryOptions(new RetryOptions(new FixedDelayOptions(RETRIES, RETRY_AFTER)));
        if (tenantId != null) {
            builder.tenantId(tenantId);
        }
        if (clientId != null) {
            builder.clientId(clientId);
        }
        // An authority of one's own is not in Entra's public list, and must not be looked up there.
        return endpoints.custom() ? builder.disableInstanceDiscovery() : builder;
    }
}
