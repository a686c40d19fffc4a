package io.throughline.azure.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogTemplatesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Order 900000301 does not exist | Order * does not exist",
                "failed for user \"alice\" from 10.2.3.4:5432 | failed for user * from *",
                "mail to bob.smith@shop.example bounced | mail to * bounced",
                "key (id)=('17') already exists | key (id)=(*) already exists",
                "trace 5b1c2d3e-0000-4000-8000-0000000000aa ended | trace * ended",
                "session user=alice rhost=evil.example closed | session user=* rhost=* closed",
                "cannot open /home/alice/mail.db | cannot open /home/*/mail.db",
                "took 3.5 s at 2026-11-22 10:00:01 | took * s at * *",
                "out   of\tmemory | out of memory"
            })
    void maskWhatVariesAndWhatTellsOfPeople(String message, String template) {
        assertThat(LogTemplates.of(message)).isEqualTo(template);
    }

    @Test
    void areTheirOwnTemplates() {
        String template = LogTemplates.of("user=alice read 'x' 12 times from /home/alice at 10:00");

        assertThat(LogTemplates.of(template)).isEqualTo(template);
    }

    @Test
    void areShort() {
        assertThat(LogTemplates.of("word ".repeat(1000))).hasSizeLessThanOrEqualTo(300);
    }

    @Test
    void areMadeInTheQueryToo() {
        assertThat(LogTemplates.kql("Message")).contains("replace_regex(", "Message", "@'").doesNotContain("{}");
    }
}
