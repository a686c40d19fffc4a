package io.throughline.core.telemetry;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The explicit statement that certain vendor entities belong to a service or product, from an instant on.
 *
 * @param target the service ({@link EntityId#service}) or product ({@link EntityId#product}) they belong to
 * @param selector which entities
 * @param validFrom since when; entities of earlier windows are not joined by it
 */
public record EntityMapping(EntityId target, Selector selector, Instant validFrom) {

    public EntityMapping {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(selector, "selector");
        Objects.requireNonNull(validFrom, "validFrom");
    }

    /** Returns a mapping that always held. */
    public static EntityMapping of(EntityId target, Selector selector) {
        return new EntityMapping(target, selector, Instant.EPOCH);
    }

    /** Chooses vendor entities. */
    public sealed interface Selector {
        /** Tells whether the entity is chosen. */
        boolean matches(Entity entity);
    }

    /** Chooses the one entity with an id. */
    public record ById(EntityId id) implements Selector {
        @Override
        public boolean matches(Entity entity) {
            return entity.id().equals(id);
        }
    }

    /**
     * Chooses the entities of a system and type by name, whatever its case.
     *
     * @param system the id's system
     * @param type the id's type, or null for any
     * @param name the name; {@code *} stands for any text, also none
     */
    public record ByName(String system, @Nullable String type, String name) implements Selector {
        @Override
        public boolean matches(Entity entity) {
            return entity.id().system().equals(system)
                    && (type == null || entity.id().type().equals(type))
                    && fits(name, entity.name());
        }
    }

    /**
     * Chooses the entities of a system and type by the key of their id.
     *
     * @param system the id's system
     * @param type the id's type
     * @param key the key; {@code *} stands for any text, also none
     */
    public record ByKey(String system, String type, String key) implements Selector {
        @Override
        public boolean matches(Entity entity) {
            return entity.id().system().equals(system)
                    && entity.id().type().equals(type)
                    && fits(key, entity.id().key());
        }
    }

    /**
     * Chooses the entities that each of several selectors chooses.
     *
     * @param parts the selectors, not empty
     */
    public record AllOf(List<Selector> parts) implements Selector {
        public AllOf {
            parts = List.copyOf(parts);
            if (parts.isEmpty()) {
                throw new IllegalArgumentException("all of nothing would choose everything");
            }
        }

        @Override
        public boolean matches(Entity entity) {
            return parts.stream().allMatch(part -> part.matches(entity));
        }
    }

    /** Tells whether a text, whatever its case, fits a pattern in which each star stands for any text. */
    private static boolean fits(String pattern, String text) {
        String[] parts = pattern.toLowerCase(Locale.ROOT).split("\\*", -1);
        String actual = text.toLowerCase(Locale.ROOT);
        if (parts.length == 1) {
            return actual.equals(parts[0]);
        }
        String last = parts[parts.length - 1];
        if (!actual.startsWith(parts[0])) {
            return false;
        }
        int at = parts[0].length();
        for (int i = 1; i < parts.length - 1; i++) {
            int found = actual.indexOf(parts[i], at);
            if (found < 0) {
                return false;
            }
            at = found + parts[i].length();
        }
        return actual.length() - last.length() >= at && actual.endsWith(last);
    }

    /**
     * Chooses the entities of a system that carry an attribute, for example a tag.
     *
     * @param system the id's system
     * @param key the attribute's key
     * @param value the attribute's value as text, whatever its case
     */
    public record ByAttribute(String system, String key, String value) implements Selector {
        @Override
        public boolean matches(Entity entity) {
            return entity.id().system().equals(system)
                    && entity.attributes()
                            .text(key)
                            .map(value::equalsIgnoreCase)
                            .orElse(false);
        }
    }
}
