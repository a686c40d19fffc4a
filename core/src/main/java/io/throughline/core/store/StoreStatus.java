package io.throughline.core.store;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a store is and holds.
 *
 * @param place where it is, for people, without secrets
 * @param kind what it is made of, with its version: {@code DuckDB v1.5.6}, {@code PostgreSQL 18.6}
 * @param schema the version of its schema
 * @param bytes its size on disk, or -1 if it has none or cannot be told
 * @param rows the number of rows of each kind, by name
 */
public record StoreStatus(String place, String kind, int schema, long bytes, SortedMap<String, Long> rows) {

    public StoreStatus {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(kind, "kind");
        rows = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, Long>) rows));
    }
}
