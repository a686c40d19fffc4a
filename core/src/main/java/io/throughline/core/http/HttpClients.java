package io.throughline.core.http;

import io.throughline.core.config.ConfigException;
import io.throughline.core.config.ConfigProblem;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Builds the HTTP client that all sources share: never follows redirects, checks certificates and host names. */
public final class HttpClients {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);

    private HttpClients() {}

    /** Returns a client that trusts the platform's own authorities. It keeps daemon threads until it is collected. */
    public static HttpClient standard() {
        return builder().build();
    }

    /**
     * Returns a client that trusts the platform's own authorities and those in PEM files.
     *
     * @param pemFiles files with one or more certificates each; none is the same as {@link #standard()}
     * @throws ConfigException with every file that cannot be read as certificates
     */
    public static HttpClient trusting(List<Path> pemFiles) {
        if (pemFiles.isEmpty()) {
            return standard();
        }
        List<ConfigProblem> problems = new ArrayList<>();
        List<Certificate> added = new ArrayList<>();
        for (int i = 0; i < pemFiles.size(); i++) {
            read(pemFiles.get(i), "http.trust[" + i + "]", added, problems);
        }
        if (!problems.isEmpty()) {
            throw new ConfigException("configuration", problems);
        }
        try {
            return builder().sslContext(context(added)).build();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java platform cannot build a TLS context", e);
        }
    }

    private static HttpClient.Builder builder() {
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT);
    }

    private static void read(Path file, String path, List<Certificate> into, List<ConfigProblem> problems) {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                problems.add(new ConfigProblem(
                        path, file + " holds no certificate", "name a PEM file with BEGIN CERTIFICATE in it"));
            }
            into.addAll(found);
        } catch (IOException e) {
            problems.add(
                    new ConfigProblem(path, file + " cannot be read", "name an existing file, readable by this user"));
        } catch (CertificateException e) {
            problems.add(new ConfigProblem(
                    path, file + " is not a certificate in PEM form", "name a PEM file with BEGIN CERTIFICATE in it"));
        }
    }

    /** One trust manager over both sets of authorities, so that the platform's own checks apply to all of them. */
    private static SSLContext context(List<Certificate> added) throws GeneralSecurityException, IOException {
        KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
        anchors.load(null, null);
        int number = 0;
        for (X509Certificate platform : authorities(null)) {
            anchors.setCertificateEntry("platform-" + number++, platform);
        }
        for (Certificate certificate : added) {
            anchors.setCertificateEntry("added-" + number++, certificate);
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers(anchors), null);
        return context;
    }

    private static List<X509Certificate> authorities(@Nullable KeyStore store) throws GeneralSecurityException {
        List<X509Certificate> found = new ArrayList<>();
        for (TrustManager manager : managers(store)) {
            if (manager instanceof X509TrustManager x509) {
                found.addAll(List.of(x509.getAcceptedIssuers()));
            }
        }
        return found;
    }

    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
