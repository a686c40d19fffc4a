package io.throughline.examples.tenant.azure.kql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code join}: equality of columns only, as in Kusto. */
final class JoinTranslator {

    private record Pair(Column left, Column right) {}

    private JoinTranslator() {}

    static Relation join(Operator.Join join, Relation left, Relation right) {
        List<Pair> pairs = join.conditions().stream()
                .map(condition -> pair(condition, left, right))
                .toList();
        List<String> equalities = pairs.stream()
                .map(pair -> "l." + pair.left().sql() + " = r." + pair.right().sql())
                .toList();
        String on = String.join(" AND ", equalities);
        String l = QueryTranslator.nested(left);
        String r = QueryTranslator.nested(right) + " AS r";
        return switch (join.kind()) {
            case "inner" -> both(left, right, l + " AS l JOIN " + r + " ON " + on, false, false);
            case "innerunique" ->
                both(left, right, unique(left, pairs) + " AS l JOIN " + r + " ON " + on, false, false);
            case "leftouter" -> both(left, right, l + " AS l LEFT JOIN " + r + " ON " + on, false, true);
            case "rightouter" -> both(left, right, l + " AS l RIGHT JOIN " + r + " ON " + on, true, false);
            case "fullouter" -> both(left, right, l + " AS l FULL JOIN " + r + " ON " + on, true, true);
            case "leftsemi" -> one(left, l + " AS l SEMI JOIN " + r + " ON " + on);
            case "leftanti", "anti", "leftantisemi" -> one(left, l + " AS l ANTI JOIN " + r + " ON " + on);
            default -> throw KustoException.syntax(join.at());
        };
    }

    /** The default kind of join keeps one row of the left side for each key. */
    private static String unique(Relation left, List<Pair> pairs) {
        String keys = ExpressionTranslator.joined(
                pairs.stream().map(pair -> pair.left().sql()).toList());
        return "(SELECT * FROM " + QueryTranslator.nested(left) + " QUALIFY row_number() OVER (PARTITION BY " + keys
                + ") = 1)";
    }

    private static Relation both(
            Relation left, Relation right, String source, boolean leftAbsent, boolean rightAbsent) {
        SelectList list = new SelectList();
        left.columns().forEach(column -> list.put(column.name(), cell("l.", column, leftAbsent)));
        right.columns().forEach(column -> list.putBeside(column.name(), cell("r.", column, rightAbsent)));
        return list.from(source, Optional.empty());
    }

    /** A text is empty where its side has no row. */
    private static Typed cell(String alias, Column column, boolean mayBeAbsent) {
        String sql = alias + column.sql();
        return Typed.of(
                mayBeAbsent && column.type() == KustoType.STRING ? "coalesce(" + sql + ", '')" : sql, column.type());
    }

    private static Relation one(Relation left, String source) {
        SelectList list = new SelectList();
        list.putAll(left, "l.");
        return list.from(source, Optional.empty());
    }

    private static Pair pair(Expression condition, Relation left, Relation right) {
        if (condition instanceof Expression.Name name) {
            return new Pair(column(name, name.name(), left), column(name, name.name(), right));
        }
        if (condition instanceof Expression.Binary binary && binary.operator().equals("==")) {
            List<Expression> sides = new ArrayList<>(List.of(binary.left(), binary.right()));
            Optional<Pair> pair = sided(sides, left, right);
            if (pair.isPresent()) {
                return pair.get();
            }
        }
        throw KustoException.semantic(
                condition.at(), "join: only column entities or equality expressions of $left and $right are allowed");
    }

    private static Optional<Pair> sided(List<Expression> sides, Relation left, Relation right) {
        for (int i = 0; i < 2; i++) {
            Optional<String> l = of(sides.get(i), "$left");
            Optional<String> r = of(sides.get(1 - i), "$right");
            if (l.isPresent() && r.isPresent()) {
                return Optional.of(
                        new Pair(column(sides.get(i), l.get(), left), column(sides.get(1 - i), r.get(), right)));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> of(Expression side, String alias) {
        return side instanceof Expression.Member member
                        && member.value() instanceof Expression.Name owner
                        && owner.name().equals(alias)
                        && member.key() instanceof Expression.Literal key
                ? Optional.of(key.at().text())
                : Optional.empty();
    }

    private static Column column(Expression at, String name, Relation relation) {
        return relation.column(name)
                .orElseThrow(() -> KustoException.semantic(
                        at.at(), "'join' operator: Failed to resolve column named '" + name + "'"));
    }
}
