package io.throughline.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.sentry.internal.LinkHeader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkHeaderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <https://h/?a=1>; rel="previous"; results="false"; cursor="0:0:1", <https://h/>; rel="next"; results="true"; cursor="0:100:0" | 0:100:0
            <https://h/>; cursor="-1.5e3:1:0"; results="true"; rel="next"                                                               | -1.5e3:1:0
            <https://h/?q=a,b;rel="next">; rel="previous"; results="true"; cursor="p", <https://h/>;rel="next";results="true";cursor="n" | n
            <https://h/>; rel="next"; results="false"; cursor="0:100:0"                                                                 |
            <https://h/>; rel="previous"; results="true"; cursor="0:0:1"                                                                |
            <https://h/>; rel="next"; results="true"                                                                                   |
            nonsense, "; <                                                                                                             |
            """)
    void findsTheNextCursor(String header, String cursor) {
        assertThat(LinkHeader.nextCursor(List.of(header)).orElse(null)).isEqualTo(cursor);
    }

    @Test
    void readsALinkThatCameInAFieldOfItsOwn() {
        assertThat(LinkHeader.nextCursor(List.of(
                        "<https://h/>; rel=\"previous\"; results=\"false\"; cursor=\"a\"",
                        "<https://h/>; rel=\"next\"; results=\"true\"; cursor=\"b\"")))
                .contains("b");
    }
}
