package io.throughline.examples.benchmarks;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;

/** Bodies of answers to the query that the stream of requests sends: the same columns, typical values. */
final class LogAnswer {

    private static final String HEAD = "{\"tables\":[{\"name\":\"PrimaryResult\",\"columns\":["
            + "{\"name\":\"Step\",\"type\":\"datetime\"},{\"name\":\"AppRoleName\",\"type\":\"string\"},"
            + "{\"name\":\"Name\",\"type\":\"string\"},{\"name\":\"Bucket\",\"type\":\"int\"},"
            + "{\"name\":\"Items\",\"type\":\"long\"},{\"name\":\"Failures\",\"type\":\"long\"},"
            + "{\"name\":\"Stored\",\"type\":\"long\"},{\"name\":\"SecondsSum\",\"type\":\"real\"},"
            + "{\"name\":\"SecondsMin\",\"type\":\"real\"},{\"name\":\"SecondsMax\",\"type\":\"real\"}],\"rows\":[";

    private static final int ROLES = 12;
    private static final int OPERATIONS = 40;

    private LogAnswer() {}

    /** Returns a body of so many rows; the same for the same seed. */
    static byte[] ofRows(int rows, long seed) {
        Random random = new Random(seed);
        ByteArrayOutputStream body = new ByteArrayOutputStream(rows * 110);
        body.writeBytes(HEAD.getBytes(StandardCharsets.UTF_8));
        long first = Instant.parse("2026-11-22T00:00:00Z").getEpochSecond();
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < rows; i++) {
            int items = 1 + random.nextInt(500);
            double mean = Math.exp(random.nextGaussian() - 2);
            row.setLength(0);
            row.append(i == 0 ? "[\"" : ",[\"")
                    .append(Instant.ofEpochSecond(first + i / 2000 * 60L))
                    .append("\",\"role-")
                    .append(i / 160 % ROLES)
                    .append("\",\"GET /shop/operation-")
                    .append(i / 4 % OPERATIONS)
                    .append("\",")
                    .append(-60 + random.nextInt(120))
                    .append(',')
                    .append(items)
                    .append(',')
                    .append(random.nextInt(20) == 0 ? 1 : 0)
                    .append(',')
                    .append(1 + items / 7)
                    .append(',')
                    .append(String.format(Locale.ROOT, "%.6f", mean * items))
                    .append(',')
                    .append(String.format(Locale.ROOT, "%.6f", mean / 2))
                    .append(',')
                    .append(mean * 3)
                    .append(']');
            body.writeBytes(row.toString().getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes("]}]}".getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }
}
