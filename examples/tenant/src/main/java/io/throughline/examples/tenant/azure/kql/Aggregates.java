package io.throughline.examples.tenant.azure.kql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Aggregates of {@code summarize}. An aggregate may stand inside arithmetic ({@code sum(a) / count()}), so a call that is
 * no aggregate is translated as a scalar over its aggregated arguments.
 */
final class Aggregates {

    /** A column of the answer. */
    record Result(String name, Typed value) {}

    private static final Pattern AGGREGATE = Pattern.compile(
            "count|countif|sum|sumif|avg|avgif|min|minif|max|maxif|dcount|dcountif|percentile|percentiles|percentilew"
                    + "|stdev|variance|make_list|make_set|take_any|any|take_anyif|arg_max|arg_min|binary_all_or");

    private final ExpressionTranslator columns;

    Aggregates(ExpressionTranslator columns) {
        this.columns = columns;
    }

    /** Translates one item of {@code summarize}; several columns come of {@code percentiles} and {@code arg_max}. */
    List<Result> results(Operator.Named item, int ordinal) {
        if (item.value() instanceof Expression.Call call) {
            switch (call.name()) {
                case "arg_max", "arg_min" -> {
                    return extremes(call, item.name());
                }
                case "percentiles" -> {
                    return percentiles(call, item.name());
                }
                default -> {
                    return List.of(
                            new Result(item.name().orElseGet(() -> impliedName(call, ordinal)), value(item.value())));
                }
            }
        }
        return List.of(new Result(item.name().orElse("Column" + ordinal), value(item.value())));
    }

    private static String impliedName(Expression.Call call, int ordinal) {
        if (!AGGREGATE.matcher(call.name()).matches()) {
            return "Column" + ordinal;
        }
        String of = call.arguments().isEmpty() || call.name().startsWith("count")
                ? ""
                : ExpressionTranslator.impliedName(call.arguments().get(0), 0);
        String base = call.name() + "_" + (of.equals("Column0") ? "" : of);
        boolean percentile = call.name().startsWith("percentile");
        return percentile && call.arguments().get(call.arguments().size() - 1) instanceof Expression.Literal rank
                ? base + "_" + rank.at().text().replace('.', '_')
                : base;
    }

    private Typed value(Expression expression) {
        if (expression instanceof Expression.Binary binary) {
            return Operators.binary(binary, value(binary.left()), value(binary.right()));
        }
        if (expression instanceof Expression.Minus minus) {
            return value(minus.value()).map(sql -> "(-" + sql + ")");
        }
        if (expression instanceof Expression.Literal literal) {
            return Literals.translate(literal.at());
        }
        if (expression instanceof Expression.Call call) {
            return AGGREGATE.matcher(call.name()).matches() ? aggregate(call) : scalarOfAggregates(call);
        }
        if (expression instanceof Expression.Name name
                && columns.scope().value(name.name()).isPresent()) {
            return columns.translate(name);
        }
        throw KustoException.semantic(
                expression.at(), "'summarize' operator: '" + expression.at().text() + "' is not inside an aggregate");
    }

    /** {@code round(avg(x), 2)}: the arguments become columns of an inner result as far as SQL is concerned. */
    private Typed scalarOfAggregates(Expression.Call call) {
        Scope inner = new Scope(name -> Optional.empty(), columns.scope().now());
        List<Expression> names = new ArrayList<>();
        for (int i = 0; i < call.arguments().size(); i++) {
            inner.define("$argument" + i, value(call.arguments().get(i)));
            names.add(new Expression.Name(call.at(), "$argument" + i));
        }
        return new ExpressionTranslator(new Relation("", List.of(), false), inner)
                .translate(new Expression.Call(call.at(), call.name(), names));
    }

    private Typed aggregate(Expression.Call call) {
        String name = call.name();
        boolean conditional = name.endsWith("if");
        List<Expression> arguments = call.arguments();
        String filter = "";
        if (conditional) {
            if (arguments.isEmpty()) {
                throw KustoException.semantic(call.at(), name + "(): a condition is missing.");
            }
            filter = " FILTER (WHERE " + columns.condition(arguments.get(arguments.size() - 1)) + ")";
            arguments = arguments.subList(0, arguments.size() - 1);
            name = name.substring(0, name.length() - 2);
        }
        if (name.equals("count")) {
            return Typed.of("count(*)" + filter, KustoType.LONG);
        }
        List<Typed> values = columns.translate(arguments);
        ScalarFunctions.need(call, values, 1, 3);
        Typed of = values.get(0);
        String suffix = filter;
        return switch (name) {
            case "sum" -> sum(call, of, suffix);
            case "avg" -> average(of, suffix);
            case "min" -> of.map(sql -> "min(" + sql + ")" + suffix);
            case "max" -> of.map(sql -> "max(" + sql + ")" + suffix);
            case "dcount" -> Typed.of("count(DISTINCT " + of.sql() + ")" + suffix, KustoType.LONG);
            case "stdev" -> Typed.of("coalesce(stddev_samp(" + of.asReal() + ")" + suffix + ", 0)", KustoType.REAL);
            case "variance" -> Typed.of("coalesce(var_samp(" + of.asReal() + ")" + suffix + ", 0)", KustoType.REAL);
            case "take_any", "any" -> of.map(sql -> "any_value(" + sql + ")" + suffix);
            case "make_list" -> Typed.of("to_json(list(" + of.sql() + ")" + suffix + ")", KustoType.DYNAMIC);
            case "make_set" -> Typed.of("to_json(list(DISTINCT " + of.sql() + ")" + suffix + ")", KustoType.DYNAMIC);
            case "percentile" -> {
                ScalarFunctions.need(call, values, 2, 2);
                yield percentile(of, rank(call, arguments.get(1)));
            }
            case "percentilew" -> {
                ScalarFunctions.need(call, values, 3, 3);
                // A value with weight n counts as n values.
                yield of.map(sql -> "list_aggregate(flatten(list(repeat([" + sql + "], "
                        + values.get(1).asLong() + "))), 'quantile_disc', "
                        + rank(call, call.arguments().get(2)) + ")");
            }
            default -> throw KustoException.semantic(call.at(), "Unknown function: '" + call.name() + "'.");
        };
    }

