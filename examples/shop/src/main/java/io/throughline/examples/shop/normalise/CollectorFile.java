package io.throughline.examples.shop.normalise;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.zip.GZIPInputStream;

/** Reads what the collector kept, body by body, in the order of arrival. */
final class CollectorFile {
    private CollectorFile() {}

    /** Hands every body to the reader. A last body that was cut off, because the recording still runs, is left out. */
    static void read(Path file, Reader reader) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 20))) {
            while (true) {
                long arrival = in.readLong();
                String path = in.readUTF();
                boolean gzip = in.readBoolean();
                byte[] body = new byte[in.readInt()];
                in.readFully(body);
                reader.body(Instant.EPOCH.plus(arrival, ChronoUnit.MICROS), path, text(body, gzip));
            }
        } catch (EOFException end) {
            return;
        }
    }

    private static String text(byte[] body, boolean gzip) throws IOException {
        if (!gzip) {
            return new String(body, StandardCharsets.UTF_8);
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Takes one body. */
    @FunctionalInterface
    interface Reader {
        /**
         * One post.
         *
         * @param arrival wall time
         * @param path of the request
         * @param body text, decompressed
         */
        void body(Instant arrival, String path, String body) throws IOException;
    }
}
