package io.throughline.examples.shop.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** The shop's Git repository: real commits, and each version compiled from the commit it is released from. */
final class Repository {
    private final Path history;
    private final Path folder;
    private final Path classes;
    private final String classPath;

    Repository(Path history, Path work, String classPath) throws IOException, InterruptedException {
        this.history = history;
        this.folder = Files.createDirectories(work.resolve("repository"));
        this.classes = Files.createDirectories(work.resolve("releases"));
        this.classPath = classPath;
        git(Instant.EPOCH, "-", "init", "-q", "-b", "main");
    }

    /** Makes one commit at a model time and returns its full SHA-1. */
    String commit(PlannedCommit planned, Instant at) throws IOException, InterruptedException {
        Path overlay = history.resolve(planned.directory());
        for (Path file : files(overlay)) {
            Path target = folder.resolve(overlay.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
        for (String gone : planned.delete()) {
            Files.delete(folder.resolve(gone));
        }
        git(at, planned.author(), "add", "-A");
        git(at, planned.author(), "commit", "-q", "-m", planned.ticket() + ": " + planned.message());
        return git(at, planned.author(), "rev-parse", "HEAD").strip();
    }

    /** Compiles a service as it is now; the result is what is run. */
    Path compile(String service, String version) throws IOException {
        Path out = Files.createDirectories(classes.resolve(service + "-" + version));
        List<String> arguments =
                new ArrayList<>(List.of("-g", "-nowarn", "-proc:none", "-d", out.toString(), "-cp", classPath));
        for (Path file : files(folder.resolve(service))) {
            if (file.toString().endsWith(".java")) {
                arguments.add(file.toString());
            }
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler.run(null, null, null, arguments.toArray(String[]::new)) != 0) {
            throw new IOException(service + " " + version + " does not compile");
        }
        return out;
    }

    /** The migration scripts that a commit's folder brings for a service, in the order of their names. */
    List<Path> migrations(PlannedCommit planned, String service) throws IOException {
        Path scripts = history.resolve(planned.directory()).resolve(service).resolve("migrations");
        return Files.isDirectory(scripts) ? files(scripts) : List.of();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private String git(Instant at, String author, String... arguments) throws IOException, InterruptedException {
        String name = author.replaceAll(" *<.*", "");
        String address = author.replaceAll(".*<|>.*", "");
        List<String> command = new ArrayList<>(List.of("git", "-c", "commit.gpgsign=false"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        String date = String.format(Locale.ROOT, "%d +0000", at.getEpochSecond());
        for (String who : List.of("AUTHOR", "COMMITTER")) {
            builder.environment().put("GIT_" + who + "_NAME", name);
            builder.environment().put("GIT_" + who + "_EMAIL", address);
            builder.environment().put("GIT_" + who + "_DATE", date);
        }
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("git " + String.join(" ", arguments) + " failed: " + output);
        }
        return output;
    }
}