    private static Typed sum(Expression.Call call, Typed of, String filter) {
        if (of.type().isWhole() || of.type() == KustoType.TIMESPAN) {
            KustoType type = of.type() == KustoType.TIMESPAN ? KustoType.TIMESPAN : KustoType.LONG;
            return Typed.of("coalesce(CAST(sum(" + of.sql() + ")" + filter + " AS BIGINT), 0)", type);
        }
        if (of.type() == KustoType.REAL || of.type() == KustoType.DYNAMIC) {
            return Typed.of("coalesce(sum(" + of.asReal() + ")" + filter + ", 0)", KustoType.REAL);
        }
        throw KustoException.semantic(
                call.at(),
                call.name() + "(): cannot add values of type " + of.type().wire() + ".");
    }

    private static Typed average(Typed of, String filter) {
        return of.type() == KustoType.TIMESPAN
                ? of.map(sql -> "CAST(avg(" + sql + ")" + filter + " AS BIGINT)")
                : Typed.of("coalesce(avg(" + of.asReal() + ")" + filter + ", CAST('NaN' AS DOUBLE))", KustoType.REAL);
    }

    private static Typed percentile(Typed of, String rank) {
        return of.map(sql -> "quantile_disc(" + sql + ", " + rank + ")");
    }

    private static String rank(Expression.Call call, Expression argument) {
        if (argument instanceof Expression.Literal literal
                && (literal.at().kind() == Token.Kind.WHOLE || literal.at().kind() == Token.Kind.REAL)) {
            double rank = Double.parseDouble(literal.at().text());
            if (rank >= 0 && rank <= 100) {
                return String.format(Locale.ROOT, "%.9f", rank / 100);
            }
        }
        throw KustoException.semantic(call.at(), call.name() + "(): a rank must be a number in [0, 100].");
    }

    private List<Result> percentiles(Expression.Call call, Optional<String> prefix) {
        List<Result> results = new ArrayList<>();
        if (call.arguments().size() < 2) {
            throw KustoException.semantic(call.at(), "percentiles(): needs a value and ranks.");
        }
        Typed of = columns.translate(call.arguments().get(0));
        for (Expression rank : call.arguments().subList(1, call.arguments().size())) {
            String name = prefix.orElseGet(() -> "percentile_"
                            + ExpressionTranslator.impliedName(call.arguments().get(0), 0))
                    + "_" + rank.at().text().replace('.', '_');
            results.add(new Result(name, percentile(of, rank(call, rank))));
        }
        return results;
    }

    /** The rest of the row that has the extreme. */
    private List<Result> extremes(Expression.Call call, Optional<String> name) {
        if (call.arguments().size() < 1) {
            throw KustoException.semantic(call.at(), call.name() + "(): needs what to look for.");
        }
        Expression by = call.arguments().get(0);
        Typed extreme = columns.translate(by);
        String function = call.name().equals("arg_max") ? "max" : "min";
        List<Result> results = new ArrayList<>();
        String byName = ExpressionTranslator.impliedName(by, 1);
        results.add(new Result(name.orElse(byName), extreme.map(sql -> function + "(" + sql + ")")));
        for (Expression argument : call.arguments().subList(1, call.arguments().size())) {
            if (argument instanceof Expression.Star) {
                for (Column column : columns.relation().columns()) {
                    if (!column.name().equals(byName)) {
                        results.add(new Result(
                                column.name(), atExtreme(function, Typed.of(column.sql(), column.type()), extreme)));
                    }
                }
            } else {
                results.add(new Result(
                        ExpressionTranslator.impliedName(argument, results.size()),
                        atExtreme(function, columns.translate(argument), extreme)));
            }
        }
        return results;
    }

    private static Typed atExtreme(String function, Typed value, Typed extreme) {
        return value.map(sql -> "arg_" + function + "_null(" + sql + ", " + extreme.sql() + ")");
    }
}
