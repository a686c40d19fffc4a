package io.throughline.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.core.config.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class WebhookKeyTest {

    private static final byte[] BODY = "what do ya want for nothing?".getBytes(StandardCharsets.UTF_8);

    private final WebhookKey key = WebhookKey.of(Secret.of("Jefe"));

    /** RFC 4231, test case 2. */
    @Test
    void signsAsTheStandardSays() {
        assertThat(key.sign(BODY)).isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void takesItsOwnSignatureInEitherCase() {
        assertThatCode(() -> key.requireSigned("vendor", BODY, key.sign(BODY))).doesNotThrowAnyException();
        assertThatCode(() -> key.requireSigned("vendor", BODY, key.sign(BODY).toUpperCase(Locale.ROOT)))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesWhatIsMissingMalformedOrAnothers() {
        String others = WebhookKey.of(Secret.of("other")).sign(BODY);
        byte[] changed = "what do ya want for something?".getBytes(StandardCharsets.UTF_8);
        for (String signature : new String[] {null, "", "xyz", "abc", others, key.sign(changed)}) {
            assertThatThrownBy(() -> key.requireSigned("vendor", BODY, signature))
                    .isInstanceOf(InvalidSignatureException.class)
                    .hasMessageStartingWith("vendor: webhook refused: ")
                    .hasMessageNotContaining("Jefe");
        }
    }

    @Test
    void hidesTheSecret() {
        assertThat(key).hasToString("WebhookKey[***]");
    }
}
