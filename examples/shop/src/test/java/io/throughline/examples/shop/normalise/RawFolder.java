package io.throughline.examples.shop.normalise;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Builds a raw recording of a few items, at 1:5 from 13:00 of the model and 18:00 of the wall clock. */
final class RawFolder {
    static final Instant WALL = Instant.parse("2026-11-22T18:00:00Z");

    private final Path folder;
    private final List<String> events = new ArrayList<>();
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private final DataOutputStream collector = new DataOutputStream(collected);

    RawFolder(Path folder) throws Exception {
        this.folder = folder;
        Path repository = Files.createDirectories(folder.resolve("repository"));
        Path source = Files.createDirectories(repository.resolve("orders-api/src"));
        Files.writeString(source.resolve("A.java"), "class A { int one() { return 1; } }\n");
        git(repository, "init", "-q");
        git(repository, "add", "-A");
        git(repository, "-c", "user.name=A", "-c", "user.email=a@shop.example", "commit", "-q", "-m", "SHOP-1: One");
        String sha = git(repository, "rev-parse", "HEAD").strip();
        event("{\"kind\":\"commit\",\"at\":\"2026-11-19T12:00:00Z\",\"sha\":\"" + sha
                + "\",\"directory\":\"09\",\"author\":\"A <a@shop.example>\",\"message\":\"SHOP-1:"
                + " One\",\"service\":\"orders-api\",\"version\":\"2.8.0\"}");
        event(
                "{\"kind\":\"stretch\",\"at\":\"2026-11-19T13:00:00Z\",\"id\":\"database\",\"title\":\"T\",\"end\":"
                        + "\"2026-11-19T14:00:00Z\",\"wallStart\":\"" + WALL
                        + "\",\"rate\":5,\"samplingPercentage\":25,"
                        + "\"metricIntervalSeconds\":12,\"requestsPerMinuteAndOperation\":25,\"versions\":{\"orders-api\":\"2.7.0\"}}");
    }

    static boolean gitIsThere() throws InterruptedException {
        try {
            return new ProcessBuilder("git", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    RawFolder event(String json) {
        events.add(json);
        return this;
    }

    /** A body that arrives so many seconds after the start of the stretch. */
    RawFolder body(long second, String path, String text) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        collector.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, WALL.plusSeconds(second)));
        collector.writeUTF(path);
        collector.writeBoolean(true);
        collector.writeInt(zipped.size());
        collector.write(zipped.toByteArray());
        return this;
    }

    Path write(String platform, String statements, String warmUps) throws IOException {
        Files.write(folder.resolve("collector.bin"), collected.toByteArray());
        Files.write(folder.resolve("events.ndjson"), events);
        Files.writeString(folder.resolve("platform.ndjson"), platform);
        Files.writeString(folder.resolve("statements.ndjson"), statements);
        Files.writeString(folder.resolve("warm-up.ndjson"), warmUps);
        return folder;
    }

    private static String git(Path repository, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(repository.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("git failed: " + output);
        }
        return output;
    }
}
