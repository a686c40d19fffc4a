package io.throughline.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files whose bytes changed: the store refuses them in one sentence, or holds exactly what some whole write left. It never
 * says what nobody wrote. Damage is drawn from a seed; {@code -Dthroughline.thorough=true} draws much more.
 */
class DuckDbDamageTest {

    private static final int STEPS = 12;
    private static final int CASES = Boolean.getBoolean("throughline.thorough") ? 300 : 4;

    /** Digests after 0, 1, 2… steps. */
    private static final List<String> DIGESTS = new ArrayList<>();

    private static byte[] checkpointed = new byte[0];
    private static byte[] file = new byte[0];
    private static byte[] log = new byte[0];

    @TempDir
    Path folder;

    @BeforeAll
    static void writeAStore(@TempDir Path place) throws Exception {
        Path path = place.resolve("store.duckdb");
        DIGESTS.clear();
        try (DuckDbStore store = DuckDbStore.open(path)) {
            DIGESTS.add(store.contentDigest());
            for (int step = 1; step <= STEPS / 2; step++) {
                OtherProcess.write(store, step);
                DIGESTS.add(store.contentDigest());
            }
        }
        checkpointed = Files.readAllBytes(path);
        DuckDbStore store = DuckDbStore.open(path);
        for (int step = STEPS / 2 + 1; step <= STEPS; step++) {
            OtherProcess.write(store, step);
            DIGESTS.add(store.contentDigest());
        }
        // As a kill leaves them: the log is not yet in the file.
        file = Files.readAllBytes(path);
        log = Files.readAllBytes(Path.of(path + ".wal"));
        store.close();
    }

    @Test
    void survivesFlippedBytesInTheHeader() throws Exception {
        damage(1, random -> flip(checkpointed, random, 0, 3 * 4096));
    }

    @Test
    void survivesFlippedBytesInTheMiddle() throws Exception {
        damage(2, random -> flip(checkpointed, random, 3 * 4096, checkpointed.length));
    }

    @Test
    void survivesBeingCutOff() throws Exception {
        damage(3, random -> Arrays.copyOf(checkpointed, random.nextInt(checkpointed.length)));
    }

    @Test
    void survivesADamagedLog() throws Exception {
        Random random = new Random(4);
        for (int i = 0; i < CASES; i++) {
            check("flipped log, case " + i, file, flip(log, random, 0, log.length));
        }
    }

    @Test
    void survivesALogThatWasCutOff() throws Exception {
        Random random = new Random(5);
        for (int i = 0; i < CASES; i++) {
            check("cut log, case " + i, file, Arrays.copyOf(log, random.nextInt(log.length)));
        }
    }

    @Test
    void goesOnFromTheLastCheckpointWithoutTheLog() throws Exception {
        Path path = lay("no-log", file, new byte[0]);
        try (DuckDbStore store = DuckDbStore.open(path)) {
            int step = OtherProcess.stepOf(store);
            assertThat(store.contentDigest()).isEqualTo(DIGESTS.get(step));
            while (step < STEPS) {
                OtherProcess.write(store, ++step);
            }
            assertThat(store.contentDigest()).isEqualTo(DIGESTS.get(STEPS));
        }
    }

    private interface Damage {
        byte[] to(Random random);
    }

    private void damage(long seed, Damage damage) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < CASES; i++) {
            check("seed " + seed + ", case " + i, damage.to(random), new byte[0]);
        }
    }

    private void check(String which, byte[] content, byte[] beside) throws Exception {
        Path path = lay(which.replace(' ', '-').replace(',', '-'), content, beside);
        try (DuckDbStore store = DuckDbStore.open(path)) {
            String digest = store.contentDigest();
            assertThat(digest).as(which).isEqualTo(DIGESTS.get(OtherProcess.stepOf(store)));
        } catch (StoreException e) {
            assertThat(String.valueOf(e.getMessage()).lines())
                    .as(which + ": " + e.getMessage())
                    .hasSize(1);
            assertThat(e.getMessage()).as(which).contains(path.toString()).containsPattern("move (it|the file) away");
        } finally {
            Files.delete(path);
            Files.deleteIfExists(Path.of(path + ".wal"));
        }
    }

    private Path lay(String name, byte[] content, byte[] beside) throws Exception {
        Path path = folder.resolve(name + ".duckdb");
        Files.write(path, content);
        if (beside.length > 0) {
            Files.write(Path.of(path + ".wal"), beside);
        }
        return path;
    }

    private static byte[] flip(byte[] sound, Random random, int from, int to) {
        byte[] damaged = sound.clone();
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            damaged[from + random.nextInt(to - from)] ^= (byte) (1 << random.nextInt(8));
        }
        return damaged;
    }
}
