package io.throughline.azure.logs;

import java.util.Objects;

/**
 * A column of a result.
 *
 * @param name as the query names it, case-sensitive
 * @param type the service's word: {@code bool}, {@code datetime}, {@code dynamic}, {@code guid}, {@code int}, {@code
 *     long}, {@code real}, {@code string}, {@code timespan}, {@code decimal}, or one this version does not know
 */
public record LogsColumn(String name, String type) {

    public LogsColumn {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
    }
}
