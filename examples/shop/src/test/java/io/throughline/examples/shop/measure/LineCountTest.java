package io.throughline.examples.shop.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineCountTest {
    @Test
    void commentsAndBlankLinesAreNoCode() {
        LineCount count = LineCount.of("/** What it is.\n */\nclass A {\n\n    // why\n    int b = 1; // here\n}\n");

        assertThat(count).isEqualTo(new LineCount(7, 3, 3));
    }

    @Test
    void slashesInTextAreNoComment() {
        assertThat(LineCount.of("String url = \"http://a/*b\";\nint c;\n")).isEqualTo(new LineCount(2, 2, 0));
    }

    @Test
    void codeAfterABlockCommentCounts() {
        assertThat(LineCount.of("/* a */ int b; /* c\nd */ int e;\n")).isEqualTo(new LineCount(2, 2, 2));
    }
}
