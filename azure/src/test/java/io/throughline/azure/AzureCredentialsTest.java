package io.throughline.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import io.throughline.azure.FakeEntra.Asked;
import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.core.ThroughlineException;
import io.throughline.core.config.ConfigProblem;
import io.throughline.core.config.ConfigSection;
import io.throughline.core.http.AuthenticationException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AzureCredentialsTest {

    private static final String TENANT = "72f988bf-0000-4000-8000-0000000000cc";
    private static final String CLIENT = "1b2c3d4e-0000-4000-8000-0000000000dd";
    private static final String SECRET = "s3cr3t-that-must-not-be-seen";
    private static final String PASSWORD = "only-for-tests";

    @TempDir
    static Path keys;

    @TempDir
    Path folder;

    private final FakeEntra entra = new FakeEntra();
    private final List<ConfigProblem> problems = new ArrayList<>();

    @BeforeAll
    static void makeCertificates() throws IOException, InterruptedException, GeneralSecurityException {
        Path store = keys.resolve("app.pfx");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "app",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-dname",
                        "CN=app",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
        KeyStore opened = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        String pem =
                pem("PRIVATE KEY", opened.getKey("app", PASSWORD.toCharArray()).getEncoded())
                        + pem("CERTIFICATE", opened.getCertificate("app").getEncoded());
        Files.writeString(keys.resolve("app.pem"), pem);
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(der)
                + "\n-----END " + what + "-----\n";
    }

    static Stream<Arguments> clouds() {
        return Stream.of(
                Arguments.of(
                        AzureEndpoints.PUBLIC,
                        "login.microsoftonline.com",
                        "https://management.azure.com/.default",
                        "https://api.loganalytics.io/.default",
                        "https://metrics.monitor.azure.com/.default"),
                Arguments.of(
                        AzureEndpoints.US_GOVERNMENT,
                        "login.microsoftonline.us",
                        "https://management.usgovcloudapi.net/.default",
                        "https://api.loganalytics.us/.default",
                        "https://metrics.monitor.azure.us/.default"),
                Arguments.of(
                        AzureEndpoints.CHINA,
                        "login.chinacloudapi.cn",
                        "https://management.chinacloudapi.cn/.default",
                        "https://api.loganalytics.azure.cn/.default",
                        "https://metrics.monitor.azure.cn/.default"));
    }

    @ParameterizedTest
    @MethodSource("clouds")
    void asksEachCloudsAuthorityForTheScopeOfEachPlane(
            AzureEndpoints cloud, String authority, String resourceManager, String logs, String metrics)
            throws IOException {
        TokenCredential credential = open(secretValues(), cloud);

        ask(credential, cloud.resourceManagerScope());
        ask(credential, cloud.logsScope());
        ask(credential, cloud.metricsScope());

        List<String> scopes = List.of(resourceManager, logs, metrics);
        List<Asked> tokens = entra.tokenRequests();
        assertThat(tokens).hasSize(3).allSatisfy(request -> {
            assertThat(request.host()).isEqualTo(authority);
            assertThat(request.address().getPath()).isEqualTo("/" + TENANT + "/oauth2/v2.0/token");
            assertThat(request.form())
                    .containsEntry("client_id", CLIENT)
                    .containsEntry("client_secret", SECRET)
                    .containsEntry("grant_type", "client_credentials");
        });
        for (int i = 0; i < scopes.size(); i++) {
            assertThat(tokens.get(i).form().getOrDefault("scope", "").split(" ", -1))
                    .contains(scopes.get(i));
        }
        assertThat(entra.requests())
                .filteredOn(request -> request.body().contains(SECRET))
                .extracting(Asked::host)
                .containsOnly(authority);
        assertThat(entra.requests()).extracting(Asked::host).containsOnly(authority);
    }

    @Test
    void asksOneOwnsAuthorityWithoutLookingItUpAtEntra() throws IOException {
        AzureEndpoints own = AzureEndpoints.PUBLIC.withAuthority(URI.create("https://login.corp.example"));

        ask(open(secretValues(), own), own.logsScope());

        assertThat(entra.requests()).extracting(Asked::host).containsOnly("login.corp.example");
        assertThat(own.customAuthority()).isTrue();
        assertThat(AzureEndpoints.PUBLIC
                        .withLogs(URI.create("https://proxy.example"))
                        .customAuthority())
                .as("another query API is no reason to leave the authority unchecked")
                .isFalse();
    }

    @Test
    void takesUpASecretThatWasReplacedInItsFile() throws IOException {
        Map<String, Object> values = secretValues();
        TokenCredential credential = open(values, AzureEndpoints.PUBLIC);
        ask(credential, "https://one/.default");

        Files.writeString(folder.resolve("secret"), "the-next-secret\n");
        ask(credential, "https://two/.default");
        Files.delete(folder.resolve("secret"));
        ask(credential, "https://three/.default");

        assertThat(entra.tokenRequests())
                .extracting(request -> request.form().get("client_secret"))
                .containsExactly(SECRET, "the-next-secret", "the-next-secret");
        assertThat(credential.toString()).doesNotContain(SECRET, "the-next-secret");
    }

    @ParameterizedTest
    @CsvSource({"app.pem, false", "app.pfx, true"})
    void signsWithACertificate(String file, boolean password) throws IOException {
        Map<String, Object> values = values("client-certificate");
        values.put("clientCertificate", keys.resolve(file).toString());
        if (password) {
            Path passwordFile = Files.writeString(folder.resolve("password"), PASSWORD);
            values.put("clientCertificatePassword", "${file:" + passwordFile + "}");
        }

        ask(open(values, AzureEndpoints.PUBLIC), "https://one/.default");

        assertThat(entra.tokenRequests()).singleElement().satisfies(request -> {
            assertThat(request.host()).isEqualTo("login.microsoftonline.com");
            assertThat(request.form().get("client_assertion")).contains(".");
            assertThat(request.form().get("client_assertion_type")).contains("jwt-bearer");
        });
    }

    @Test
    void namesACertificateThatIsNotThere() throws IOException {
        Map<String, Object> values = values("client-certificate");
        values.put("clientCertificate", folder.resolve("nowhere.pem").toString());

        assertThatExceptionOfType(ThroughlineException.class)
                .isThrownBy(() -> open(values, AzureEndpoints.PUBLIC))
                .withMessageContaining("nowhere.pem")
                .withMessageContaining("cannot be read");
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', ''",
        "clientId, 1b2c3d4e-0000-4000-8000-0000000000dd, client_id=1b2c3d4e",
        "identityResourceId,"
                + " /subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/i,"
                + " userAssignedIdentities",
        "identityObjectId, 2b2c3d4e-0000-4000-8000-0000000000dd, object_id=2b2c3d4e"
    })
    void asksTheMachineForAManagedIdentity(String key, String value, String inQuery) throws IOException {
        Map<String, Object> values = new HashMap<>(Map.of("credential", "managed-identity"));
        if (!key.isEmpty()) {
            values.put(key, value);
        }

        ask(open(values, AzureEndpoints.PUBLIC), "https://management.azure.com/.default");

        assertThat(entra.tokenRequests()).singleElement().satisfies(request -> {
            assertThat(request.host()).isEqualTo("169.254.169.254");
            assertThat(request.address().getQuery())
                    .contains("resource=https://management.azure.com", inQuery.isEmpty() ? "resource" : inQuery);
        });
    }

    @Test
    void refusesAManagedIdentityNamedTwice() {
        AzureCredentials.read(ConfigSection.of(
                "azure",
                Map.of("credential", "managed-identity", "clientId", CLIENT, "identityObjectId", CLIENT),
                problems));

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo("azure.clientId");
            assertThat(problem.toString()).contains("give one of clientId, identityResourceId and identityObjectId");
        });
    }

    @Test
    void exchangesTheTokenOfAWorkload() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "federated-token");
        Map<String, Object> values = values("workload-identity");
        values.put("tokenFile", token.toString());

        ask(open(values, AzureEndpoints.US_GOVERNMENT), "https://one/.default");

        assertThat(entra.tokenRequests()).singleElement().satisfies(request -> {
            assertThat(request.host()).isEqualTo("login.microsoftonline.us");
            assertThat(request.form())
                    .containsEntry("client_assertion", "federated-token")
                    .containsEntry("client_id", CLIENT);
        });
    }

    @Test
    void tellsThatTheTokenOfAWorkloadIsNotThere() throws IOException {
        Map<String, Object> values = values("workload-identity");
        values.put("tokenFile", folder.resolve("nowhere").toString());
        AzureClient client =
                AzureClient.builder(open(values, AzureEndpoints.PUBLIC)).build();

        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(client::identity)
                .withMessageContaining("nowhere cannot be read");
        assertThat(entra.tokenRequests()).isEmpty();
    }

    @Test
    void namesWhatAWorkloadLacks() {
        Map<String, Object> values = values("workload-identity");

        assertThatExceptionOfType(ThroughlineException.class)
                .isThrownBy(() -> open(values, AzureEndpoints.PUBLIC))
                .withMessageContaining(
                        "neither azure.tokenFile nor the environment variable AZURE_FEDERATED_TOKEN_FILE");
    }

    @Test
    void asksOtherTenantsOnlyIfTheyAreAllowed() throws IOException {
        TokenRequestContext elsewhere = new TokenRequestContext()
                .addScopes("https://one/.default")
                .setTenantId("00000000-0000-4000-8000-0000000000ee");
        TokenCredential bound = open(secretValues(), AzureEndpoints.PUBLIC);
        assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> bound.getTokenSync(elsewhere));

        Map<String, Object> values = secretValues();
        values.put("additionalTenants", List.of("00000000-0000-4000-8000-0000000000ee"));
        open(values, AzureEndpoints.PUBLIC).getTokenSync(elsewhere);

        assertThat(entra.tokenRequests())
                .singleElement()
                .satisfies(request ->
                        assertThat(request.address().getPath()).startsWith("/00000000-0000-4000-8000-0000000000ee/"));
    }

    @ParameterizedTest
    @CsvSource({
        "AADSTS7000215, 'give the secret''s value, not its id'",
        "AADSTS7000222, create a new one",
        "AADSTS700016, check clientId and tenantId",
        "AADSTS90002, check tenantId",
        "AADSTS700027, upload it there",
        "AADSTS70021, check issuer and subject",
        "AADSTS700213, check its subject",
        "AADSTS530003, ask the tenant's administrator",
        "AADSTS999, check 'credential' in the configuration"
    })
    void tellsWhatToDoAboutEachRefusal(String code, String remedy) throws IOException {
        entra.refuse(
                401,
                "{\"error\":\"invalid_client\",\"error_description\":\"" + code
                        + ": Not so. Trace ID: abc\",\"error_codes\":[1]}");
        AzureClient client =
                AzureClient.builder(open(secretValues(), AzureEndpoints.PUBLIC)).build();

        AuthenticationException refused = catchThrowableOfType(AuthenticationException.class, client::identity);

        assertThat(refused.details().code()).isEqualTo(code);
        assertThat(refused.details().remedy()).contains(remedy);
        assertThat(refused).hasMessageContaining("Not so").hasMessageNotContainingAny(SECRET, "Trace ID");
    }

    @Test
    void tellsWhoTheTokenIsFor() throws IOException {
        AzureIdentity identity = AzureClient.builder(open(secretValues(), AzureEndpoints.PUBLIC))
                .build()
                .identity();

        assertThat(identity.objectId()).isEqualTo("oid-1");
        assertThat(identity.applicationId()).isEqualTo("app-1");
        assertThat(identity.tenantId()).isEqualTo("tenant-1");
        assertThat(new AzureGrant("Log Analytics Data Reader", "/subscriptions/s/resourceGroups/r g").command(identity))
                .isEqualTo("az role assignment create --assignee-object-id oid-1 --role \"Log Analytics Data Reader\""
                        + " --scope '/subscriptions/s/resourceGroups/r g'");
    }

    @ParameterizedTest
    @CsvSource({"default", "cli"})
    void otherKindsOpenWithoutACall(String kind) throws IOException {
        Map<String, Object> values = values(kind);

        assertThat(open(values, AzureEndpoints.CHINA)).isNotNull();
        assertThat(entra.requests()).isEmpty();
    }

    private static void ask(TokenCredential credential, String scope) {
        assertThat(credential
                        .getTokenSync(new TokenRequestContext().addScopes(scope))
                        .getToken())
                .isEqualTo(FakeEntra.TOKEN);
    }

    private static Map<String, Object> values(String kind) {
        return new HashMap<>(Map.of("credential", kind, "tenantId", TENANT, "clientId", CLIENT));
    }

    private Map<String, Object> secretValues() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), SECRET);
        Map<String, Object> values = values("client-secret");
        values.put("clientSecret", "${file:" + secret + "}");
        return values;
    }

    private TokenCredential open(Map<String, Object> values, AzureEndpoints endpoints) {
        AzureCredentials credentials = AzureCredentials.read(ConfigSection.of("azure", values, problems));
        assertThat(problems).isEmpty();
        return credentials.open(endpoints, entra);
    }
}
