package io.throughline.examples.evaluation.requests;

import io.throughline.core.config.Secret;
import io.throughline.core.telemetry.TimeWindow;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Values for parameters, made from their types: simple ones, and those that have a builder, a factory or components of
 * such. Builders are called with all their choices, or with none.
 */
final class Samples {

    /** Nobody said what stands for a type or parameter. */
    static final class Missing extends Exception {

        private static final long serialVersionUID = 1L;

        Missing(String message) {
            super(message);
        }
    }

    private static final TimeWindow DAY =
            TimeWindow.endingAt(Instant.parse("2026-11-22T10:00:00Z"), Duration.ofDays(1));
    private static final int DEEPEST = 6;

    private final boolean everyChoice;
    private final Map<String, Object> known = new HashMap<>();

    /**
     * Creates samples.
     *
     * @param everyChoice whether builders are given all they can take
     */
    Samples(boolean everyChoice) {
        this.everyChoice = everyChoice;
        add(Instant.class, DAY.from())
                .add(TimeWindow.class, DAY)
                .add(Duration.class, Duration.ofHours(1))
                .add(LocalDate.class, LocalDate.parse("2026-11-22"))
                .add(ZoneId.class, ZoneOffset.UTC)
                .add(URI.class, URI.create("https://ops.example/incident/7"))
                .add(Secret.class, Secret.of("0123456789abcdef"))
                .add(Object.class, "text")
                .add(Boolean.class, true)
                .add(Integer.class, 7)
                .add(Long.class, 7L)
                .add(Double.class, 7.5);
    }

    /** Sets the value of a type. */
    Samples add(Class<?> type, Object value) {
        known.put(type.getName(), value);
        return this;
    }

    /** Sets the value of parameters with a name, whatever the method; their type is that of the value. */
    Samples named(String parameter, Object value) {
        known.put("#" + parameter, value);
        return this;
    }

    /** Sets the value of one method's parameter. */
    Samples of(Class<?> owner, String method, String parameter, Object value) {
        known.put(owner.getName() + "." + method + "#" + parameter, value);
        return this;
    }

    /** Returns arguments for a method. */
    Object[] arguments(Method method) throws Missing {
        Parameter[] parameters = method.getParameters();
        Object[] arguments = new Object[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            arguments[i] = argument(method.getDeclaringClass(), method.getName(), parameters[i], 0);
        }
        return arguments;
    }

    private Object argument(Class<?> owner, String method, Parameter parameter, int depth) throws Missing {
        String place = owner.getName() + "." + method + "#" + parameter.getName();
        Object exact = known.get(place);
        if (exact != null) {
            return exact;
        }
        Object byName = known.get("#" + parameter.getName());
        if (byName != null && wrapped(parameter.getType()).isInstance(byName)) {
            return byName;
        }
        try {
            return value(parameter.getParameterizedType(), depth);
        } catch (Missing e) {
            throw new Missing(place + ": " + e.getMessage());
        }
    }

    private Object value(Type type, int depth) throws Missing {
        if (depth > DEEPEST) {
            throw new Missing("too deep: " + type);
        }
        if (type instanceof WildcardType wildcard) {
            return value(wildcard.getUpperBounds()[0], depth);
        }
        if (type instanceof TypeVariable<?> variable) {
            return value(variable.getBounds()[0], depth);
        }
        if (type instanceof ParameterizedType generic) {
            return generic(generic, depth);
        }
        Class<?> raw = wrapped((Class<?>) type);
        Object value = known.get(raw.getName());
        if (value != null) {
            return value;
        }
        if (raw == String.class || raw == CharSequence.class) {
            return "17";
        }
        if (raw.isArray()) {
            Object array = java.lang.reflect.Array.newInstance(raw.getComponentType(), 1);
            java.lang.reflect.Array.set(array, 0, value(raw.getComponentType(), depth + 1));
            return array;
        }
        if (raw.isEnum()) {
            return raw.getEnumConstants()[0];
        }
        return made(raw, depth);
    }

    private Object generic(ParameterizedType type, int depth) throws Missing {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] of = type.getActualTypeArguments();
        if (raw == Map.class) {
            return Map.of(value(of[0], depth + 1), value(of[1], depth + 1));
        }
        if (raw == Optional.class) {
            return Optional.of(value(of[0], depth + 1));
        }
        if (raw == Set.class) {
            return Set.of(value(of[0], depth + 1));
        }
        if (raw == List.class || raw == Collection.class || raw == Iterable.class) {
            return List.of(value(of[0], depth + 1));
        }
        if (raw == Stream.class) {
            return Stream.of(value(of[0], depth + 1));
        }
        return value(raw, depth);
    }

    private Object made(Class<?> type, int depth) throws Missing {
        for (Method factory : factories(type)) {
            boolean builder = factory.getName().equals("builder");
            try {
                Object made = factory.invoke(null, arguments(factory, depth + 1));
                return builder ? built(made, depth) : made;
            } catch (InvocationTargetException e) {
                throw new Missing(factory + " does not take the samples: " + e.getCause());
            } catch (IllegalAccessException e) {
                throw new Missing(factory + " is not public");
            }
        }
        if (type.isRecord() && Modifier.isPublic(type.getModifiers())) {
            RecordComponent[] components = type.getRecordComponents();
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            try {
                Constructor<?> constructor = type.getConstructor(types);
                Object[] arguments = new Object[components.length];
                for (int i = 0; i < components.length; i++) {
                    arguments[i] = argument(type, "new", constructor.getParameters()[i], depth + 1);
                }
                return constructor.newInstance(arguments);
            } catch (ReflectiveOperationException e) {
                throw new Missing(type + " cannot be made: " + e.getCause());
            }
        }
        throw new Missing("no sample for " + type.getName());
    }

    private Object[] arguments(Method method, int depth) throws Missing {
        Parameter[] parameters = method.getParameters();
        Object[] arguments = new Object[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            arguments[i] = argument(method.getDeclaringClass(), method.getName(), parameters[i], depth);
        }
        return arguments;
    }

    /** A builder comes first, then the factory with the most parameters. */
    private static List<Method> factories(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getName().equals("builder") || method.getReturnType() == type)
                .sorted(Comparator.comparing(
                                (Method method) -> !method.getName().equals("builder"))
                        .thenComparing(method -> -method.getParameterCount())
                        .thenComparing(Method::getName))
                .limit(1)
                .toList();
    }

    private Object built(Object builder, int depth) throws Missing {
        Class<?> type = builder.getClass();
        for (Method choice : type.getMethods()) {
            boolean fluent = choice.getReturnType() == type && choice.getParameterCount() > 0;
            if (everyChoice && fluent && !known.containsKey("-" + type.getName() + "." + choice.getName())) {
                try {
                    choice.invoke(builder, arguments(choice, depth + 1));
                } catch (InvocationTargetException e) {
                    throw new Missing(choice + " does not take the samples: " + e.getCause());
                } catch (IllegalAccessException e) {
                    throw new Missing(choice + " is not public");
                }
            }
        }
        try {
            return type.getMethod("build").invoke(builder);
        } catch (ReflectiveOperationException e) {
            throw new Missing(type + " cannot be built: " + e.getCause());
        }
    }

    /** Leaves a choice of a builder out, because it excludes another. */
    Samples without(Class<?> builder, String choice) {
        known.put("-" + builder.getName() + "." + choice, true);
        return this;
    }

    private static Class<?> wrapped(Class<?> type) {
        if (!type.isPrimitive()) {
            return type;
        }
        return java.lang.invoke.MethodType.methodType(type).wrap().returnType();
    }
}
