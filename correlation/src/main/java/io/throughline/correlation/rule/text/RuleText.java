package io.throughline.correlation.rule.text;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.throughline.core.config.ConfigException;
import io.throughline.core.config.ConfigProblem;
import io.throughline.core.config.ConfigSection;
import io.throughline.correlation.rule.Rule;
import io.throughline.correlation.rule.Rules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Rules as text: a key {@code rules} with a list of them, as YAML or as JSON, which YAML contains.
 *
 * <pre>{@code
 * rules:
 *   - name: slow-after-deployment
 *     when: { event: { kind: CHANGE, type: DEPLOYMENT } }
 *     and:
 *       - { departure: { signal: LATENCY, direction: UP }, order: AFTER, within: 15m, place: CONNECTED }
 *     then: ASSOCIATION
 *     says: slower since it was deployed
 * }</pre>
 */
public final class RuleText {

    private RuleText() {}

    /**
     * Reads a text.
     *
     * @param origin what the text is called in errors, such as the name of its file
     * @throws ConfigException if something in it is wrong; names every problem with its place and remedy
     */
    public static Rules parse(String text, String origin) {
        List<ConfigProblem> problems = new ArrayList<>();
        ConfigSection root = ConfigSection.of("", tree(text, origin), problems);
        List<Rule> rules = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>();
        for (ConfigSection section : root.sections("rules")) {
            Rule rule = new RuleReader(section).read();
            if (rule != null) {
                rules.add(rule);
                if (!names.add(rule.name())) {
                    section.problem(
                            "name", "is '" + rule.name() + "' a second time", "give one of the two another name");
                }
            }
        }
        if (rules.isEmpty() && problems.isEmpty()) {
            root.problem("rules", "is missing or empty", "write at least one rule below it");
        }
        root.rejectUnknownKeys();
        if (!problems.isEmpty()) {
            throw new ConfigException(origin, problems);
        }
        return Rules.of(rules);
    }

    /** Returns rules as canonical JSON that {@link #parse} reads back as equal rules. */
    public static String toJson(Rules rules) {
        return RuleJson.of(rules);
    }

    private static Map<String, @Nullable Object> tree(String text, String origin) {
        try {
            YAMLMapper mapper = YAMLMapper.builder()
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .build();
            Object value = mapper.readValue(text, new TypeReference<Object>() {});
            if (value instanceof Map<?, ?> map) {
                Map<String, @Nullable Object> tree = new LinkedHashMap<>();
                map.forEach((key, item) -> tree.put(String.valueOf(key), item));
                return tree;
            }
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String place = at == null ? "file" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
            String reason =
                    String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("unreadable");
            throw failed(origin, place, "is neither YAML nor JSON: " + reason, "mend the indentation or quoting there");
        }
        throw failed(origin, "file", "must hold a key rules", "write rules: and a list of rules below it");
    }

    private static ConfigException failed(String origin, String place, String reason, String remedy) {
        return new ConfigException(origin, List.of(new ConfigProblem(place, reason, remedy)));
    }
}
