package io.throughline.examples.tenant.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Finds the folder of a recording, and takes it out of the jar if it is in one. */
final class RecordingFiles {

    private static final String FOLDER = "io/throughline/examples/tenant/recordings/";
    /** The recordings that the project makes. */
    private static final List<String> KNOWN = List.of(
            "database",
            "release-error",
            "release-leak",
            "release-queries",
            "cpu",
            "cpu-orders",
            "cpu-storefront",
            "table-lock",
            "row-lock",
            "login",
            "slow-network",
            "cut-network",
            "payments",
            "frozen-inventory",
            "frozen-orders",
            "quiet");

    private RecordingFiles() {}

    /** Returns the folder of a recording below a folder of recordings. */
    static Path in(Path recordings, String id) {
        Path folder = recordings.resolve(id);
        if (!Files.isRegularFile(folder.resolve("recording.json"))) {
            throw new IllegalArgumentException("there is no recording '" + id + "' in " + recordings);
        }
        return folder;
    }

    /**
     * Returns the folder of a recording that a class loader finds, copied below {@code temporary} if it is inside a jar.
     *
     * @throws IllegalArgumentException if it finds none
     */
    static Path onClassPath(String id, Path temporary, ClassLoader loader) {
        URL manifest = loader.getResource(FOLDER + id + "/recording.json");
        if (manifest == null) {
            throw new IllegalArgumentException("there is no recording '" + id + "' on the class path; there are "
                    + KNOWN.stream()
                            .filter(known -> loader.getResource(FOLDER + known + "/recording.json") != null)
                            .toList());
        }
        try {
            if (manifest.openConnection() instanceof JarURLConnection inJar) {
                inJar.setUseCaches(false);
                Path copy = Files.createDirectories(temporary.resolve(id));
                // By path and not by address, so that several may be open at once.
                try (FileSystem jar =
                        FileSystems.newFileSystem(Path.of(inJar.getJarFileURL().toURI()))) {
                    copy(jar.getPath(FOLDER + id), copy);
                }
                return copy;
            }
            return Objects.requireNonNull(Path.of(manifest.toURI()).getParent());
        } catch (URISyntaxException | IOException e) {
            throw new IllegalStateException("cannot unpack the recording '" + id + "'", e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
