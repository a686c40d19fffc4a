package io.throughline.core.sync;

import io.throughline.core.store.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills and pauses processes that sync into PostgreSQL. A few times; with {@code -Dthroughline.thorough=true} two hundred
 * kills each.
 */
class PostgresKilledSyncTest {

    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    @TempDir
    Path folder;

    private final Kills.Place place = new Kills.Place() {
        @Override
        public String fresh() {
            return SERVER.jdbcUrl() + " " + SERVER.freshSchema();
        }

        @Override
        public void drop(String store) {
            SERVER.run("DROP SCHEMA " + store.substring(store.indexOf(' ') + 1) + " CASCADE");
        }
    };

    @Test
    void endsAsTheUninterruptedSyncWhereverItIsKilled() throws Exception {
        Kills.ofOneProcess(folder, place);
    }

    @Test
    void endsTheSameWithTwoProcessesAtOnceEachKilledAnywhere() throws Exception {
        Kills.ofTwoProcesses(folder, place);
    }

    @Test
    void refusesTheWritesOfAProcessThatWasPausedBeyondItsLease() throws Exception {
        Kills.ofOnePausedProcess(folder, place, Boolean.getBoolean("throughline.thorough") ? 20 : 1);
    }
}
