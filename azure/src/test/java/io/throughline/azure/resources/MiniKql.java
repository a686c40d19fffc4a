package io.throughline.azure.resources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs queries of the shape that scopes are translated to over rows, with the query language's rules: dynamic members are
 * found by exact case, a missing one is an empty text. Knows {@code where} and {@code extend}, and passes over the rest.
 */
final class MiniKql {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|[A-Za-z_][A-Za-z0-9_]*|=~|in~|!startswith|[()\\[\\],.=]|\\S)");

    private final List<String> tokens = new ArrayList<>();
    private final Map<String, Object> row;
    private int at;

    private MiniKql(String text, Map<String, Object> row) {
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            tokens.add(matcher.group(1));
        }
        this.row = row;
    }

    /** Tells whether a row passes all conditions of a query. */
    static boolean keeps(String query, Map<String, ?> given) {
        Map<String, Object> row = new HashMap<>(given);
        for (String line : query.split("\n", -1)) {
            if (line.startsWith("| where ")) {
                if (!Boolean.TRUE.equals(evaluate(line.substring(8), row))) {
                    return false;
                }
            } else if (line.startsWith("| extend ")) {
                extend(line.substring(9), row);
            }
        }
        return true;
    }

    static Object evaluate(String expression, Map<String, Object> row) {
        MiniKql parser = new MiniKql(expression, row);
        Object value = parser.or();
        if (parser.at != parser.tokens.size()) {
            throw new IllegalArgumentException("not understood at "
                    + parser.tokens.subList(parser.at, parser.tokens.size()) + " of " + expression);
        }
        return value;
    }

    private static void extend(String assignments, Map<String, Object> row) {
        MiniKql parser = new MiniKql(assignments, row);
        do {
            String name = parser.next();
            parser.expect("=");
            row.put(name, parser.or());
        } while (parser.take(","));
    }

    private Object or() {
        Object value = and();
        while (take("or")) {
            Object other = and();
            value = (Boolean) value || (Boolean) other;
        }
        return value;
    }

    private Object and() {
        Object value = comparison();
        while (take("and")) {
            Object other = comparison();
            value = (Boolean) value && (Boolean) other;
        }
        return value;
    }

    private Object comparison() {
        Object left = primary();
        if (take("in")) {
            boolean folded = take("~");
            List<Object> values = list();
            return values.stream()
                    .anyMatch(value -> folded
                            ? text(left).equalsIgnoreCase(text(value))
                            : text(left).equals(text(value)));
        } else if (take("in~")) {
            return list().stream().anyMatch(value -> text(left).equalsIgnoreCase(text(value)));
        } else if (take("=~")) {
            return text(left).equalsIgnoreCase(text(primary()));
        } else if (take("startswith")) {
            return lower(left).startsWith(lower(primary()));
        } else if (take("endswith")) {
            return lower(left).endsWith(lower(primary()));
        } else if (take("contains")) {
            return lower(left).contains(lower(primary()));
        } else if (take("matches")) {
            expect("regex");
            return Pattern.compile(text(primary())).matcher(text(left)).find();
        }
        return left;
    }

    private List<Object> list() {
        expect("(");
        List<Object> values = new ArrayList<>();
        do {
            values.add(or());
        } while (take(","));
        expect(")");
        return values;
    }

    private Object primary() {
        String token = next();
        Object value;
        if (token.equals("(")) {
            value = or();
            expect(")");
        } else if (token.startsWith("\"")) {
            value = unquoted(token);
        } else if (token.equals("true")) {
            value = true;
        } else if (at < tokens.size() && tokens.get(at).equals("(") && !token.equals("in")) {
            value = call(token, list());
        } else {
            value = row.getOrDefault(token, "");
        }
        while (at < tokens.size()
                && (tokens.get(at).equals("[") || tokens.get(at).equals("."))) {
            boolean bracket = next().equals("[");
            String member = bracket ? text(or()) : next();
            if (bracket) {
                expect("]");
            }
            value = value instanceof Map<?, ?> map && map.containsKey(member) ? String.valueOf(map.get(member)) : "";
        }
        return value;
    }

    private static Object call(String name, List<Object> arguments) {
        return switch (name) {
            case "not" -> !(Boolean) arguments.get(0);
            case "isnotempty" -> !text(arguments.get(0)).isEmpty();
            case "isempty" -> text(arguments.get(0)).isEmpty();
            case "tolower" -> lower(arguments.get(0));
            case "tostring" -> arguments.get(0) instanceof Map ? json(arguments.get(0)) : text(arguments.get(0));
            case "todynamic" -> dynamic(text(arguments.get(0)));
            case "strcat" ->
                String.join("", arguments.stream().map(MiniKql::text).toList());
            case "trim" ->
                text(arguments.get(1))
                        .replaceAll("^(" + text(arguments.get(0)) + ")|(" + text(arguments.get(0)) + ")$", "");
            case "iff" -> (Boolean) arguments.get(0) ? arguments.get(1) : arguments.get(2);
            case "case" -> {
                for (int i = 0; i + 1 < arguments.size(); i += 2) {
                    if ((Boolean) arguments.get(i)) {
                        yield arguments.get(i + 1);
                    }
                }
                yield arguments.get(arguments.size() - 1);
            }
            default -> throw new IllegalArgumentException("no function " + name);
        };
    }

    private static Object dynamic(String json) {
        try {
            JsonNode node = json.isEmpty() ? null : JSON.readTree(json);
            Map<String, Object> map = new HashMap<>();
            if (node != null && node.isObject()) {
                node.properties()
                        .forEach(entry ->
                                map.put(entry.getKey(), entry.getValue().asText()));
            }
            return map;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unquoted(String literal) {
        try {
            return JSON.readValue(literal, String.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String lower(Object value) {
        return text(value).toLowerCase(Locale.ROOT);
    }

    private static String text(Object value) {
        return String.valueOf(value);
    }

    private String next() {
        return tokens.get(at++);
    }

    private boolean take(String token) {
        boolean there = at < tokens.size() && tokens.get(at).equals(token);
        at += there ? 1 : 0;
        return there;
    }

    private void expect(String token) {
        if (!take(token)) {
            throw new IllegalArgumentException("expected " + token + " at " + tokens.subList(at, tokens.size()));
        }
    }
}
