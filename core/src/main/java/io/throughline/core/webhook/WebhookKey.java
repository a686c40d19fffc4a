package io.throughline.core.webhook;

import io.throughline.core.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The secret that a webhook's sender and receiver share; signatures are HMAC-SHA256 (RFC 2104) of the raw body, in
 * hexadecimal. Its text form hides it. Thread-safe.
 */
public final class WebhookKey {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private WebhookKey(SecretKeySpec key) {
        this.key = key;
    }

    /**
     * Returns the key of a secret.
     *
     * @throws IllegalArgumentException if the secret is empty
     */
    public static WebhookKey of(Secret secret) {
        byte[] bytes = secret.reveal().getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0) {
            throw new IllegalArgumentException("the webhook's secret must not be empty");
        }
        return new WebhookKey(new SecretKeySpec(bytes, ALGORITHM));
    }

    /**
     * Checks a delivery, in constant time.
     *
     * @param source the vendor's id, for messages
     * @param body the bytes exactly as they came: JSON that was read and written again may differ
     * @param hexSignature what the vendor's header says, without a prefix; null if there is no such header
     * @throws InvalidSignatureException if the signature is missing, malformed or another
     */
    public void requireSigned(String source, byte[] body, @Nullable String hexSignature) {
        if (hexSignature == null || hexSignature.isBlank()) {
            throw new InvalidSignatureException(
                    source, "it has no signature; set the secret at the sender, or it comes from somebody else");
        }
        byte[] told;
        try {
            told = HexFormat.of().parseHex(hexSignature.strip());
        } catch (IllegalArgumentException e) {
            throw new InvalidSignatureException(source, "its signature is not hexadecimal");
        }
        if (!MessageDigest.isEqual(told, mac(body))) {
            throw new InvalidSignatureException(
                    source,
                    "its signature is another; check that sender and receiver have the same secret, and that the body"
                            + " is checked as it came");
        }
    }

    /** Returns the signature of a body, lower-case hexadecimal: for senders and tests. */
    public String sign(byte[] body) {
        return HexFormat.of().formatHex(mac(body));
    }

    private byte[] mac(byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            // every Java platform has to know it
            throw new IllegalStateException("this Java platform lacks " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "WebhookKey[***]";
    }
}
