package io.throughline.core.source;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns identifiers of people (user ids, addresses) into keyed hashes, so that they can be counted and joined but not
 * read. The same key gives the same pseudonym. Thread-safe.
 */
public final class Pseudonyms {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES_KEPT = 8;

    private final SecretKeySpec key;

    private Pseudonyms(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * Returns pseudonyms under a key.
     *
     * @param key at least 16 bytes; copied
     */
    public static Pseudonyms keyed(byte[] key) {
        if (key.length < 16) {
            throw new IllegalArgumentException("the key of pseudonyms must have at least 16 bytes, has " + key.length);
        }
        return new Pseudonyms(key);
    }

    /** Returns the pseudonym of an identifier, 16 lower-case hexadecimal digits; letter case is ignored. */
    public String of(String identifier) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] hash = mac.doFinal(identifier.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES_KEPT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " must exist on every Java platform", e);
        }
    }

    @Override
    public String toString() {
        return "Pseudonyms[key hidden]";
    }
}
