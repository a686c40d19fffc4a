package io.throughline.core.http;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.throughline.core.config.ConfigException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpClientsTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    private Path folder;

    @Test
    void trustsTheAuthoritiesItIsGivenAndChecksHostNames() throws Exception {
        Path keys = folder.resolve("keys.p12");
        Path certificate = folder.resolve("ca.pem");
        keytool(
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.toString(),
                "-storepass",
                PASSWORD);
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "server",
                "-keystore",
                keys.toString(),
                "-storepass",
                PASSWORD,
                "-file",
                certificate.toString());
        WireMockServer server = new WireMockServer(options()
                .dynamicHttpsPort()
                .httpDisabled(true)
                .keystorePath(keys.toString())
                .keystorePassword(PASSWORD)
                .keyManagerPassword(PASSWORD)
                .keystoreType("PKCS12"));
        server.start();
        try {
            server.stubFor(get("/item").willReturn(okJson("[]")));

            HttpClient trusting = HttpClients.trusting(List.of(certificate));

            assertThat(trusting.followRedirects()).isEqualTo(HttpClient.Redirect.NEVER);
            assertThat(read(trusting, "https://localhost:" + server.httpsPort()))
                    .isEqualTo("[]");
            assertTlsFailure(HttpClients.standard(), "https://localhost:" + server.httpsPort());
            // The certificate is for the name, not for the address.
            assertTlsFailure(trusting, "https://127.0.0.1:" + server.httpsPort());
        } finally {
            server.stop();
        }
    }

    @Test
    void namesEveryFileThatHoldsNoCertificate() throws IOException {
        Path text = Files.writeString(folder.resolve("text.pem"), "-----BEGIN CERTIFICATE-----\nnope\n");
        Path empty = Files.createFile(folder.resolve("empty.pem"));

        assertThatThrownBy(() -> HttpClients.trusting(List.of(text, empty, folder.resolve("none.pem"))))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        failure -> assertThat(failure.problems()).hasSize(3))
                .hasMessageContaining("http.trust[2]: ");
    }

    private static void assertTlsFailure(HttpClient client, String endpoint) {
        TransportException failure = catchThrowableOfType(TransportException.class, () -> read(client, endpoint));
        assertThat(failure.phase()).isEqualTo(TransportFailure.Phase.TLS);
        assertThat(failure).hasMessageContaining("http.trust");
        assertThat(failure.retryable()).isFalse();
    }

    private static String read(HttpClient client, String endpoint) {
        return RestClient.builder("vendor", URI.create(endpoint), new JdkHttpTransport(client))
                .build()
                .get("get item", "/item")
                .fetchText()
                .body();
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
    }
}
