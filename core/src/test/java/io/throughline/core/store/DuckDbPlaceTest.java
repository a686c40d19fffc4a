package io.throughline.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.core.testkit.InMemoryTelemetryStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Places that cannot be written: a full disk, what is read-only. The store is unharmed and goes on afterwards. */
class DuckDbPlaceTest {

    @TempDir
    Path folder;

    @Test
    void losesNothingWhenTheDiskIsFullAndGoesOnWhenItIsNot() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(Files.createDirectory(folder.resolve("disk")), 2)) {
            Path file = disk.folder().resolve("store.duckdb");
            StoreException full = null;
            DuckDbStore store = DuckDbStore.open(file);
            int step = 0;
            try {
                while (full == null && step < 5_000) {
                    OtherProcess.write(store, ++step);
                }
            } catch (StoreException e) {
                full = e;
            }
            closeWhatIsLeft(store);
            assertSaysWhatToDo(full, "disk");

            disk.resize(200);
            try (DuckDbStore again = DuckDbStore.open(file)) {
                // The step that failed is there whole or not at all.
                int last = OtherProcess.stepOf(again);
                assertThat(last).isBetween(step - 1, step);
                assertThat(again.contentDigest()).isEqualTo(digestAfter(last));
                OtherProcess.write(again, last + 1);
                assertThat(again.contentDigest()).isEqualTo(digestAfter(last + 1));
            }
        }
    }

    @Test
    void goesOnReadingWhenTheDiskIsFull() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(Files.createDirectory(folder.resolve("disk")), 6)) {
            try (DuckDbStore store = DuckDbStore.open(disk.folder().resolve("store.duckdb"))) {
                OtherProcess.write(store, 1);
            }
            Files.write(disk.folder().resolve("of somebody else"), new byte[filling(disk)]);

            try (DuckDbStore store = DuckDbStore.open(disk.folder().resolve("store.duckdb"))) {
                assertThat(store.contentDigest()).isEqualTo(digestAfter(1));
            } catch (StoreException e) {
                assertSaysWhatToDo(e, "disk");
            }
            Files.delete(disk.folder().resolve("of somebody else"));
            try (DuckDbStore store = DuckDbStore.open(disk.folder().resolve("store.duckdb"))) {
                OtherProcess.write(store, 2);
                assertThat(store.contentDigest()).isEqualTo(digestAfter(2));
            }
        }
    }

    @Test
    void refusesAFileThatMayNotBeWritten() throws Exception {
        Path file = folder.resolve("store.duckdb");
        try (DuckDbStore store = DuckDbStore.open(file)) {
            OtherProcess.write(store, 1);
        }
        byte[] before = Files.readAllBytes(file);
        try (SmallDisk.Frozen frozen = SmallDisk.frozen(file)) {
            assertThat(frozen).isNotNull();
            assertThatThrownBy(() -> DuckDbStore.open(file))
                    .isInstanceOf(StoreException.class)
                    .satisfies(e -> assertSaysWhatToDo(e, "writable"));
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        goesOn(file);
    }

    @Test
    void refusesAFolderThatMayNotBeWritten() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(Files.createDirectory(folder.resolve("disk")), 20)) {
            Path file = disk.folder().resolve("store.duckdb");
            try (DuckDbStore store = DuckDbStore.open(file)) {
                OtherProcess.write(store, 1);
            }
            disk.readOnly(true);
            assertThatThrownBy(() -> DuckDbStore.open(file))
                    .isInstanceOf(StoreException.class)
                    .satisfies(e -> assertSaysWhatToDo(e, "writable"));
            assertThatThrownBy(() -> DuckDbStore.open(disk.folder().resolve("new.duckdb")))
                    .isInstanceOf(StoreException.class)
                    .satisfies(e -> assertSaysWhatToDo(e, "writable"));
            disk.readOnly(false);
            goesOn(file);
        }
    }

    /** The file may be changed, but no log can be laid beside it. */
    @Test
    void writesNothingWhereItsLogCannotBe() throws Exception {
        Path place = Files.createDirectory(folder.resolve("frozen"));
        Path file = place.resolve("store.duckdb");
        try (DuckDbStore store = DuckDbStore.open(file)) {
            OtherProcess.write(store, 1);
        }
        try (SmallDisk.Frozen frozen = SmallDisk.frozen(place)) {
            assertThat(frozen).isNotNull();
            assertThatThrownBy(() -> {
                        try (DuckDbStore store = DuckDbStore.open(file)) {
                            OtherProcess.write(store, 2);
                        }
                    })
                    .isInstanceOf(StoreException.class)
                    .satisfies(e -> assertSaysWhatToDo(e, "writable"));
        }
        goesOn(file);
    }

    @Test
    void saysThatTheDriverFindsNoRoomForItsLibrary() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(Files.createDirectory(folder.resolve("disk")), 2)) {
            Path file = folder.resolve("store.duckdb");
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-Djava.io.tmpdir=" + disk.folder(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Opening.class.getName(),
                            file.toString())
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();

            assertThat(said.lines()).as(said).hasSize(1);
            assertThat(said)
                    .startsWith("StoreException: ")
                    .contains("java.io.tmpdir")
                    .contains(disk.folder().toString());
            assertThat(file).doesNotExist();
        }
    }

    /** Opens a store and prints why that fails. */
    static final class Opening {

        private Opening() {}

        public static void main(String[] arguments) {
            try {
                DuckDbStore.open(Path.of(arguments[0])).close();
                System.out.println("opened");
            } catch (RuntimeException | Error e) {
                System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
            }
        }
    }

    private static void goesOn(Path file) {
        try (DuckDbStore store = DuckDbStore.open(file)) {
            assertThat(store.contentDigest()).isEqualTo(digestAfter(1));
            OtherProcess.write(store, 2);
            assertThat(store.contentDigest()).isEqualTo(digestAfter(2));
        }
    }

    private static int filling(SmallDisk disk) {
        return Math.toIntExact(disk.folder().toFile().getUsableSpace());
    }

    private static void closeWhatIsLeft(DuckDbStore store) {
        try {
            store.close();
        } catch (StoreException e) {
            assertThat(e.getMessage()).doesNotContain("\n");
        }
    }

    private static void assertSaysWhatToDo(@Nullable Throwable e, String word) {
        assertThat(e).isInstanceOf(StoreException.class);
        if (e == null) {
            return;
        }
        assertThat(String.valueOf(e.getMessage()).lines()).as(e.getMessage()).hasSize(1);
        assertThat(e.getMessage()).contains(word).containsPattern("; (free|make|close|choose|move|let)");
    }

    static String digestAfter(int steps) {
        try (TelemetryStore reference = new InMemoryTelemetryStore()) {
            for (int step = 1; step <= steps; step++) {
                OtherProcess.write(reference, step);
            }
            return reference.contentDigest();
        }
    }
}
