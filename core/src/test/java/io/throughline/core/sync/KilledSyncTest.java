package io.throughline.core.sync;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that syncs into a DuckDB file. Three kills; with {@code -Dthroughline.thorough=true} two hundred. */
class KilledSyncTest {

    @TempDir
    Path folder;

    @Test
    void endsAsTheUninterruptedSyncWhereverItIsKilled() throws Exception {
        Kills.ofOneProcess(folder, new Kills.Place() {
            private int number;

            @Override
            public String fresh() {
                return "jdbc:duckdb:" + folder.resolve("killed-" + ++number + ".duckdb");
            }

            @Override
            public void drop(String url) throws Exception {
                Path file = Path.of(url.substring("jdbc:duckdb:".length()));
                for (Path left : List.of(file, Path.of(file + ".wal"))) {
                    Files.deleteIfExists(left);
                }
            }
        });
    }
}
