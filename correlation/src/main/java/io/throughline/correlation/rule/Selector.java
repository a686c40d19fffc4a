package io.throughline.correlation.rule;

import io.throughline.core.telemetry.EntityKind;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which entities a condition looks at: those that meet everything said here.
 *
 * @param kinds the kinds of which an entity must be one; empty for any
 * @param name what the entity's name or the key of its id must be, {@code *} for any characters, whatever the case;
 *     null for any
 * @param service name of the service that it must belong to, without the product's, whatever the case; null for any
 * @param environment deployment environment, whatever the case; null for any
 * @param attributes texts that the entity's attributes must have, exactly
 */
public record Selector(
        SortedSet<EntityKind> kinds,
        @Nullable String name,
        @Nullable String service,
        @Nullable String environment,
        SortedMap<String, String> attributes) {

    private static final Selector ANY =
            new Selector(Collections.emptySortedSet(), null, null, null, Collections.emptySortedMap());

    public Selector {
        kinds = Collections.unmodifiableSortedSet(new TreeSet<>(kinds));
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    /** Returns the selector of everything. */
    public static Selector any() {
        return ANY;
    }

    /** Returns the same selector for entities of some kinds. */
    public Selector kind(EntityKind... only) {
        return kinds(List.of(only));
    }

    /** As {@link #kind}. */
    public Selector kinds(Collection<EntityKind> only) {
        return new Selector(new TreeSet<>(only), name, service, environment, attributes);
    }

    /** Returns the same selector for entities of a name. */
    public Selector named(String pattern) {
        return new Selector(kinds, pattern, service, environment, attributes);
    }

    /** Returns the same selector for entities of a service. */
    public Selector service(String only) {
        return new Selector(kinds, name, only, environment, attributes);
    }

    /** Returns the same selector for entities of an environment. */
    public Selector environment(String only) {
        return new Selector(kinds, name, service, only, attributes);
    }

    /** Returns the same selector for entities that also have an attribute. */
    public Selector attribute(String key, String value) {
        TreeMap<String, String> more = new TreeMap<>(attributes);
        more.put(key, value);
        return new Selector(kinds, name, service, environment, more);
    }
}
