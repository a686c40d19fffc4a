package io.throughline.examples.shop.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeMeasuresTest {
    @Test
    void measuresOfASmallClassAreThoseCountedByHand(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("Half.java"), """
            package small;

            /** Halves. */
            final class Half {
                int of(int value) {
                    if (value < 0 && value % 2 == 0) {
                        return -1;
                    }
                    return value / 2;
                }

                int zero() {
                    return 0;
                }
            }
            """);

        Map<String, Integer> measures = CodeMeasures.of(folder);

        assertThat(measures)
                .containsEntry("files", 1)
                .containsEntry("lines", 15)
                .containsEntry("ncloc", 12)
                .containsEntry("comment_lines", 1)
                .containsEntry("classes", 1)
                .containsEntry("functions", 2)
                .containsEntry("complexity", 4)
                .containsEntry("cognitive_complexity", 2)
                .containsEntry("vulnerabilities", 0)
                .doesNotContainKey("coverage");
        assertThat(measures.getOrDefault("violations", -1))
                .isEqualTo(measures.getOrDefault("bugs", 0) + measures.getOrDefault("code_smells", 0));
    }

    @Test
    void anEmptyCatchBlockIsABug(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("Silent.java");
        Files.writeString(
                file, "class Silent { void a() { try { b(); } catch (RuntimeException e) { } } void b() { } }\n");
        int bugs = CodeMeasures.of(folder).getOrDefault("bugs", -1);
        Files.writeString(file, "class Silent { void a() { b(); } void b() { } }\n");

        assertThat(CodeMeasures.of(folder).get("bugs")).isLessThan(bugs);
    }
}
