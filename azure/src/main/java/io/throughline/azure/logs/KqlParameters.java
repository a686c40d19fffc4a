package io.throughline.azure.logs;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Values for the names in a query's text. Each becomes a {@code let} statement with a typed literal before the text; the
 * text itself stays as it was written. Immutable.
 */
public final class KqlParameters {

    private static final KqlParameters NONE = new KqlParameters(Map.of());
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,255}");
    /** Words of the language that no name may be. */
    private static final Set<String> RESERVED = Set.of(
            "let",
            "set",
            "declare",
            "alias",
            "pattern",
            "restrict",
            "and",
            "or",
            "not",
            "in",
            "has",
            "by",
            "on",
            "to",
            "true",
            "false",
            "null",
            "datetime",
            "timespan",
            "dynamic",
            "guid",
            "long",
            "int",
            "real",
            "double",
            "bool",
            "string",
            "decimal",
            "print",
            "range",
            "union",
            "where",
            "project",
            "extend",
            "summarize",
            "join",
            "take",
            "limit",
            "order",
            "sort",
            "top",
            "search",
            "find",
            "evaluate",
            "externaldata",
            "datatable",
            "typeof");

    private final Map<String, String> literals;

    private KqlParameters(Map<String, String> literals) {
        this.literals = Collections.unmodifiableMap(new LinkedHashMap<>(literals));
    }

    /** Returns no values. */
    public static KqlParameters none() {
        return NONE;
    }

    /** Returns the values of a map, see {@link #with}. */
    public static KqlParameters of(Map<String, ?> values) {
        KqlParameters parameters = NONE;
        for (Map.Entry<String, ?> value : values.entrySet()) {
            parameters = parameters.with(value.getKey(), value.getValue());
        }
        return parameters;
    }

    /**
     * Returns these values and one more.
     *
     * @param name the name in the text: a letter or underscore, then letters, digits and underscores
     * @param value a text, truth value, whole number, number, {@link BigDecimal}, {@link Instant}, {@link Duration},
     *     {@link UUID}, or a collection of such values, which is a {@code dynamic} list for {@code in}
     * @throws IllegalArgumentException if the name is none, a word of the language, or there already; or for another type
     */
    public KqlParameters with(String name, Object value) {
        if (!NAME.matcher(name).matches() || RESERVED.contains(name)) {
            throw new IllegalArgumentException("a parameter must be a plain name, was '" + name + "'");
        }
        Map<String, String> more = new LinkedHashMap<>(literals);
        if (more.put(name, literal(value)) != null) {
            throw new IllegalArgumentException("parameter '" + name + "' has two values");
        }
        return new KqlParameters(more);
    }

    /** Returns the names, in the order they were given. */
    public Set<String> names() {
        return literals.keySet();
    }

    /** Returns a query that has the values first and then the text. */
    public KqlQuery bind(String text) {
        return new KqlQuery(literals.entrySet().stream()
                        .map(value -> "let " + value.getKey() + " = " + value.getValue() + ";\n")
                        .collect(Collectors.joining())
                + text);
    }

    /** Returns the typed literal of a value. */
    static String literal(Object value) {
        if (value instanceof String text) {
            return Kql.string(text);
        } else if (value instanceof Boolean truth) {
            return "bool(" + truth + ")";
        } else if (value instanceof Integer || value instanceof Long || value instanceof Short) {
            return "long(" + value + ")";
        } else if (value instanceof Double number) {
            return real(number);
        } else if (value instanceof Float number) {
            return real(number);
        } else if (value instanceof BigDecimal number) {
            return "decimal(" + number.toPlainString() + ")";
        } else if (value instanceof Instant instant) {
            return Kql.datetime(instant);
        } else if (value instanceof Duration duration) {
            return "timespan(" + Timespans.format(duration) + ")";
        } else if (value instanceof UUID id) {
            return "guid(" + id + ")";
        } else if (value instanceof Collection<?> list) {
            return list.stream().map(KqlParameters::element).collect(Collectors.joining(", ", "dynamic([", "])"));
        }
        throw new IllegalArgumentException(
                "no literal for " + (value == null ? "null" : value.getClass().getName()));
    }

    /** Within a dynamic literal texts are JSON's, numbers plain and the rest typed. */
    private static String element(Object value) {
        if (value instanceof Boolean || value instanceof Integer || value instanceof Long || value instanceof Short) {
            return value.toString();
        } else if (value instanceof Double number && Double.isFinite(number)) {
            return number.toString();
        } else if (value instanceof Collection<?>) {
            throw new IllegalArgumentException("a list within a list has no literal");
        }
        return literal(value);
    }

    private static String real(double number) {
        if (Double.isNaN(number)) {
            return "real(nan)";
        }
        return Double.isInfinite(number) ? (number > 0 ? "real(+inf)" : "real(-inf)") : "real(" + number + ")";
    }
}
