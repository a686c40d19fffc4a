package io.throughline.examples.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder to work in: one that was named and stays, or a temporary one that goes. */
final class WorkFolder implements AutoCloseable {

    private final Path path;
    private final boolean temporary;

    private WorkFolder(Path path, boolean temporary) {
        this.path = path;
        this.temporary = temporary;
    }

    static WorkFolder of(@Nullable Path named) {
        try {
            return named == null
                    ? new WorkFolder(Files.createTempDirectory("throughline-"), true)
                    : new WorkFolder(Files.createDirectories(named), false);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder to work in: " + e.getMessage(), e);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        if (!temporary) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the temporary folder " + path, e);
        }
    }
}
