package io.throughline.examples.dashboards.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShowTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0.3402   | s             | 340 ms
                    1.94     | s             | 1.94 s
                    0.0384   | 1             | 3.84 %
                    59.44    | {request}/min | 59.4 /min
                    12345.6  | {error}       | 12,346
                    1536     | By            | 1.5 KiB
                    12.5     | money:EUR     | 12.5 EUR
                    """)
    void figures_carry_their_unit(double value, String unit, String text) {
        assertThat(Show.value(value, unit)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "PT42S,42 s",
        "PT1M,1 min",
        "PT90S,90 s",
        "PT52M,52 min",
        "PT3H20M,3 h 20 min",
        "PT48H,2 d",
        "PT50H,2 d 2 h"
    })
    void lengths_of_time_are_short(Duration duration, String text) {
        assertThat(Show.duration(duration)).isEqualTo(text);
    }

    @Test
    void ages_are_told_from_the_given_now() {
        Instant now = Instant.parse("2026-11-22T14:05:00Z");
        assertThat(Show.ago(now.minusSeconds(180), now)).isEqualTo("3 min ago");
        assertThat(Show.ago(now.minusSeconds(1), now)).isEqualTo("just now");
        assertThat(Show.ago(now.plusSeconds(120), now)).isEqualTo("in 2 min");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                "data:text/html,x",
                "file:///etc/passwd",
                "//evil.example/",
                "/relative",
                "https:",
                "not a link",
            })
    void only_links_to_web_pages_are_followed(String link) {
        assertThat(Show.safe(link)).isNull();
    }

    @Test
    void a_web_page_is_linked_as_it_is() {
        assertThat(Show.safe("https://acme.atlassian.net/browse/CHK-214"))
                .isEqualTo("https://acme.atlassian.net/browse/CHK-214");
        assertThat(Show.safe(null)).isNull();
    }

    @Test
    void anchors_of_different_references_differ_and_need_no_escape() {
        assertThat(Show.anchor("a#b")).matches("[A-Za-z0-9-]+").isNotEqualTo(Show.anchor("a/b"));
    }

    @Test
    void names_of_services_survive_in_a_path() {
        assertThat(Show.path("check out/ä?#%")).isEqualTo("check%20out/%C3%A4%3F%23%25");
    }
}
