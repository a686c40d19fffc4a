package io.throughline.jira.atlassian;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/**
 * Atlassian's own schema of documents and grammar of queries, run by Node. The packages are fetched once into the build's
 * folder, with their hashes checked. Thread-safe.
 */
final class AtlassianRules implements AutoCloseable {

    /** There is no Node, or the packages cannot be had: the only reasons to skip a check. */
    static final class Missing extends Exception {

        private static final long serialVersionUID = 1L;

        Missing(String message) {
            super(message);
        }
    }

    /**
     * How the grammar reads a query.
     *
     * @param tree the clauses, with a question mark for each quoted value
     * @param values the quoted values in order, their escapes undone
     */
    record Parsed(List<String> problems, String tree, List<String> values) {}

    private static final Path FOLDER = Path.of("target", "atlassian");
    private static final List<String> FILES = List.of("package.json", "package-lock.json", "check.js");
    private static final long SECONDS_TO_FETCH = 60;

    /** Lone surrogates cannot be written as UTF-8. */
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader answers;

    private AtlassianRules(Process process) {
        this.process = process;
        this.requests = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    static AtlassianRules start() throws IOException, InterruptedException, Missing {
        Files.createDirectories(FOLDER);
        for (String file : FILES) {
            try (InputStream in = AtlassianRules.class.getResourceAsStream("/atlassian/" + file)) {
                Files.copy(in, FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        run("there is no Node", "node", "--version");
        if (!Files.exists(FOLDER.resolve("node_modules/.package-lock.json"))) {
            run(
                    "the packages cannot be fetched",
                    windows() ? "npm.cmd" : "npm",
                    "ci",
                    "--ignore-scripts",
                    "--no-audit",
                    "--no-fund",
                    "--fetch-retries=0",
                    "--fetch-timeout=15000");
        }
        return new AtlassianRules(new ProcessBuilder("node", "check.js")
                .directory(FOLDER.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Returns what the schema has against a document. */
    List<String> document(Map<String, ?> document) {
        return texts(ask(Map.of("kind", "document", "document", document)).path("problems"));
    }

    Parsed query(String text) {
        JsonNode answer = ask(Map.of("kind", "query", "text", text));
        return new Parsed(texts(answer.path("problems")), answer.path("tree").asText(), texts(answer.path("values")));
    }

    @Override
    public void close() {
        process.destroy();
    }

    private synchronized JsonNode ask(Map<String, ?> request) {
        try {
            requests.write(JSON.writeValueAsString(request));
            requests.newLine();
            requests.flush();
            String line = answers.readLine();
            if (line == null) {
                throw new IllegalStateException("Node ended without an answer to " + request);
            }
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new IllegalStateException("Node does not answer to " + request, e);
        }
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static void run(String ifNot, String... command) throws IOException, InterruptedException, Missing {
        Path output = FOLDER.resolve("output.txt");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            throw new Missing(ifNot + ": " + command[0] + " cannot be run");
        }
        if (!process.waitFor(SECONDS_TO_FETCH, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new Missing(ifNot + " within " + SECONDS_TO_FETCH + " s");
        }
        if (process.exitValue() != 0) {
            String said = Files.readString(output);
            if (said.contains("EINTEGRITY")) {
                throw new IllegalStateException("a package is not the one whose hash is known: " + said);
            }
            throw new Missing(ifNot + ": " + said.lines().limit(3).toList());
        }
    }

    private static boolean windows() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    }
}
