package io.throughline.jira.jql;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A query in Jira's language. Immutable. It always has a condition: Jira refuses unbounded ones.
 *
 * <pre>{@code
 * Jql jql = Jql.where(JqlClause.equal(JqlField.PROJECT, "OPS"))
 *     .and(JqlClause.notEqual(JqlField.STATUS_CATEGORY, "Done"))
 *     .ascending(JqlField.CREATED);
 * }</pre>
 */
public final class Jql {

    /** The most fields that Jira orders by: {@value}. */
    public static final int MOST_ORDER_FIELDS = 7;

    private final List<JqlClause> clauses;
    private final List<String> order;

    private Jql(List<JqlClause> clauses, List<String> order) {
        this.clauses = clauses;
        this.order = order;
    }

    /** Returns the query for issues that meet a condition. */
    public static Jql where(JqlClause clause) {
        return new Jql(List.of(clause), List.of());
    }

    /** Returns the query for issues that meet all of the conditions; there must be at least one. */
    public static Jql where(List<JqlClause> clauses) {
        if (clauses.isEmpty()) {
            throw new IllegalArgumentException("a query must have a condition: Jira refuses unbounded ones");
        }
        return new Jql(List.copyOf(clauses), List.of());
    }

    /** Returns this query with one more condition to meet. */
    public Jql and(JqlClause clause) {
        List<JqlClause> more = new ArrayList<>(clauses);
        more.add(clause);
        return new Jql(List.copyOf(more), order);
    }

    /** Returns this query with its results ordered by a field, smallest first, after the orders given before. */
    public Jql ascending(JqlName field) {
        return ordered(field.clauseName() + " ASC");
    }

    /** Returns this query with its results ordered by a field, largest first, after the orders given before. */
    public Jql descending(JqlName field) {
        return ordered(field.clauseName() + " DESC");
    }

    private Jql ordered(String term) {
        if (order.size() == MOST_ORDER_FIELDS) {
            throw new IllegalArgumentException("at most " + MOST_ORDER_FIELDS + " fields can be ordered by");
        }
        List<String> more = new ArrayList<>(order);
        more.add(term);
        return new Jql(clauses, List.copyOf(more));
    }

    /** Returns the query in the language. */
    @Override
    public String toString() {
        return clauses.stream().map(JqlClause::toString).collect(Collectors.joining(" AND "))
                + (order.isEmpty() ? "" : " ORDER BY " + String.join(", ", order));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Jql that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }
}
