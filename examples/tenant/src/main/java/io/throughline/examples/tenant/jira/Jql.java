package io.throughline.examples.tenant.jira;

import java.util.List;

/**
 * A query.
 *
 * @param condition which tickets
 * @param bounded whether there is any condition
 * @param order by which fields
 */
record Jql(Condition condition, boolean bounded, List<Order> order) {

    Jql {
        order = List.copyOf(order);
    }

    /** A test of a ticket. */
    sealed interface Condition {}

    /** No condition. */
    record Everything() implements Condition {}

    /** All of them hold. */
    record All(List<Condition> conditions) implements Condition {
        public All {
            conditions = List.copyOf(conditions);
        }
    }

    /** One of them holds. */
    record Any(List<Condition> conditions) implements Condition {
        public Any {
            conditions = List.copyOf(conditions);
        }
    }

    /** It does not hold. */
    record Not(Condition condition) implements Condition {}

    /** {@code field operator value, …}; lower-case field and operator. */
    record Clause(String field, String operator, List<Value> values) implements Condition {
        public Clause {
            values = List.copyOf(values);
        }
    }

    /** A text, or a call such as {@code startOfDay()} or the word {@code empty}. */
    record Value(String text, boolean quoted, boolean call) {}

    /** One key of the order. */
    record Order(String field, boolean descending) {}
}
