package io.throughline.examples.evaluation.tasks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The predictions on their way into a file: it is there as a whole at the end, or as it was before. */
final class PredictionFile implements AutoCloseable {

    private final Path target;
    private final Path unfinished;
    private final BufferedWriter writer;

    private PredictionFile(Path target, Path unfinished, BufferedWriter writer) {
        this.target = target;
        this.unfinished = unfinished;
        this.writer = writer;
    }

    /**
     * Opens a temporary file beside the one to be written.
     *
     * @throws EvaluationException if it cannot be written there, or is what the evaluation reads
     */
    static PredictionFile create(Path output, Path input) {
        try {
            Path target = Files.exists(output) ? output.toRealPath() : output.toAbsolutePath();
            if (Files.exists(target) && !Files.isRegularFile(target)) {
                throw new EvaluationException("--output " + output + " is no regular file; name a file to be written");
            }
            Path folder = target.getParent();
            if (folder == null || !Files.isDirectory(folder)) {
                throw new EvaluationException("--output " + output + ": its folder is missing; make it first");
            }
            Path real = folder.toRealPath();
            String name = target.getFileName().toString();
            boolean list = real.equals(input.toRealPath())
                    && Files.exists(target)
                    && name.matches("(series|cases)\\.csv(\\.gz)?");
            if (list || real.equals(input.toRealPath().resolve("series"))) {
                throw new EvaluationException(
                        "--output " + output + " is where the input lies; name a file that is not read");
            }
            Path unfinished = Files.createTempFile(folder, "." + name + "-", ".unfinished");
            return new PredictionFile(target, unfinished, Files.newBufferedWriter(unfinished));
        } catch (IOException e) {
            throw new EvaluationException(
                    "--output " + output + " cannot be written: " + e + "; name a file in a folder of yours", e);
        }
    }

    void line(String line) {
        try {
            writer.write(line);
            writer.write('\n');
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Puts the file in its place. */
    void finish() {
        try {
            writer.close();
            try {
                Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException("the predictions cannot be written to " + target + ": " + e.getMessage(), e);
    }

    /** Removes what was not finished. */
    @Override
    public void close() {
        try {
            writer.close();
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            throw failed(e);
        }
    }
}
