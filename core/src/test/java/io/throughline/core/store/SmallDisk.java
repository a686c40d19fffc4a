package io.throughline.core.store;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A disk of a few megabytes. Tests that need one are skipped where it may not be mounted. */
final class SmallDisk implements AutoCloseable {

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Mounts one on an empty folder. */
    static SmallDisk mount(Path folder, int megabytes) throws IOException {
        if (!succeeds("mount", "-t", "tmpfs", "-o", "mode=0777,size=" + megabytes + "m", "tmpfs", folder.toString())) {
            abort("a small disk cannot be mounted here: it takes Linux and the right to mount");
        }
        return new SmallDisk(folder);
    }

    Path folder() {
        return folder;
    }

    void resize(int megabytes) throws IOException {
        require("mount", "-o", "remount,size=" + megabytes + "m", folder.toString());
    }

    /** Lets nothing be written to it, or lets it again. */
    void readOnly(boolean only) throws IOException {
        require("mount", "-o", "remount," + (only ? "ro" : "rw"), folder.toString());
    }

    /** Unmounts it; what is on it is gone. */
    @Override
    public void close() throws IOException {
        require("umount", folder.toString());
    }

    /** Makes a file or folder unchangeable, also for the superuser; skips the test where that cannot be done. */
    static Frozen frozen(Path path) throws IOException {
        if (!succeeds("chattr", "+i", path.toString())) {
            abort("nothing can be made unchangeable here: it takes chattr and the right to use it");
        }
        return () -> require("chattr", "-i", path.toString());
    }

    /** What keeps something unchangeable until it is closed. */
    interface Frozen extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    private static void require(String... command) throws IOException {
        if (!succeeds(command)) {
            throw new IOException(String.join(" ", command) + " failed");
        }
    }

    private static boolean succeeds(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean good = process.waitFor() == 0;
            if (!good) {
                System.out.println(String.join(" ", command) + ": " + said.strip());
            }
            return good;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (IOException e) {
            return false;
        }
    }
}
