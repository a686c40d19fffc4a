package io.throughline.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.core.testkit.InMemoryTelemetryStore;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbProcessTest {

    @TempDir
    Path folder;

    @Test
    void namesTheProcessThatHoldsTheFileAndTheRemedies() throws Exception {
        Path file = folder.resolve("held.duckdb");
        try (OtherProcess owner = OtherProcess.writingTo(file)) {
            assertThatThrownBy(() -> DuckDbStore.open(file))
                    .isInstanceOf(StoreHeldException.class)
                    .hasMessageContaining("PID " + owner.pid())
                    .hasMessageContaining("serve")
                    .hasMessageContaining("end it first");
        }
        try (DuckDbStore store = DuckDbStore.open(file)) {
            assertThat(OtherProcess.stepOf(store)).isPositive();
        }
    }

    /** Five kills; with {@code -Dthroughline.thorough=true} two hundred. */
    @Test
    void holdsWholeStepsOnlyWhereverTheProcessIsKilled() throws Exception {
        int rounds = Boolean.getBoolean("throughline.thorough") ? 200 : 5;
        Path file = folder.resolve("killed.duckdb");
        // A seed makes the pauses the same, not the places in which the kills strike.
        Random random = new Random(7);
        int applied = 0;
        try (InMemoryTelemetryStore uninterrupted = new InMemoryTelemetryStore()) {
            for (int round = 1; round <= rounds; round++) {
                OtherProcess.writingTo(file).killAfter(random.nextInt(150));

                try (DuckDbStore store = DuckDbStore.open(file)) {
                    int step = OtherProcess.stepOf(store);
                    assertThat(step).as("steps after round %d", round).isGreaterThan(applied);
                    while (applied < step) {
                        OtherProcess.write(uninterrupted, ++applied);
                    }
                    assertThat(store.contentDigest())
                            .as("content after round %d, step %d", round, step)
                            .isEqualTo(uninterrupted.contentDigest());
                }
            }
        }
    }
}
