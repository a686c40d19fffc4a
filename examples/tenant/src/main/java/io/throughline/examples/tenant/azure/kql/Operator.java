package io.throughline.examples.tenant.azure.kql;

import java.util.List;
import java.util.Optional;

/** A step of the pipe; each knows its first token. */
sealed interface Operator {

    Token at();

    /** An expression with the name that the query gives its column, if it does. */
    record Named(Optional<String> name, Expression value) {}

    /** One key of an order. */
    record Key(Expression value, boolean descending, Optional<Boolean> nullsFirst) {}

    /** Keeps rows. */
    record Where(Token at, Expression condition) implements Operator {}

    /** Adds or replaces columns. */
    record Extend(Token at, List<Named> columns) implements Operator {}

    /** Makes new columns of the old ones. */
    record Project(Token at, List<Named> columns) implements Operator {}

    /** Keeps or drops columns by name; a {@code *} at the end of a name stands for any rest. */
    record Select(Token at, boolean keep, List<String> patterns) implements Operator {}

    /** Renames columns. */
    record Rename(Token at, List<Named> columns) implements Operator {}

    /** Groups and aggregates; without aggregates the distinct keys. */
    record Summarize(Token at, List<Named> aggregates, List<Named> keys) implements Operator {}

    /** The distinct combinations of columns; none named means all. */
    record Distinct(Token at, List<Expression> columns) implements Operator {}

    /** Orders rows, and keeps the first of them if a limit is there. */
    record Sort(Token at, List<Key> keys, Optional<Expression> limit) implements Operator {}

    /** Keeps some rows. */
    record Take(Token at, Expression limit) implements Operator {}

    /** Declares the order of the rows to matter. */
    record Serialize(Token at, List<Named> columns) implements Operator {}

    /** The number of rows. */
    record Count(Token at) implements Operator {}

    /** One row for each element of an array. */
    record Expand(Token at, Named column, Optional<KustoType> type) implements Operator {}

    /** Rows with their partners. */
    record Join(Token at, String kind, Query right, List<Expression> conditions) implements Operator {}

    /** Rows of several queries; {@code fuzzy} if those that name an unknown table count as empty. */
    record Union(Token at, boolean fuzzy, List<Query> others) implements Operator {}
}
