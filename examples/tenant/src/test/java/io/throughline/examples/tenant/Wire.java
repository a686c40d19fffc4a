package io.throughline.examples.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A plain HTTPS client that trusts one tenant, and the headers that go with every request. */
public final class Wire {

    /** An answer, its body parsed if there is one. */
    public record Answer(int status, HttpResponse<String> response) {

        public JsonNode json() {
            try {
                return new ObjectMapper().readTree(response.body());
            } catch (IOException e) {
                throw new AssertionError("no JSON: " + response.body(), e);
            }
        }

        public String body() {
            return response.body();
        }

        public Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }
    }

    private final HttpClient client;
    private final URI base;
    private final Map<String, String> headers;

    private Wire(HttpClient client, URI base, Map<String, String> headers) {
        this.client = client;
        this.base = base;
        this.headers = headers;
    }

    public static Wire to(Tenant tenant, Vendor vendor) {
        return new Wire(trusting(tenant.certificate()), tenant.endpoint(vendor), Map.of());
    }

    public Wire with(String name, String value) {
        return new Wire(client, base, Map.of(name, value));
    }

    public Answer get(String path) {
        return send(HttpRequest.newBuilder(base.resolve(path)).GET());
    }

    public Answer post(String path, String body) {
        return send(HttpRequest.newBuilder(base.resolve(path)).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private Answer send(HttpRequest.Builder request) {
        headers.forEach(request::setHeader);
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new AssertionError("no answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Returns what a key of the configuration that a tenant wrote says, or what the file behind it holds. */
    public static String configured(Path yaml, String key) throws IOException {
        String line = Files.readAllLines(yaml).stream()
                .map(String::strip)
                .filter(text -> text.startsWith(key + ":"))
                .findFirst()
                .orElseThrow();
        String value =
                line.substring(key.length() + 1).strip().replace("\"", "").replaceAll("[\\[\\]]", "");
        return value.startsWith("${file:") ? Files.readString(Path.of(value.substring(7, value.length() - 1))) : value;
    }

    private static HttpClient trusting(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry(
                    "tenant", CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return HttpClient.newBuilder().sslContext(context).build();
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError("cannot trust " + pem, e);
        }
    }
}
