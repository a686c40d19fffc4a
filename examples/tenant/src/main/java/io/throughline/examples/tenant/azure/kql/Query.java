package io.throughline.examples.tenant.azure.kql;

import java.util.List;

/**
 * A tabular expression.
 *
 * @param source where rows come from
 * @param operators the pipe
 */
record Query(Source source, List<Operator> operators) {

    Query {
        operators = List.copyOf(operators);
    }

    /** Where a pipe begins. */
    sealed interface Source {

        Token at();
    }

    /** A table, or a name that {@code let} gave. */
    record Table(Token at, String name) implements Source {}

    /** {@code print}: one row. */
    record Print(Token at, List<Operator.Named> columns) implements Source {}

    /** {@code datatable}: rows written in the query. */
    record Data(Token at, List<Column> columns, List<Expression> cells) implements Source {}

    /** {@code union} at the start; {@code fuzzy} if those that name an unknown table count as empty. */
    record Several(Token at, boolean fuzzy, List<Query> queries) implements Source {}

    /** A query in brackets. */
    record Nested(Token at, Query query) implements Source {}
}
