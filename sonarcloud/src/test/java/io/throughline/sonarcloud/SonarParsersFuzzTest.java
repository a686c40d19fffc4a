package io.throughline.sonarcloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.throughline.core.config.Secret;
import io.throughline.core.http.JsonBody;
import io.throughline.core.http.MalformedResponseException;
import io.throughline.core.testkit.Mutations;
import io.throughline.core.webhook.WebhookKey;
import io.throughline.sonarcloud.analysis.SonarAnalysis;
import io.throughline.sonarcloud.internal.SonarDates;
import io.throughline.sonarcloud.webhook.SonarWebhook;
import org.junit.jupiter.api.Test;

/** Whatever a server or a sender of deliveries sends: it is understood or refused in the one way. */
class SonarParsersFuzzTest {

    private static final WebhookKey KEY = WebhookKey.of(Secret.of("0123456789abcdef"));
    private static final int TIMES = 3_000;

    @FuzzTest
    void analysis(byte[] input) {
        try {
            SonarAnalysis analysis = JsonBody.read("sonarcloud", "list analyses", input, SonarAnalysis.class);
            assertThat(analysis.toString()).isNotNull();
            // What was read may be asked for again.
            assertThat(SonarDates.parameter(analysis.date())).isNotEmpty();
        } catch (MalformedResponseException e) {
            assertThat(e.getMessage())
                    .startsWith("sonarcloud: list analyses failed: ")
                    .doesNotContain("\n");
        }
    }

    @FuzzTest
    void webhook(byte[] input) {
        try {
            assertThat(SonarWebhook.signedWith(KEY).read(input, KEY.sign(input)).toString())
                    .isNotNull();
        } catch (MalformedResponseException e) {
            assertThat(e.getMessage())
                    .startsWith("sonarcloud: read webhook failed")
                    .doesNotContain("\n");
        }
    }

    @Test
    void theyBearMutationsOfTheirCorpora() {
        Mutations.of(getClass(), "analysis").feed(TIMES, this::analysis);
        Mutations.of(getClass(), "webhook").feed(TIMES, this::webhook);
    }
}
