package io.throughline.examples.tenant.wire;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * An authority made for one start and one leaf it signed for {@code localhost} and {@code 127.0.0.1}. Both private keys
 * stay in memory; the authority's is dropped as soon as the leaf is signed, so that whoever trusts the written
 * certificate trusts this one server and nothing else.
 */
public final class LoopbackCertificate {

    private static final Duration VALIDITY = Duration.ofDays(7);

    private final X509Certificate authority;
    private final SSLContext context;

    private LoopbackCertificate(X509Certificate authority, SSLContext context) {
        this.authority = authority;
        this.context = context;
    }

    /**
     * Makes both certificates.
     *
     * @param machineTime the machine's own time, which TLS checks validity against, whatever is replayed
     */
    public static LoopbackCertificate create(Instant machineTime) {
        try {
            SecureRandom random = new SecureRandom();
            KeyPair authorityKeys = keys(random);
            KeyPair leafKeys = keys(random);
            X500Name issuer = new X500Name("CN=Throughline built-in tenant, O=Throughline");
            X509Certificate authority = sign(
                    issuer,
                    issuer,
                    authorityKeys,
                    authorityKeys,
                    machineTime,
                    random,
                    LoopbackCertificate::asAuthority);
            X509Certificate leaf = sign(
                    issuer,
                    new X500Name("CN=localhost"),
                    authorityKeys,
                    leafKeys,
                    machineTime,
                    random,
                    LoopbackCertificate::asLeaf);
            return new LoopbackCertificate(authority, context(leafKeys, leaf, authority));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("cannot make a certificate for loopback", e);
        }
    }

    /** Returns what an HTTPS server serves with. */
    public SSLContext context() {
        return context;
    }

    /** Returns the authority's certificate. */
    public X509Certificate authority() {
        return authority;
    }

    /** Writes the authority's certificate, without any key, in PEM. */
    public void writeAuthority(Path file) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(authority);
            pem.flush();
            Files.writeString(file, text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the certificate to " + file, e);
        }
    }

    private interface Purpose {
        void on(X509v3CertificateBuilder certificate) throws CertIOException;
    }

    private static void asAuthority(X509v3CertificateBuilder certificate) throws CertIOException {
        certificate.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        certificate.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
    }

    private static void asLeaf(X509v3CertificateBuilder certificate) throws CertIOException {
        certificate.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        certificate.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        certificate.addExtension(
                Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        certificate.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
            new GeneralName(GeneralName.dNSName, "localhost"), new GeneralName(GeneralName.iPAddress, "127.0.0.1")
        }));
    }

    private static X509Certificate sign(
            X500Name issuer,
            X500Name subject,
            KeyPair signer,
            KeyPair subjectKeys,
            Instant machineTime,
            SecureRandom random,
            Purpose purpose)
            throws GeneralSecurityException, OperatorCreationException, CertIOException {
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(120, random).setBit(119),
                Date.from(machineTime.minus(Duration.ofHours(1))),
                Date.from(machineTime.plus(VALIDITY)),
                subject,
                subjectKeys.getPublic());
        purpose.on(builder);
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
    }

    private static KeyPair keys(SecureRandom random) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    private static SSLContext context(KeyPair keys, X509Certificate leaf, X509Certificate authority)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        char[] unused = new char[0];
        store.setKeyEntry("leaf", keys.getPrivate(), unused, new X509Certificate[] {leaf, authority});
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, unused);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
