package io.throughline.examples.tenant.azure.kql;

import java.util.List;
import java.util.Optional;

/**
 * Rows as SQL.
 *
 * @param sql a SELECT of all columns by their SQL names
 * @param columns those a query sees, in order
 * @param ingestion whether the SELECT also has the hidden column {@value #INGESTION}, when a row arrived
 */
public record Relation(String sql, List<Column> columns, boolean ingestion) {

    /** The hidden column, quoted. */
    public static final String INGESTION = "\"$ingestion\"";

    /** Copies the columns. */
    public Relation {
        columns = List.copyOf(columns);
    }

    /** The hidden column of the place of a row in a serialized relation, quoted; see {@link WindowFunctions}. */
    static final String PLACE = "\"$place\"";

    Optional<Column> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }
}
