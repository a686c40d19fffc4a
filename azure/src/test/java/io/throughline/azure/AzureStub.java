package io.throughline.azure;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.extension.Extension;
import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.core.http.HttpClients;
import io.throughline.core.testkit.TestTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Mono;

/**
 * Azure on the loopback, over HTTPS with a certificate made for it, which the client trusts as a host would let it trust a
 * corporate authority. All planes share one address.
 */
public final class AzureStub implements AutoCloseable {

    public static final String SUBSCRIPTION = "5b1c2d3e-0000-4000-8000-0000000000aa";
    public static final String WORKSPACE = "0f9e8d7c-0000-4000-8000-0000000000bb";
    public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private static final String PASSWORD = "only-for-tests";

    /** Made once for all tests of a run. */
    private static final Keys KEYS = Keys.make();

    private final WireMockServer server;
    private final HttpClient httpClient;
    private final TestTime time = TestTime.at(NOW);
    private final List<String> scopes = new CopyOnWriteArrayList<>();

    private AzureStub(Extension... extensions) {
        server = new WireMockServer(wireMockConfig()
                .extensions(extensions)
                .dynamicPort()
                .dynamicHttpsPort()
                .keystorePath(KEYS.store().toString())
                .keystoreType("PKCS12")
                .keystorePassword(PASSWORD)
                .keyManagerPassword(PASSWORD));
        server.start();
        httpClient = HttpClients.trusting(List.of(KEYS.certificate()));
    }

    public static AzureStub start(Extension... extensions) {
        return new AzureStub(extensions);
    }

    public WireMockServer server() {
        return server;
    }

    public HttpClient httpClient() {
        return httpClient;
    }

    public URI address() {
        return URI.create("https://localhost:" + server.httpsPort());
    }

    /** The clock of the clients; waiting moves it. */
    public TestTime time() {
        return time;
    }

    /** Scopes of tokens that were asked for. */
    public List<String> scopes() {
        return scopes;
    }

    public AzureEndpoints endpoints() {
        return AzureEndpoints.PUBLIC
                .withAuthority(address())
                .withResourceManager(address())
                .withLogs(address())
                .withMetrics(address().toString());
    }

    public AzureClient client() {
        return client(endpoints());
    }

    public AzureClient client(AzureEndpoints endpoints) {
        TokenCredential credential = context -> {
            scopes.addAll(context.getScopes());
            return Mono.just(new AccessToken(
                    "token-that-must-not-be-seen",
                    Instant.parse("2099-01-01T00:00:00Z").atOffset(ZoneOffset.UTC)));
        };
        return AzureClient.builder(credential)
                .endpoints(endpoints)
                .httpClient(httpClient)
                .clock(time)
                .waiter(time)
                .build();
    }

    public void reset() {
        server.resetAll();
    }

    @Override
    public void close() {
        server.stop();
    }

    /** A key of the server, and its certificate for the client to trust. */
    private record Keys(Path store, Path certificate) {

        static Keys make() {
            try {
                Path folder = Files.createTempDirectory("azure-stub");
                Keys keys = new Keys(folder.resolve("server.p12"), folder.resolve("server.pem"));
                keytool(
                        "-genkeypair -alias stub -keyalg EC -groupname secp256r1 -validity 2 -dname CN=localhost -ext"
                                + " san=dns:localhost -storetype PKCS12 -storepass " + PASSWORD + " -keystore",
                        keys.store());
                export(keys);
                folder.toFile().deleteOnExit();
                keys.store().toFile().deleteOnExit();
                keys.certificate().toFile().deleteOnExit();
                return keys;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        private static void export(Keys keys) throws IOException, GeneralSecurityException {
            KeyStore store = KeyStore.getInstance(keys.store().toFile(), PASSWORD.toCharArray());
            String encoded = Base64.getMimeEncoder()
                    .encodeToString(store.getCertificate("stub").getEncoded());
            Files.writeString(
                    keys.certificate(), "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n");
        }

        private static void keytool(String arguments, Path last) throws IOException, InterruptedException {
            List<String> command = new ArrayList<>();
            command.add(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
            command.addAll(List.of(arguments.split(" ", -1)));
            command.add(last.toString());
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException("keytool failed: " + output);
            }
        }
    }
}
