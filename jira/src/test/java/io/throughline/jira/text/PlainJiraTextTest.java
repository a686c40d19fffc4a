package io.throughline.jira.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainJiraTextTest {

    private static final Pattern REFERENCE = Pattern.compile("&#(\\d{1,5});");
    private static final String SIGNS = "\\{}[]*_+-^~!|#?@&:;()\"<>=%.h1bq \n\tx7ß日";

    @ParameterizedTest
    @ValueSource(longs = {3, 4, 5})
    void staysWhatItIsInMarkup(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) {
                text.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
            }

            String markup = JiraText.plain(text.toString()).toMarkup();

            String shown = REFERENCE
                    .matcher(markup)
                    .replaceAll(
                            found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1)))));
            assertThat(shown).as("seed %d, text %d", seed, i).isEqualTo(text.toString());
            assertThat(REFERENCE.matcher(markup).replaceAll("x"))
                    .as("seed %d, text %d", seed, i)
                    .doesNotContainPattern("[\\\\{}\\[\\]*_+\\-^~!|#?@&]|(?m)^\\s*(h[1-6]|bq)\\.");
        }
    }

    @ParameterizedTest
    @CsvSource({"h1. x,h1&#46; x", "OPS-1,OPS&#45;1", "{code},&#123;code&#125;", "3.5 s,3.5 s"})
    void writesReferencesForWhatCouldBeMarkup(String text, String markup) {
        assertThat(JiraText.plain(text).toMarkup()).isEqualTo(markup);
    }

    @Test
    void isADocumentWithoutAnEmptyText() {
        assertThat(RichText.of(JiraText.plain("a\n\n b").toDocument()).plain()).isEqualTo("a\n\n b");
        assertThat(JiraText.plain("").toDocument()).containsEntry("content", List.of());
        assertThat(JiraText.plain("\n").toDocument().toString()).doesNotContain("text=}");
        assertThat(JiraText.plain("x").toDocument()).containsAllEntriesOf(Map.of("version", 1, "type", "doc"));
    }
}
