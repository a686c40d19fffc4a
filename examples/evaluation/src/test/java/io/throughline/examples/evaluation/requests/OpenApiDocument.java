package io.throughline.examples.evaluation.requests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.throughline.examples.evaluation.requests.PublishedInterface.Verdict;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A vendor's OpenAPI document, 3.0 or 3.1, as JSON. Requests are held against its paths, parameters and bodies; values
 * against its schemas, by a validator of JSON schemas.
 */
final class OpenApiDocument {

    private static final String ADDRESS = "https://published.example/document.json";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private final JsonNode document;
    private final SchemaRegistry schemas;
    private final String prefix;

    private OpenApiDocument(String text) throws IOException {
        document = new ObjectMapper().readTree(text);
        boolean newer = document.path("openapi").asText().startsWith("3.1");
        schemas = SchemaRegistry.withDialect(
                newer ? Dialects.getOpenApi31() : Dialects.getOpenApi30(),
                builder -> builder.schemas(Map.of(ADDRESS, text)));
        prefix = document.path("servers").path(0).path("url").asText("").replaceAll("^https?://[^/]*|/+$", "");
    }

    static OpenApiDocument read(Path file) throws IOException {
        return new OpenApiDocument(Files.readString(file));
    }

    /** Holds requests against the document. */
    List<Verdict> check(List<RecordedRequest> requests) {
        return requests.stream().map(this::check).toList();
    }

    private record Operation(String template, JsonNode node, String pointer, List<String> places) {}

    private Verdict check(RecordedRequest request) {
        Optional<Operation> found = find(request);
        if (found.isEmpty()) {
            return new Verdict(request, null, List.of("there is no such operation"));
        }
        Operation operation = found.get();
        List<String> problems = new ArrayList<>();
        Map<String, Located> parameters = parameters(operation);
        checkPath(request, operation, parameters, problems);
        checkQuery(request, parameters, problems);
        checkBody(request, operation, problems);
        String name = operation.node().path("operationId").asText(request.method() + " " + operation.template());
        return new Verdict(request, name, problems);
    }

    /** The most literal path wins, as the specification wants. */
    private Optional<Operation> find(RecordedRequest request) {
        if (!request.path().startsWith(prefix)) {
            return Optional.empty();
        }
        String method = request.method().toLowerCase(java.util.Locale.ROOT);
        String[] segments = request.path().substring(prefix.length()).split("/", -1);
        List<Operation> fitting = new ArrayList<>();
        document.path("paths").properties().forEach(path -> {
            String[] template = path.getKey().split("/", -1);
            JsonNode operation = path.getValue().path(method);
            if (METHODS.contains(method) && operation.isObject() && fits(template, segments)) {
                String pointer = "/paths/" + escaped(path.getKey()) + "/" + method;
                fitting.add(new Operation(path.getKey(), operation, pointer, List.of(template)));
            }
        });
        return fitting.stream()
                .min(Comparator.comparing(operation -> operation.places().stream()
                        .filter(place -> place.startsWith("{"))
                        .count()));
    }

    private static boolean fits(String[] template, String[] segments) {
        if (template.length != segments.length) {
            return false;
        }
        for (int i = 0; i < template.length; i++) {
            boolean place = template[i].startsWith("{") && template[i].endsWith("}");
            if (place ? segments[i].isEmpty() : !template[i].equals(segments[i])) {
                return false;
            }
        }
        return true;
    }

    /** A node of the document and where it is. */
    private record Located(JsonNode node, String pointer) {

        Located below(String name) {
            return new Located(node.path(name), pointer + "/" + escaped(name));
        }
    }

    /** Parameters of path and operation, by place and name. */
    private Map<String, Located> parameters(Operation operation) {
        Map<String, Located> all = new LinkedHashMap<>();
        String above = operation.pointer().substring(0, operation.pointer().lastIndexOf('/'));
        for (String pointer : List.of(above + "/parameters", operation.pointer() + "/parameters")) {
            JsonNode list = document.at(pointer);
            for (int i = 0; i < list.size(); i++) {
                Located parameter = resolved(new Located(list.get(i), pointer + "/" + i));
                all.put(
                        parameter.node().path("in").asText() + " "
                                + parameter.node().path("name").asText(),
                        parameter);
            }
        }
        return all;
    }

    private Located resolved(Located located) {
        Located at = located;
        while (at.node().has("$ref")) {
            String pointer = at.node().path("$ref").asText().substring(1);
            at = new Located(document.at(pointer), pointer);
        }
        return at;
    }

