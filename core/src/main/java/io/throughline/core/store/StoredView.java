package io.throughline.core.store;

import java.time.Instant;
import java.util.Objects;

/**
 * A materialized view as it is kept.
 *
 * @param key name and scope: {@code incident/checkout}
 * @param version version of the view's shape; another version is not read
 * @param inputs digest of what it was computed from
 * @param asOf event time up to which its inputs were read, UTC
 * @param json the content, JSON in UTF-8 as text
 */
public record StoredView(String key, int version, String inputs, Instant asOf, String json) {

    public StoredView {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(inputs, "inputs");
        Objects.requireNonNull(asOf, "asOf");
        Objects.requireNonNull(json, "json");
    }
}
