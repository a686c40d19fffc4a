package io.throughline.azure.logs;

import io.throughline.core.telemetry.TimeWindow;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A query that is kept for use again, with parameters of known types.
 *
 * @param name a word for it, {@code slow-dependencies}
 * @param description what its rows say, in one sentence
 * @param tables the tables it reads
 * @param parameters what must or may be given
 * @param text the text; the parameters' names stand for their values
 */
public record SavedQuery(
        String name, String description, List<String> tables, List<Parameter> parameters, String text) {

    public SavedQuery {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        tables = List.copyOf(tables);
        parameters = List.copyOf(parameters);
        Objects.requireNonNull(text, "text");
    }

    /** What values a parameter takes. */
    public enum Type {
        /** A text. */
        STRING(String.class),
        /** Texts; none of them means all. */
        STRINGS(Collection.class),
        /** A whole number: {@link Long} or {@link Integer}. */
        LONG(Number.class),
        /** A number. */
        REAL(Number.class),
        /** A span of time. */
        TIMESPAN(Duration.class),
        /** An instant. */
        DATETIME(Instant.class);

        private final Class<?> java;

        Type(Class<?> java) {
            this.java = java;
        }

        boolean takes(Object value) {
            return switch (this) {
                case LONG -> value instanceof Long || value instanceof Integer;
                case REAL -> value instanceof Number && !(value instanceof BigDecimal);
                case STRINGS ->
                    value instanceof Collection<?> all && all.stream().allMatch(String.class::isInstance);
                default -> java.isInstance(value);
            };
        }

        Object coerced(Object value) {
            return this == REAL ? (Object) ((Number) value).doubleValue() : value;
        }
    }

    /**
     * A parameter.
     *
     * @param name its name in the text
     * @param type what values it takes
     * @param description what it is, with its unit
     * @param standard its value unless told, or null if it must be given
     */
    public record Parameter(
            String name,
            Type type,
            String description,
            @Nullable Object standard) {}

    /**
     * Returns the query with values, over a workspace.
     *
     * @param values by the parameters' names; what is left out takes its standard
     * @throws IllegalArgumentException if a value is missing, of another type, or for no parameter
     */
    public LogsQuery.Builder over(String workspace, TimeWindow span, Map<String, ?> values) {
        LogsQuery.Builder query = LogsQuery.overWorkspace(workspace, text, span);
        bound(values).forEach(query::parameter);
        return query;
    }

    private Map<String, Object> bound(Map<String, ?> values) {
        TreeSet<String> unknown = new TreeSet<>(values.keySet());
        Map<String, Object> bound = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            unknown.remove(parameter.name());
            Object value = values.containsKey(parameter.name()) ? values.get(parameter.name()) : parameter.standard();
            if (value == null) {
                throw new IllegalArgumentException("the saved query '" + name + "' needs a value for '"
                        + parameter.name() + "': " + parameter.description());
            }
            if (!parameter.type().takes(value)) {
                throw new IllegalArgumentException("'" + parameter.name() + "' of the saved query '" + name
                        + "' must be a " + parameter.type() + ", was a "
                        + value.getClass().getSimpleName());
            }
            bound.put(parameter.name(), parameter.type().coerced(value));
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("the saved query '" + name + "' has no parameters " + unknown);
        }
        return bound;
    }
}
