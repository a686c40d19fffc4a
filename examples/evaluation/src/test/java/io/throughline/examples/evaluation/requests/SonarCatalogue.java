package io.throughline.examples.evaluation.requests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.examples.evaluation.requests.PublishedInterface.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a SonarQube says of its own interface at {@code /api/webservices/list}: its actions and their parameters. */
final class SonarCatalogue {

    private final Map<String, JsonNode> actions = new TreeMap<>();

    private SonarCatalogue(JsonNode catalogue) {
        for (JsonNode service : catalogue.path("webServices")) {
            for (JsonNode action : service.path("actions")) {
                actions.put(
                        "/" + service.path("path").asText() + "/"
                                + action.path("key").asText(),
                        action);
            }
        }
    }

    static SonarCatalogue read(Path file) throws IOException {
        return new SonarCatalogue(new ObjectMapper().readTree(Files.readString(file)));
    }

    /** Holds requests against the catalogue. */
    List<Verdict> check(List<RecordedRequest> requests) {
        return requests.stream().map(this::check).toList();
    }

    private Verdict check(RecordedRequest request) {
        JsonNode action = actions.get(request.path());
        if (action == null) {
            return new Verdict(request, null, List.of("there is no such action"));
        }
        List<String> problems = new ArrayList<>();
        if (action.path("post").asBoolean() != request.method().equals("POST")) {
            problems.add("it is not called by " + request.method());
        }
        Map<String, List<String>> sent = new LinkedHashMap<>(request.query());
        sent.putAll(request.form());
        Map<String, JsonNode> parameters = new TreeMap<>();
        for (JsonNode parameter : action.path("params")) {
            parameters.put(parameter.path("key").asText(), parameter);
        }
        sent.forEach((name, values) -> {
            JsonNode parameter = parameters.get(name);
            if (parameter == null) {
                problems.add("unknown parameter " + name);
            } else {
                values.forEach(value -> checkValue(name, value, parameter, problems));
            }
        });
        parameters.forEach((name, parameter) -> {
            if (parameter.path("required").asBoolean() && !sent.containsKey(name)) {
                problems.add("missing parameter " + name);
            }
        });
        return new Verdict(request, request.path(), problems);
    }

    private static void checkValue(String name, String value, JsonNode parameter, List<String> problems) {
        List<String> possible = new ArrayList<>();
        parameter.path("possibleValues").forEach(one -> possible.add(one.asText()));
        for (String one : value.split(",", -1)) {
            if (!possible.isEmpty() && !possible.contains(one)) {
                problems.add("parameter " + name + " cannot be " + one + " but " + possible);
            }
        }
        int most = parameter.path("maximumValue").asInt(Integer.MAX_VALUE);
        if (most != Integer.MAX_VALUE && (!value.matches("\\d{1,9}") || Integer.parseInt(value) > most)) {
            problems.add("parameter " + name + " cannot be " + value + ", " + most + " at most");
        }
        int longest = parameter.path("maximumLength").asInt(Integer.MAX_VALUE);
        if (value.length() > longest) {
            problems.add("parameter " + name + " is longer than " + longest);
        }
    }
}
