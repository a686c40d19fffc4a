package io.throughline.azure.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.throughline.core.ThroughlineException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes a record of each row. A component takes the column of its name; letter case and underscores do not matter, so
 * {@code appRoleName} takes {@code AppRoleName} or {@code app_role_name}. Columns without a component are left out.
 *
 * <p>By the component's type a cell is read as {@code long}, {@code int}, {@code double}, {@code boolean} or one of their
 * boxes, {@link String}, {@link BigDecimal}, {@link Instant}, {@link OffsetDateTime} (UTC), {@link Duration}, {@link
 * UUID}, an enum's constant, {@link JsonNode}, or a record, {@link List} or {@link Map} that the JSON of a {@code dynamic}
 * is read as. What is null on the wire is null in the record, or empty if the component is an {@link Optional}, {@link
 * OptionalLong}, {@link OptionalInt} or {@link OptionalDouble}; a primitive refuses it. Immutable.
 *
 * @param <T> the type of the records
 */
public final class RowMapper<T> {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
            .build();

    private final Constructor<T> constructor;
    private final List<Reader> readers;

    private RowMapper(Constructor<T> constructor, List<Reader> readers) {
        this.constructor = constructor;
        this.readers = readers;
    }

    /** Reads one component from a row. */
    private interface Reader {
        @Nullable
        Object read(LogsTable.Row row);
    }

    /**
     * Returns the mapper of a record type for columns.
     *
     * @throws IllegalArgumentException if the type is no record, or a component has no column, several, or a type that
     *     cells cannot be read as
     */
    public static <T> RowMapper<T> of(Class<T> type, List<LogsColumn> columns) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException("rows can only be mapped to records, " + type.getName() + " is none");
        }
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        List<Reader> readers = new ArrayList<>();
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            String column = columnOf(type, components[i], columns);
            readers.add(reader(
                    column, components[i].getGenericType(), type.getSimpleName() + "." + components[i].getName()));
        }
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return new RowMapper<>(constructor, readers);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException("no canonical constructor in " + type.getName(), e);
        }
    }

    /**
     * Returns the record of a row.
     *
     * @throws ThroughlineException if a cell cannot be read as its component's type; it names column, row and type
     */
    public T map(LogsTable.Row row) {
        Object[] values = new Object[readers.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = readers.get(i).read(row);
        }
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new ThroughlineException(
                    ThroughlineException.Category.DATA,
                    "azure: row " + row.number() + " of a log query is no "
                            + constructor.getDeclaringClass().getSimpleName() + ": " + e.getCause(),
                    e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("cannot make a " + constructor.getDeclaringClass(), e);
        }
    }

    /** The column of exactly the component's name, else the one of a like name. */
    private static String columnOf(Class<?> type, RecordComponent component, List<LogsColumn> columns) {
        String name = component.getName();
        for (LogsColumn column : columns) {
            if (column.name().equals(name)) {
                return name;
            }
        }
        List<String> alike = columns.stream()
                .map(LogsColumn::name)
                .filter(column -> plain(column).equals(plain(name)))
                .distinct()
                .toList();
        if (alike.size() != 1) {
            throw new IllegalArgumentException("component " + type.getSimpleName() + "." + name
                    + (alike.isEmpty() ? " has no column; there are " + columns : " could be any of " + alike));
        }
        return alike.get(0);
    }

    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    private static Reader reader(String column, Type type, String component) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
            Reader reader = reader(column, generic.getActualTypeArguments()[0], component);
            return row -> Optional.ofNullable(reader.read(row));
        } else if (type == OptionalLong.class) {
            return row -> row.whole(column);
        } else if (type == OptionalDouble.class) {
            return row -> row.real(column);
        } else if (type == OptionalInt.class) {
            return row -> {
                Integer value = int32(row, column);
                return value == null ? OptionalInt.empty() : OptionalInt.of(value);
            };
        }
        Reader reader = nullable(column, type, component);
        if (type instanceof Class<?> primitive && primitive.isPrimitive()) {
            return row -> {
                Object value = reader.read(row);
                if (value == null) {
                    throw row.unreadable(column, "a value, as " + component + " is of type " + primitive, null);
                }
                return value;
            };
        }
        return reader;
    }

    private static Reader nullable(String column, Type type, String component) {
        if (type == String.class) {
            return row -> row.text(column).orElse(null);
        } else if (type == long.class || type == Long.class) {
            return row -> boxed(row.whole(column));
        } else if (type == int.class || type == Integer.class) {
            return row -> int32(row, column);
        } else if (type == double.class || type == Double.class) {
            return row -> boxed(row.real(column));
        } else if (type == boolean.class || type == Boolean.class) {
            return row -> row.truth(column).orElse(null);
        } else if (type == BigDecimal.class) {
            return row -> row.decimal(column).orElse(null);
        } else if (type == Instant.class) {
            return row -> row.instant(column).orElse(null);
        } else if (type == OffsetDateTime.class) {
            return row ->
                    row.instant(column).map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null);
        } else if (type == Duration.class) {
            return row -> row.timespan(column).orElse(null);
        } else if (type == UUID.class) {
            return row -> row.guid(column).orElse(null);
        } else if (type == JsonNode.class) {
            return row -> row.json(column).orElse(null);
        } else if (type instanceof Class<?> constants && constants.isEnum()) {
            return row -> row.text(column)
                    .map(text -> constant(row, column, constants, text))
                    .orElse(null);
        } else if (isJson(type)) {
            return row -> row.text(column)
                    .map(text -> fromJson(row, column, type, text))
                    .orElse(null);
        }
        throw new IllegalArgumentException(
                "component " + component + " is of type " + type.getTypeName() + ", which no cell can be read as");
    }

    private static @Nullable Long boxed(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    private static @Nullable Double boxed(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static @Nullable Integer int32(LogsTable.Row row, String column) {
        OptionalLong value = row.whole(column);
        if (value.isEmpty()) {
            return null;
        }
        if (value.getAsLong() != (int) value.getAsLong()) {
            throw row.unreadable(column, "a whole number of 32 bits", null);
        }
        return (int) value.getAsLong();
    }

    private static Object constant(LogsTable.Row row, String column, Class<?> constants, String text) {
        for (Object constant : constants.getEnumConstants()) {
            if (plain(((Enum<?>) constant).name()).equals(plain(text))) {
                return constant;
            }
        }
        throw row.unreadable(column, "one of " + List.of(constants.getEnumConstants()), null);
    }

    private static boolean isJson(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == List.class || generic.getRawType() == Map.class;
        }
        return type == List.class || type == Map.class || (type instanceof Class<?> plain && plain.isRecord());
    }

    private static Object fromJson(LogsTable.Row row, String column, Type type, String text) {
        try {
            return JSON.readValue(text, JSON.constructType(type));
        } catch (JsonProcessingException e) {
            throw row.unreadable(column, "JSON of the form " + type.getTypeName(), e);
        }
    }
}
