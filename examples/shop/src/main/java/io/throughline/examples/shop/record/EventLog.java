package io.throughline.examples.shop.record;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** An append-only file of JSON objects, one a line. Thread-safe. */
final class EventLog implements AutoCloseable {
    private final JsonMapper mapper = JsonMapper.builder().build();
    private final BufferedWriter out;

    EventLog(Path file) throws IOException {
        out = Files.newBufferedWriter(file);
    }

    /** A new object with its kind and model time, to be completed and handed to {@link #write}. */
    ObjectNode event(String kind, Instant model) {
        return mapper.createObjectNode().put("kind", kind).put("at", model.toString());
    }

    ObjectNode object() {
        return mapper.createObjectNode();
    }

    synchronized void write(ObjectNode event) {
        try {
            out.write(mapper.writeValueAsString(event));
            out.newLine();
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
