package io.throughline.azure.logs;

import io.throughline.azure.internal.AzureError;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a query.
 *
 * @param tables the tables, the primary one first; empty if the workspace has no data at all
 * @param error why the tables hold only a part, or null if they are whole
 * @param throttled whether the service slowed the query down
 */
public record LogsResult(List<LogsTable> tables, @Nullable AzureError error, boolean throttled) {

    public LogsResult {
        tables = List.copyOf(tables);
    }

    /** Returns the primary table. */
    public LogsTable table() {
        return tables.isEmpty() ? LogsTable.empty() : tables.get(0);
    }

    /** Returns why the tables hold only a part; empty if they are whole. */
    public Optional<AzureError> partial() {
        return Optional.ofNullable(error);
    }

    LogsResult withThrottled(boolean slowed) {
        return new LogsResult(tables, error, slowed);
    }

    static LogsResult of(List<LogsTable> tables, @Nullable AzureError error) {
        return new LogsResult(Objects.requireNonNull(tables), error, false);
    }
}
