package io.throughline.examples.tenant.azure.kql;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns scalar expressions over the columns of one relation into SQL. */
final class ExpressionTranslator {

    private final Relation relation;
    private final Scope scope;

    ExpressionTranslator(Relation relation, Scope scope) {
        this.relation = relation;
        this.scope = scope;
    }

    Relation relation() {
        return relation;
    }

    Scope scope() {
        return scope;
    }

    Typed translate(Expression expression) {
        if (expression instanceof Expression.Literal literal) {
            return Literals.translate(literal.at());
        }
        if (expression instanceof Expression.Name name) {
            return name(name);
        }
        if (expression instanceof Expression.Member member) {
            return member(member);
        }
        if (expression instanceof Expression.Minus minus) {
            Typed value = translate(minus.value());
            if (!value.type().isNumber() && value.type() != KustoType.TIMESPAN) {
                throw KustoException.semantic(
                        minus.at(),
                        "Operator '-' cannot be applied to " + value.type().wire());
            }
            return value.map(sql -> "(-" + sql + ")");
        }
        if (expression instanceof Expression.Binary binary) {
            return Operators.binary(binary, translate(binary.left()), translate(binary.right()));
        }
        if (expression instanceof Expression.Among among) {
            return Operators.among(
                    among,
                    translate(among.value()),
                    among.options().stream().map(this::translate).toList());
        }
        if (expression instanceof Expression.Between between) {
            return between(between);
        }
        if (expression instanceof Expression.Call call) {
            return ScalarFunctions.call(call, this);
        }
        throw KustoException.syntax(expression.at());
    }

    /** Translates what must be a condition. */
    String condition(Expression expression) {
        Typed value = translate(expression);
        if (value.type() != KustoType.BOOL && value.type() != KustoType.DYNAMIC) {
            throw KustoException.semantic(
                    expression.at(),
                    "A condition must be of type bool, was " + value.type().wire());
        }
        return value.asBool();
    }

    List<Typed> translate(List<Expression> expressions) {
        return expressions.stream().map(this::translate).toList();
    }

    private Typed name(Expression.Name name) {
        Optional<Column> column = relation.column(name.name());
        if (column.isPresent()) {
            return Typed.of(column.get().sql(), column.get().type());
        }
        Optional<Typed> value = scope.value(name.name());
        if (value.isPresent()) {
            return value.get();
        }
        return switch (name.name()) {
            case "true" -> Typed.of("TRUE", KustoType.BOOL);
            case "false" -> Typed.of("FALSE", KustoType.BOOL);
            default ->
                throw KustoException.semantic(
                        name.at(), "Failed to resolve column or scalar expression named '" + name.name() + "'");
        };
    }

    private Typed member(Expression.Member member) {
        Typed value = translate(member.value());
        Typed key = translate(member.key());
        if (value.type() != KustoType.DYNAMIC) {
            throw KustoException.semantic(
                    member.at(),
                    "Path expression source must be dynamic, was "
                            + value.type().wire());
        }
        if (key.type().isWhole()) {
            return value.map(sql -> "json_extract(" + sql + ", CAST(" + key.sql() + " AS BIGINT))");
        }
        // A key may hold any character: as a quoted step of a JSON path it needs its quotes escaped.
        return value.map(
                sql -> "json_extract(" + sql + ", '$.\"' || replace(" + key.asText() + ", '\"', '\\\"') || '\"')");
    }

    private Typed between(Expression.Between between) {
        Expression.Binary low = new Expression.Binary(between.at(), ">=", between.value(), between.low());
        Expression.Binary high = new Expression.Binary(between.at(), "<=", between.value(), upper(between));
        String both = "(" + translate(low).sql() + " AND " + translate(high).sql() + ")";
        return Typed.of(between.negated() ? "(NOT " + both + ")" : both, KustoType.BOOL);
    }

    /** {@code between (start .. 5m)} ends 5 minutes after the start. */
    private Expression upper(Expression.Between between) {
        boolean length = translate(between.high()).type() == KustoType.TIMESPAN
                && translate(between.low()).type() == KustoType.DATETIME;
        return length ? new Expression.Binary(between.at(), "+", between.low(), between.high()) : between.high();
    }

    /** Returns the name that a column gets if the query gives it none; {@code ordinal} counts nameless ones. */
    static String impliedName(Expression expression, int ordinal) {
        if (expression instanceof Expression.Name name) {
            return name.name();
        }
        if (expression instanceof Expression.Member member && member.key() instanceof Expression.Literal key) {
            String owner = impliedName(member.value(), ordinal);
            return owner + "_" + key.at().text();
        }
        if (expression instanceof Expression.Call call
                && call.name().equals("bin")
                && !call.arguments().isEmpty()) {
            return impliedName(call.arguments().get(0), ordinal);
        }
        return "Column" + ordinal;
    }

    static String joined(List<String> parts) {
        return parts.stream().collect(Collectors.joining(", "));
    }
}
