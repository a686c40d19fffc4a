package io.throughline.core.telemetry;

import java.util.Locale;
import java.util.Objects;

/**
 * Stable identity of an entity: the system that named it, the type of thing it is there, and the system's own key.
 *
 * <p>All three parts are lower-cased with {@link Locale#ROOT}, so that ids of systems which ignore case (Azure Resource
 * Manager above all) compare equal however they were spelled. The text form is the URN {@code
 * throughline:<system>:<type>:<key>}; it is what stores keep and reports print.
 *
 * @param system the naming system, {@code [a-z0-9-]+}: {@code azure}, {@code sentry}, {@code jira}, {@code sonarcloud},
 *     or {@code throughline} for what no vendor names (services, products)
 * @param type the type within the system, {@code [a-z0-9-]+}: {@code resource}, {@code role}, {@code project}…
 * @param key the system's own key, not blank; may contain any character
 */
public record EntityId(String system, String type, String key) implements Comparable<EntityId> {

    private static final String SCHEME = "throughline";

    public EntityId {
        system = token(system, "system");
        type = token(type, "type");
        key = Objects.requireNonNull(key, "key").strip().toLowerCase(Locale.ROOT);
        if (key.isEmpty()) {
            throw new IllegalArgumentException("key of an entity id must not be blank");
        }
    }

    /** Returns the id of a logical service of a product; such services exist only in the configuration. */
    public static EntityId service(String product, String service) {
        return new EntityId(SCHEME, "service", product + "/" + service);
    }

    /** Returns the id of a product. */
    public static EntityId product(String product) {
        return new EntityId(SCHEME, "product", product);
    }

    /**
     * Reads the text form back; the inverse of {@link #toString()}.
     *
     * @throws IllegalArgumentException if {@code urn} is not of the form {@code throughline:<system>:<type>:<key>}
     */
    public static EntityId parse(String urn) {
        String[] parts = urn.split(":", 4);
        if (parts.length != 4 || !parts[0].equals(SCHEME)) {
            throw new IllegalArgumentException(
                    "entity id must have the form throughline:<system>:<type>:<key>, was '" + urn + "'");
        }
        return new EntityId(parts[1], parts[2], parts[3]);
    }

    /** Orders by system, type and key. */
    @Override
    public int compareTo(EntityId other) {
        int order = system.compareTo(other.system);
        order = order != 0 ? order : type.compareTo(other.type);
        return order != 0 ? order : key.compareTo(other.key);
    }

    /** Returns the URN {@code throughline:<system>:<type>:<key>}. */
    @Override
    public String toString() {
        return SCHEME + ":" + system + ":" + type + ":" + key;
    }

    private static String token(String value, String name) {
        String token = Objects.requireNonNull(value, name).toLowerCase(Locale.ROOT);
        if (token.isEmpty() || !token.chars().allMatch(EntityId::isTokenCharacter)) {
            throw new IllegalArgumentException(name + " of an entity id must match [a-z0-9-]+, was '" + value + "'");
        }
        return token;
    }

    private static boolean isTokenCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    }
}
