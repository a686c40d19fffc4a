package io.throughline.examples.shop.record;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads what has been added to an access log since the last time. */
final class AccessLogTail {
    private final Path file;
    private final List<Line> waiting = new ArrayList<>();
    private long position;

    AccessLogTail(Path file) {
        this.file = file;
    }

    /** The new lines of requests that had ended before this time (epoch µs); later ones wait for the next call. */
    List<Line> until(long endMicros) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(position);
            byte[] bytes = new byte[(int) (in.length() - position)];
            in.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8);
            int whole = text.lastIndexOf('\n') + 1;
            position += text.substring(0, whole).getBytes(StandardCharsets.UTF_8).length;
            text.substring(0, whole).lines().map(Line::parse).forEach(waiting::add);
        }
        List<Line> ready =
                waiting.stream().filter(line -> line.endMicros() < endMicros).toList();
        waiting.removeAll(ready);
        return ready;
    }

    /** One finished request. */
    record Line(long endMicros, long durationMicros, int status, boolean warmUp) {
        static Line parse(String text) {
            String[] fields = text.split(" ", -1);
            return new Line(
                    Long.parseLong(fields[0]),
                    Long.parseLong(fields[1]),
                    Integer.parseInt(fields[2]),
                    fields[3].equals("1"));
        }
    }
}