    private void checkPath(
            RecordedRequest request, Operation operation, Map<String, Located> parameters, List<String> problems) {
        String[] segments = request.path().substring(prefix.length()).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            String place = operation.places().get(i);
            if (place.startsWith("{")) {
                String name = place.substring(1, place.length() - 1);
                Located parameter = parameters.get("path " + name);
                String value = URLDecoder.decode(segments[i].replace("+", "%2B"), StandardCharsets.UTF_8);
                if (parameter != null && !accepts(parameter.below("schema"), List.of(value))) {
                    problems.add("path parameter " + name + " cannot be " + value);
                }
            }
        }
    }

    private void checkQuery(RecordedRequest request, Map<String, Located> parameters, List<String> problems) {
        request.query().forEach((name, values) -> {
            Located parameter = parameters.get("query " + name);
            if (parameter == null) {
                problems.add("unknown query parameter " + name);
            } else if (!accepts(parameter.below("schema"), values)) {
                problems.add("query parameter " + name + " cannot be " + values);
            }
        });
        parameters.forEach((place, parameter) -> {
            boolean required = parameter.node().path("required").asBoolean();
            if (place.startsWith("query ")
                    && required
                    && !request.query()
                            .containsKey(parameter.node().path("name").asText())) {
                problems.add("missing " + place.replace("query", "query parameter"));
            }
        });
    }

    /** A text may stand for more than itself: one of its meanings has to fit. */
    private boolean accepts(Located schema, List<String> values) {
        return schema.node().isMissingNode()
                || meanings(values).stream()
                        .anyMatch(value -> errors(schema, value).isEmpty());
    }

    private static List<JsonNode> meanings(List<String> values) {
        List<JsonNode> meanings = new ArrayList<>();
        if (values.size() == 1) {
            String value = values.get(0);
            scalars(value).forEach(meanings::add);
            meanings.add(list(Stream.of(value.split(",", -1)).toList(), false));
            meanings.add(list(Stream.of(value.split(",", -1)).toList(), true));
        }
        meanings.add(list(values, false));
        meanings.add(list(values, true));
        return meanings;
    }

    private static List<JsonNode> scalars(String value) {
        List<JsonNode> scalars = new ArrayList<>(List.of(NODES.textNode(value)));
        if (value.matches("-?\\d{1,18}")) {
            scalars.add(NODES.numberNode(Long.parseLong(value)));
        } else if (value.matches("-?\\d+\\.\\d+")) {
            scalars.add(NODES.numberNode(Double.parseDouble(value)));
        } else if (value.equals("true") || value.equals("false")) {
            scalars.add(NODES.booleanNode(value.equals("true")));
        }
        return scalars;
    }

    private static ArrayNode list(List<String> values, boolean typed) {
        ArrayNode list = NODES.arrayNode();
        for (String value : values) {
            List<JsonNode> scalars = scalars(value);
            list.add(typed ? scalars.get(scalars.size() - 1) : scalars.get(0));
        }
        return list;
    }

    private void checkBody(RecordedRequest request, Operation operation, List<String> problems) {
        Located body =
                resolved(new Located(operation.node().path("requestBody"), operation.pointer() + "/requestBody"));
        JsonNode sent = request.body();
        boolean form = !request.form().isEmpty();
        if (sent == null && !form) {
            if (body.node().path("required").asBoolean()) {
                problems.add("missing body");
            }
            return;
        }
        Located content = body.below("content").below(form ? "application/x-www-form-urlencoded" : "application/json");
        if (content.node().isMissingNode()) {
            problems.add("it takes no such body");
            return;
        }
        Located schema = content.below("schema");
        if (schema.node().isMissingNode()) {
            return;
        }
        if (sent == null) {
            ObjectNode fields = NODES.objectNode();
            request.form().forEach((name, values) -> fields.put(name, values.get(0)));
            problems.addAll(errors(schema, fields));
        } else {
            problems.addAll(errors(schema, sent));
            unknown(schema, sent, "", problems, new HashSet<>());
        }
    }

    /** A schema that names its properties and says nothing of others would let a misspelt one through. */
    private void unknown(Located schema, JsonNode value, String place, List<String> problems, Set<String> seen) {
        Located at = resolved(schema);
        JsonNode properties = at.node().path("properties");
        boolean open = at.node().has("additionalProperties")
                || at.node().has("allOf")
                || at.node().has("anyOf")
                || at.node().has("oneOf")
                || properties.isEmpty();
        if (value.isArray()) {
            value.forEach(item -> unknown(at.below("items"), item, place + "/*", problems, seen));
        } else if (value.isObject() && at.node().isObject() && seen.add(place + at.pointer())) {
            value.properties().forEach(member -> {
                String name = member.getKey();
                if (properties.has(name)) {
                    unknown(at.below("properties").below(name), member.getValue(), place + "/" + name, problems, seen);
                } else if (!open) {
                    problems.add("unknown member " + place + "/" + name);
                }
            });
        }
    }

    private List<String> errors(Located schema, JsonNode value) {
        Located at = resolved(schema);
        String fragment = at.pointer().replace("{", "%7B").replace("}", "%7D").replace(" ", "%20");
        return schemas.getSchema(SchemaLocation.of(ADDRESS + "#" + fragment)).validate(value).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
