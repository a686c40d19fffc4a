package io.throughline.core.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What a vendor may send tomorrow instead of a JSON: each variant differs in one place, the first one everywhere. */
final class JsonVariants {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String UNKNOWN = "something-new-of-2027";

    private final JsonNode original;
    private final Set<String> enumerations;
    private final List<Variant> variants = new ArrayList<>();

    private JsonVariants(JsonNode original, Set<String> enumerations) {
        this.original = original;
        this.enumerations = enumerations;
    }

    /**
     * A variant.
     *
     * @param member the member that was made null or left out, or empty
     */
    record Variant(String name, String json, String member) {

        boolean mayBeRefused(Set<String> required) {
            return required.contains(member);
        }
    }

    static List<Variant> of(String json, Set<String> enumerations) {
        try {
            JsonVariants all = new JsonVariants(JSON.readTree(json), enumerations);
            JsonNode richer = all.original.deepCopy();
            enrich(richer);
            all.add("unknown members", richer, "");
            all.walk(all.original, "");
            return all.variants;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the reply is no JSON", e);
        }
    }

    private void walk(JsonNode node, String pointer) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                String name = member.getKey();
                String place = pointer + "/" + name;
                JsonNode value = member.getValue();
                change(place + " null", pointer, name, parent -> parent.putNull(name));
                change(place + " left out", pointer, name, parent -> parent.remove(name));
                if (value.isNumber()) {
                    change(place + " as text", pointer, "", parent -> parent.put(name, value.asText()));
                }
                if (value.isTextual() && enumerations.contains(name)) {
                    change(place + " unknown", pointer, "", parent -> parent.put(name, UNKNOWN));
                }
                if (value.isArray()) {
                    change(place + " with null", pointer, "", parent -> ((ArrayNode) parent.get(name)).addNull());
                    change(place + " empty", pointer, name, parent -> ((ArrayNode) parent.get(name)).removeAll());
                }
                walk(value, place);
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                walk(array.get(i), pointer + "/" + i);
            }
        }
    }

    private void change(String name, String pointer, String member, Consumer<ObjectNode> change) {
        JsonNode copy = original.deepCopy();
        change.accept((ObjectNode) copy.at(pointer));
        add(name, copy, member);
    }

    private void add(String name, JsonNode json, String member) {
        variants.add(new Variant(name, json.toString(), member));
    }

    private static void enrich(JsonNode node) {
        node.forEach(JsonVariants::enrich);
        if (node instanceof ObjectNode object) {
            object.put("aNewText", UNKNOWN).put("aNewNumber", 1e300).putNull("aNewNull");
            object.putObject("aNewObject").putArray("withAList").add(1).addNull();
        }
    }
}
