package io.throughline.core.http;

import io.throughline.core.config.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What proves to a vendor who calls, sent as the {@code Authorization} header. Its text form hides it. Thread-safe.
 */
public final class Credential {

    private static final Credential NONE = new Credential("none", () -> Optional.empty());

    private final String scheme;
    private final Supplier<Optional<Sent>> value;

    private Credential(String scheme, Supplier<Optional<Sent>> value) {
        this.scheme = scheme;
        this.value = value;
    }

    /** Returns a credential that sends nothing. */
    public static Credential none() {
        return NONE;
    }

    /**
     * Returns a bearer token.
     *
     * @throws IllegalArgumentException if the token has characters that no header may have; the message hides it
     */
    public static Credential bearer(Secret token) {
        String checked = requireHeaderText(token);
        return new Credential("Bearer", () -> Optional.of(new Sent("Bearer " + checked, checked)));
    }

    /** Returns bearer tokens asked for before each exchange, for those that expire. */
    public static Credential bearer(Supplier<Secret> tokens) {
        Objects.requireNonNull(tokens, "tokens");
        return new Credential("Bearer", () -> {
            String token = requireHeaderText(tokens.get());
            return Optional.of(new Sent("Bearer " + token, token));
        });
    }

    /**
     * Returns a user with a password or token, sent as {@code Basic}.
     *
     * @param user must not hold a colon
     * @param password may be any text
     */
    public static Credential basic(String user, Secret password) {
        if (user.indexOf(':') >= 0) {
            throw new IllegalArgumentException("the user of a Basic credential must not hold ':'");
        }
        return ofBasic(user, password.reveal());
    }

    /** Returns a token sent as the user name of {@code Basic} with an empty password, as some servers want it. */
    public static Credential basicToken(Secret token) {
        return ofBasic(token.reveal(), "");
    }

    private static Credential ofBasic(String user, String password) {
        String encoded = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        Sent sent = new Sent("Basic " + encoded, password.isEmpty() ? user : password);
        return new Credential("Basic", () -> Optional.of(sent));
    }

    /** Returns the scheme's name: {@code Bearer}, {@code Basic} or {@code none}. */
    public String scheme() {
        return scheme;
    }

    Optional<Sent> sent() {
        return value.get();
    }

    private static String requireHeaderText(Secret secret) {
        String text = secret.reveal();
        if (text.chars().anyMatch(c -> c <= 0x20 || c >= 0x7f)) {
            throw new IllegalArgumentException(
                    "the token holds a space or a character outside ASCII, which no header may have; copy it again");
        }
        return text;
    }

    /** Returns the scheme only. */
    @Override
    public String toString() {
        return "Credential[" + scheme + " ***]";
    }

    /** The header's value, and the part of it that must never be shown. */
    record Sent(String authorization, String secret) {

        /** Returns a text in which the secret, should a server have echoed it, is hidden. */
        String mask(String text) {
            String bare = authorization.substring(authorization.indexOf(' ') + 1);
            return text.replace(bare, "***").replace(secret, "***");
        }

        @Override
        public String toString() {
            return "***";
        }
    }
}
