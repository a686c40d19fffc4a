package io.throughline.examples.shop.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessLogTailTest {
    @Test
    void givesEachLineOnceAndLaterOnesWithTheirMinute(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("access.log");
        Files.writeString(file, "1000 20 200 0 GET /a\n3000 40 500 1 GET /b\n25");
        AccessLogTail tail = new AccessLogTail(file);

        assertThat(tail.until(2000)).containsExactly(new AccessLogTail.Line(1000, 20, 200, false));
        Files.writeString(file, "00 5 404 0 GET /c\n", StandardOpenOption.APPEND);
        assertThat(tail.until(4000))
                .containsExactly(
                        new AccessLogTail.Line(3000, 40, 500, true), new AccessLogTail.Line(2500, 5, 404, false));
        assertThat(tail.until(9000)).isEmpty();
    }
}
