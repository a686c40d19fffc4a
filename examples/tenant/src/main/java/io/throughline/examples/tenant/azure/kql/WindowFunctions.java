package io.throughline.examples.tenant.azure.kql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Functions that look at other rows of an ordered result: {@code row_number}, {@code prev}, {@code next} and {@code
 * row_cumsum}. Before they are computed the rows get their places in a hidden column; what {@code row_number} and {@code
 * row_cumsum} begin anew at, which may itself look at other rows, becomes a hidden column too, as SQL does not nest windows.
 */
final class WindowFunctions {

    private static final Set<String> NAMES = Set.of("row_number", "prev", "next", "row_cumsum");
    private static final String PREPARED = "SELECT *, ";
    private static final String BY_PLACE = "ORDER BY " + Relation.PLACE;

    private WindowFunctions() {}

    /** Tells whether an expression has such a function in it. */
    static boolean in(Expression expression) {
        return !calls(expression).isEmpty();
    }

    /** Returns the same rows with the hidden columns that the functions of some expressions need. */
    static Relation prepared(Relation input, List<Expression> expressions, Scope scope) {
        Relation placed = hidden(input, "row_number() OVER () AS " + Relation.PLACE);
        Relation prepared = placed;
        for (Expression expression : expressions) {
            for (Expression.Call call : calls(expression)) {
                Optional<Expression> restart = restart(call);
                if (restart.isPresent()) {
                    prepared = restarting(prepared, call, restart.get(), scope);
                }
            }
        }
        return prepared;
    }

    private static Relation restarting(Relation input, Expression.Call call, Expression restart, Scope scope) {
        String condition = new ExpressionTranslator(input, scope).condition(restart);
        Relation marked = hidden(input, "CASE WHEN " + condition + " THEN 1 ELSE 0 END AS " + name("restart", call));
        return hidden(marked, "sum(" + name("restart", call) + ") OVER (" + BY_PLACE + ") AS " + name("run", call));
    }

    private static Relation hidden(Relation input, String column) {
        return new Relation(
                PREPARED + column + " FROM " + QueryTranslator.nested(input), input.columns(), input.ingestion());
    }

    private static String name(String what, Expression.Call call) {
        return Sql.name("$" + what + call.at().line() + "_" + call.at().column());
    }

    private static Optional<Expression> restart(Expression.Call call) {
        boolean counts = call.name().equals("row_number") || call.name().equals("row_cumsum");
        return counts && call.arguments().size() == 2
                ? Optional.of(call.arguments().get(1))
                : Optional.empty();
    }

    /** Translates a call over prepared rows; nothing if it is none of these functions. */
    static Optional<Typed> call(Expression.Call call, ExpressionTranslator columns) {
        if (!NAMES.contains(call.name())) {
            return Optional.empty();
        }
        if (!columns.relation().sql().startsWith(PREPARED)) {
            throw KustoException.semantic(
                    call.at(), call.name() + "(): the rows must be in an order: put 'order by' or 'serialize' before.");
        }
        List<Typed> arguments = columns.translate(
                restart(call).isEmpty() ? call.arguments() : call.arguments().subList(0, 1));
        String over =
                " OVER (" + (restart(call).isEmpty() ? "" : "PARTITION BY " + name("run", call) + " ") + BY_PLACE + ")";
        return Optional.of(
                switch (call.name()) {
                    case "row_number" -> {
                        ScalarFunctions.need(call, arguments, 0, 1);
                        String first =
                                arguments.isEmpty() ? "1" : arguments.get(0).asLong();
                        yield Typed.of("(row_number()" + over + " - 1 + " + first + ")", KustoType.LONG);
                    }
                    case "row_cumsum" -> {
                        ScalarFunctions.need(call, arguments, 1, 1);
                        Typed of = arguments.get(0);
                        String sum = "sum(" + of.sql() + ")" + over;
                        yield of.type().isWhole()
                                ? Typed.of("CAST(" + sum + " AS BIGINT)", KustoType.LONG)
                                : of.map(sql -> sum);
                    }
                    default -> {
                        ScalarFunctions.need(call, arguments, 1, 3);
                        yield neighbour(call.name().equals("prev") ? "lag" : "lead", arguments, over);
                    }
                });
    }

    private static Typed neighbour(String function, List<Typed> arguments, String over) {
        String offset = arguments.size() > 1 ? ", CAST(" + arguments.get(1).asLong() + " AS INTEGER)" : "";
        String otherwise = arguments.size() > 2 ? ", " + arguments.get(2).sql() : "";
        Typed of = arguments.get(0);
        String sql = function + "(" + of.sql() + offset + otherwise + ")" + over;
        // An absent text is empty.
        return of.map(value -> of.type() == KustoType.STRING ? "coalesce(" + sql + ", '')" : sql);
    }

    /** Returns the outermost calls of these functions in an expression. */
    private static List<Expression.Call> calls(Expression expression) {
        List<Expression.Call> calls = new ArrayList<>();
        if (expression instanceof Expression.Call call) {
            if (NAMES.contains(call.name())) {
                calls.add(call);
            } else {
                call.arguments().forEach(argument -> calls.addAll(calls(argument)));
            }
        } else if (expression instanceof Expression.Binary binary) {
            calls.addAll(calls(binary.left()));
            calls.addAll(calls(binary.right()));
        } else if (expression instanceof Expression.Minus minus) {
            calls.addAll(calls(minus.value()));
        } else if (expression instanceof Expression.Member member) {
            calls.addAll(calls(member.value()));
            calls.addAll(calls(member.key()));
        } else if (expression instanceof Expression.Among among) {
            calls.addAll(calls(among.value()));
            among.options().forEach(option -> calls.addAll(calls(option)));
        } else if (expression instanceof Expression.Between between) {
            calls.addAll(calls(between.value()));
            calls.addAll(calls(between.low()));
            calls.addAll(calls(between.high()));
        }
        return calls;
    }
}
