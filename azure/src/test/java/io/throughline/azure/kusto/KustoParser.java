package io.throughline.azure.kusto;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Microsoft's own parser of the query language, run by Node. The package is fetched once into the build's folder, with
 * its hash checked. Thread-safe.
 */
final class KustoParser implements AutoCloseable {

    /** There is no Node, or the package cannot be had: the only reasons to skip a check. */
    static final class Missing extends Exception {

        private static final long serialVersionUID = 1L;

        Missing(String message) {
            super(message);
        }
    }

    /** A column of a table or of a query's result. */
    record Column(String name, String type) {}

    /** What the parser says of a text. */
    record Verdict(List<String> problems, List<Column> columns, List<String> tables) {}

    private static final Path FOLDER = Path.of("target", "kusto");
    private static final List<String> FILES = List.of("package.json", "package-lock.json", "check.js");
    private static final long SECONDS_TO_FETCH = 60;

    /** Lone surrogates cannot be written as UTF-8. */
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader answers;

    private KustoParser(Process process) {
        this.process = process;
        this.requests = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    static KustoParser start() throws IOException, InterruptedException, Missing {
        Files.createDirectories(FOLDER);
        for (String file : FILES) {
            try (InputStream in = KustoParser.class.getResourceAsStream("/kusto/" + file)) {
                Files.copy(in, FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        run("there is no Node", "node", "--version");
        if (!Files.exists(FOLDER.resolve("node_modules/.package-lock.json"))) {
            run(
                    "the package cannot be fetched",
                    windows() ? "npm.cmd" : "npm",
                    "ci",
                    "--ignore-scripts",
                    "--no-audit",
                    "--no-fund",
                    "--fetch-retries=0",
                    "--fetch-timeout=15000");
        }
        Process process = new ProcessBuilder("node", "check.js")
                .directory(FOLDER.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        KustoParser parser = new KustoParser(process);
        ObjectNode request = request("schemas");
        request.set("schemas", JSON.valueToTree(schemas()));
        parser.ask(request);
        return parser;
    }

    Verdict query(String database, String text) {
        JsonNode answer = ask(request("query").put("database", database).put("text", text));
        List<Column> columns = new ArrayList<>();
        answer.path("columns")
                .forEach(column -> columns.add(new Column(
                        column.path("name").asText(), column.path("type").asText())));
        return new Verdict(texts(answer.path("problems")), columns, texts(answer.path("tables")));
    }

    /** Returns what is wrong with {@code print x = <literal>} as the text of one literal with a value, or null. */
    @Nullable
    String literal(String text, String value) {
        return ask(request("literal").put("text", text).put("value", value))
                .path("problem")
                .asText(null);
    }

    @Override
    public void close() {
        process.destroy();
    }

    private synchronized JsonNode ask(ObjectNode request) {
        try {
            requests.write(JSON.writeValueAsString(request));
            requests.newLine();
            requests.flush();
            String line = answers.readLine();
            if (line == null) {
                throw new IllegalStateException("the parser ended without an answer to " + request);
            }
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new IllegalStateException("the parser does not answer to " + request, e);
        }
    }

    private static ObjectNode request(String kind) {
        return JSON.createObjectNode().put("kind", kind);
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** Columns by table by database, from the compact form of the resource. */
    private static Map<String, Map<String, Map<String, String>>> schemas() throws IOException {
        JsonNode root = schemaFile();
        Map<String, Map<String, Map<String, String>>> schemas = new TreeMap<>();
        for (String database : List.of("workspace", "graph")) {
            Map<String, Map<String, String>> tables = new TreeMap<>();
            root.path(database).properties().forEach(table -> {
                Map<String, String> columns = new TreeMap<>();
                add(root, table.getValue().asText(), columns);
                tables.put(table.getKey(), columns);
            });
            schemas.put(database, tables);
        }
        return schemas;
    }

    private static JsonNode schemaFile() throws IOException {
        try (InputStream in = KustoParser.class.getResourceAsStream("/kusto/schemas.json")) {
            return JSON.readTree(in);
        }
    }

    private static void add(JsonNode root, String words, Map<String, String> columns) {
        for (String word : words.split(" ", -1)) {
            if (word.startsWith("+")) {
                add(root, root.path("groups").path(word.substring(1)).asText(), columns);
            } else {
                int colon = word.indexOf(':');
                columns.put(
                        colon < 0 ? word : word.substring(0, colon), colon < 0 ? "string" : word.substring(colon + 1));
            }
        }
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
                throw new IllegalStateException("the package is not the one whose hash is known: " + said);
            }
            throw new Missing(ifNot + ": " + said.lines().limit(3).toList());
        }
    }

    private static boolean windows() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    }
}
