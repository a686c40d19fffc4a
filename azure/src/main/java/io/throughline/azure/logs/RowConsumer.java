package io.throughline.azure.logs;

/** Takes the rows of an answer one by one while they arrive. */
@FunctionalInterface
public interface RowConsumer {

    /**
     * Takes a row; {@link LogsTable.Row#table()} tells of which table. What it throws ends the call and reaches the
     * caller as it is.
     */
    void row(LogsTable.Row row);
}
