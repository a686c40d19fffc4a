package io.throughline.examples.evaluation.tasks;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/** A folder of series that a test makes. */
record MadeFolder(Path path) {

    static MadeFolder in(Path parent, String name) {
        try {
            Files.createDirectories(parent.resolve(name).resolve("series"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new MadeFolder(parent.resolve(name));
    }

    /** Makes a folder in it. */
    MadeFolder withFolder(String name) {
        try {
            Files.createDirectories(path.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Writes a file of lines, compressed if its name says so. */
    MadeFolder with(String file, String... lines) {
        return withBytes(file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    MadeFolder withBytes(String file, byte[] content) {
        try (OutputStream bytes = Files.newOutputStream(path.resolve(file));
                OutputStream out = file.endsWith(".gz") ? new GZIPOutputStream(bytes) : bytes) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Runs a task over the folder and returns what it writes. */
    String run(Task task) {
        return run(task, 1);
    }

    String run(Task task, int threads) {
        Path output = path.resolveSibling(path.getFileName() + ".predictions");
        try {
            EvaluationSummary ignored = new Evaluation(
                            task, new EvaluationRequest(EvaluationTask.ALARMS, path, output, Set.of(), threads))
                    .run(EvaluationListener.none());
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
