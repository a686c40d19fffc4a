package io.throughline.core.testkit;

import io.throughline.core.store.WriteResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Rows by key, with those they had before; for the in-memory store. Not thread-safe. */
final class VersionedRows<K, V> {

    record Past<K, V>(K key, V value, Instant from, Instant to) {}

    private record Current<V>(V value, Instant from) {}

    record Row<K, V>(K key, V value, Instant from) {}

    private final Map<K, Current<V>> current = new LinkedHashMap<>();
    private final List<Past<K, V>> history = new ArrayList<>();

    WriteResult replace(Predicate<K> keys, Predicate<V> values, Map<K, V> wanted, Instant at) {
        long added = 0;
        long changed = 0;
        long removed = 0;
        long unchanged = 0;
        for (Map.Entry<K, Current<V>> entry : List.copyOf(current.entrySet())) {
            K key = entry.getKey();
            Current<V> row = entry.getValue();
            if (keys.test(key) && values.test(row.value()) && !wanted.containsKey(key)) {
                history.add(new Past<>(key, row.value(), row.from(), at));
                current.remove(key);
                removed++;
            }
        }
        for (Map.Entry<K, V> entry : wanted.entrySet()) {
            Current<V> row = current.get(entry.getKey());
            if (row != null && row.value().equals(entry.getValue())) {
                unchanged++;
                continue;
            }
            if (row == null) {
                added++;
            } else {
                history.add(new Past<>(entry.getKey(), row.value(), row.from(), at));
                changed++;
            }
            current.put(entry.getKey(), new Current<>(entry.getValue(), at));
        }
        return new WriteResult(added, changed, removed, unchanged);
    }

    boolean holds(Predicate<K> which) {
        return current.keySet().stream().anyMatch(which);
    }

    /** Removes current rows without a trace. */
    List<Row<K, V>> take(Predicate<K> which) {
        List<Row<K, V>> taken = new ArrayList<>();
        current.forEach((key, row) -> {
            if (which.test(key)) {
                taken.add(new Row<>(key, row.value(), row.from()));
            }
        });
        taken.forEach(row -> current.remove(row.key()));
        return taken;
    }

    int takeValues(Predicate<V> which) {
        int before = current.size();
        current.values().removeIf(row -> which.test(row.value()));
        return before - current.size();
    }

    int forget(Predicate<Past<K, V>> which) {
        int before = history.size();
        history.removeIf(which);
        return before - history.size();
    }

    /** Returns what puts the rows back as they are now. */
    Runnable memory() {
        Map<K, Current<V>> rows = new LinkedHashMap<>(current);
        List<Past<K, V>> past = List.copyOf(history);
        return () -> {
            current.clear();
            current.putAll(rows);
            history.clear();
            history.addAll(past);
        };
    }

    /** Returns the rows known at an instant, or now if it is null. */
    Map<K, V> at(@Nullable Instant instant) {
        Map<K, V> known = new LinkedHashMap<>();
        if (instant != null) {
            for (Past<K, V> past : history) {
                if (!past.from().isAfter(instant) && past.to().isAfter(instant)) {
                    known.put(past.key(), past.value());
                }
            }
        }
        current.forEach((key, row) -> {
            if (instant == null || !row.from().isAfter(instant)) {
                known.put(key, row.value());
            }
        });
        return known;
    }
}
