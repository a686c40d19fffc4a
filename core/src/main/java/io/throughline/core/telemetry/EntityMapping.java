package io.throughline.core.telemetry;

import java.time.Instant;
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
     * @param name the name; a trailing {@code *} stands for any rest
     */
    public record ByName(String system, @Nullable String type, String name) implements Selector {
        @Override
        public boolean matches(Entity entity) {
            String actual = entity.name().toLowerCase(Locale.ROOT);
            String wanted = name.toLowerCase(Locale.ROOT);
            return entity.id().system().equals(system)
                    && (type == null || entity.id().type().equals(type))
                    && (wanted.endsWith("*")
                            ? actual.startsWith(wanted.substring(0, wanted.length() - 1))
                            : actual.equals(wanted));
        }
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
