package io.throughline.azure.logs;

import io.throughline.azure.internal.AzureError;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a query.
 *
 * @param tables the tables, the primary one first; empty if the workspace has no data at all
 * @param error why the tables hold only a part, with what is nested in it, or null if they are whole
 * @param throttled whether the service slowed the query down
 * @param rawStatistics the service's statistics as JSON, or null if they were not asked for
 * @param visualization how the query wants to be drawn, as JSON, or null if that was not asked for
 * @param rawPermissions what the credential may not see, as JSON, or null if that was not asked for
 */
public record LogsResult(
        List<LogsTable> tables,
        @Nullable AzureError error,
        boolean throttled,
        @Nullable String rawStatistics,
        @Nullable String visualization,
        @Nullable String rawPermissions) {

    public LogsResult {
        tables = List.copyOf(tables);
    }

    /** Returns the primary table. */
    public LogsTable table() {
        return tables.isEmpty() ? LogsTable.empty() : tables.get(0);
    }

    /** Returns the rows of the primary table as records of a type, see {@link LogsTable#as}. */
    public <T> List<T> as(Class<T> type) {
        return table().as(type);
    }

    /** Returns why the tables hold only a part; empty if they are whole. */
    public Optional<AzureError> partial() {
        return Optional.ofNullable(error);
    }

    /** Returns what the query cost; empty if that was not asked for. */
    public Optional<QueryStatistics> statistics() {
        return Optional.ofNullable(rawStatistics).map(QueryStatistics::parse);
    }

    /** Returns which tables of which resources were left out; empty if that was not asked for. */
    public Optional<QueryPermissions> permissions() {
        return Optional.ofNullable(rawPermissions).map(QueryPermissions::parse);
    }

    /** Returns the same with only the first rows of the primary table. */
    LogsResult withFirst(int rows) {
        List<LogsTable> others = new java.util.ArrayList<>(tables);
        others.set(0, table().first(rows));
        return new LogsResult(others, error, throttled, rawStatistics, visualization, rawPermissions);
    }

    /**
     * Reads the body of an answer; an empty one is the answer of a workspace without data.
     *
     * @throws IOException if it is no answer to a query
     */
    public static LogsResult read(InputStream body) throws IOException {
        return LogsBody.decode(body, null);
    }

    /**
     * Reads the body of an answer and hands the rows on, so that memory holds some thousand of them at most.
     *
     * @return the answer without its rows
     * @throws IOException if it is no answer to a query
     */
    public static LogsResult read(InputStream body, RowConsumer rows) throws IOException {
        return LogsBody.decode(body, rows);
    }

    /** Returns the same, with whether the service slowed the query down. */
    public LogsResult withThrottled(boolean slowed) {
        return new LogsResult(tables, error, slowed, rawStatistics, visualization, rawPermissions);
    }
}
