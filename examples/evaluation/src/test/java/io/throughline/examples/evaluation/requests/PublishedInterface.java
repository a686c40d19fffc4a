package io.throughline.examples.evaluation.requests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor publishes about its interface, in the form of a package that is generated from it, run by Node. The
 * packages are fetched once into the build's folder, with their hashes checked.
 */
final class PublishedInterface {

    /** There is no Node, or the packages cannot be had: the only reasons to skip a check. */
    static final class Missing extends Exception {

        private static final long serialVersionUID = 1L;

        Missing(String message) {
            super(message);
        }
    }

    /**
     * What is said of a request.
     *
     * @param operation the operation that it is, or null if there is none such
     */
    record Verdict(RecordedRequest request, @Nullable String operation, List<String> problems) {

        Verdict {
            problems = List.copyOf(problems);
        }

        @Override
        public String toString() {
            return request + "\n    is " + operation + ": " + String.join("; ", problems);
        }
    }

    private static final Path FOLDER = Path.of("target", "requests");
    private static final List<String> FILES = List.of("package.json", "package-lock.json", "jira.mjs", "sentry.mjs");
    private static final long SECONDS_TO_FETCH = 120;
    private static final long SECONDS_TO_CHECK = 60;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String script;

    private PublishedInterface(String script) {
        this.script = script;
    }

    /** Fetches what is needed to hold requests against a vendor's interface. */
    static PublishedInterface of(String vendor) throws IOException, InterruptedException, Missing {
        Files.createDirectories(FOLDER);
        for (String file : FILES) {
            try (InputStream in = PublishedInterface.class.getResourceAsStream("/requests/" + file)) {
                Files.copy(in, FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        run("there is no Node", SECONDS_TO_CHECK, "node", "--version");
        if (!Files.exists(FOLDER.resolve("node_modules/.package-lock.json"))) {
            run(
                    "the packages cannot be fetched",
                    SECONDS_TO_FETCH,
                    windows() ? "npm.cmd" : "npm",
                    "ci",
                    "--ignore-scripts",
                    "--no-audit",
                    "--no-fund",
                    "--fetch-retries=0",
                    "--fetch-timeout=15000");
        }
        return new PublishedInterface(vendor + ".mjs");
    }

    /** Holds requests against the interface. */
    List<Verdict> check(List<RecordedRequest> requests) throws IOException, InterruptedException {
        ArrayNode asked = JSON.createArrayNode();
        for (RecordedRequest request : requests) {
            asked.addObject()
                    .put("method", request.method())
                    .put("path", request.path())
                    .<com.fasterxml.jackson.databind.node.ObjectNode>set("query", JSON.valueToTree(request.query()))
                    .set("body", request.body());
        }
        Path question = FOLDER.resolve(script + "-requests.json");
        Path answer = FOLDER.resolve(script + "-verdicts.json");
        JSON.writeValue(question.toFile(), asked);
        Process process = new ProcessBuilder("node", script)
                .directory(FOLDER.toFile())
                .redirectInput(question.toFile())
                .redirectOutput(answer.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (!process.waitFor(SECONDS_TO_CHECK, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(script + " did not end within " + SECONDS_TO_CHECK + " s");
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(script + " failed; see above");
        }
        JsonNode said = JSON.readTree(answer.toFile());
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            JsonNode verdict = said.path("verdicts").path(i);
            List<String> problems = new ArrayList<>();
            verdict.path("problems").forEach(problem -> problems.add(problem.asText()));
            verdicts.add(new Verdict(requests.get(i), verdict.path("operation").textValue(), problems));
        }
        return verdicts;
    }

    private static void run(String ifNot, long seconds, String... command)
            throws IOException, InterruptedException, Missing {
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
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new Missing(ifNot + " within " + seconds + " s");
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
