package io.throughline.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeCopiesTest {

    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void removesWhatKilledProcessesLeftBehind() throws IOException {
        Path stale = copy("libduckdb_java123.so", NOW.minusSeconds(3601));
        Path young = copy("libduckdb_java456.so", NOW.minusSeconds(3599));
        Path own = copy("libduckdb_java789.so", NOW);
        Path other = copy("libother.so", NOW.minusSeconds(86_400));

        assertThat(NativeCopies.clean(folder)).isEqualTo(1);
        assertThat(stale).doesNotExist();
        assertThat(young).exists();
        assertThat(own).exists();
        assertThat(other).exists();
    }

    @Test
    void doesNothingWithoutAFolder() {
        assertThat(NativeCopies.clean(folder.resolve("missing"))).isZero();
    }

    private Path copy(String name, Instant modified) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "native");
        Files.setLastModifiedTime(file, FileTime.from(modified));
        return file;
    }
}
