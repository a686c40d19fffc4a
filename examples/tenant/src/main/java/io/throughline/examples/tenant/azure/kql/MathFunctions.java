package io.throughline.examples.tenant.azure.kql;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Functions of numbers; where Kusto answers null, DuckDB would fail, so the argument is checked. */
final class MathFunctions {

    private MathFunctions() {}

    static Optional<Typed> call(Expression.Call call, List<Typed> arguments) {
        return switch (call.name()) {
            case "ceiling" -> real(call, arguments, "ceil(%s)");
            case "floor" -> real(call, arguments, "floor(%s)");
            case "exp" -> real(call, arguments, "exp(%s)");
            case "exp2" -> real(call, arguments, "pow(2, %s)");
            case "exp10" -> real(call, arguments, "pow(10, %s)");
            case "log" -> logarithm(call, arguments, "ln");
            case "log2" -> logarithm(call, arguments, "log2");
            case "log10" -> logarithm(call, arguments, "log10");
            case "sqrt" -> real(call, arguments, "CASE WHEN %1$s >= 0 THEN sqrt(%1$s) END");
            case "isnan" -> truth(call, arguments, "isnan(%s)");
            case "isinf" -> truth(call, arguments, "isinf(%s)");
            case "isfinite" -> truth(call, arguments, "isfinite(%s)");
            case "sign" -> real(call, arguments, "CAST(sign(%s) AS DOUBLE)");
            case "pow" -> {
                ScalarFunctions.need(call, arguments, 2, 2);
                yield Optional.of(Typed.of(
                        "pow(" + arguments.get(0).asReal() + ", "
                                + arguments.get(1).asReal() + ")",
                        KustoType.REAL));
            }
            case "round" -> {
                ScalarFunctions.need(call, arguments, 1, 2);
                String digits = arguments.size() == 2 ? arguments.get(1).asLong() : "0";
                yield Optional.of(Typed.of(
                        "round(" + arguments.get(0).asReal() + ", CAST(" + digits + " AS INTEGER))", KustoType.REAL));
            }
            case "abs" -> {
                ScalarFunctions.need(call, arguments, 1, 1);
                yield Optional.of(arguments.get(0).map(sql -> "abs(" + sql + ")"));
            }
            case "max_of" -> Optional.of(extreme(call, arguments, "greatest"));
            case "min_of" -> Optional.of(extreme(call, arguments, "least"));
            default -> Optional.empty();
        };
    }

    private static Optional<Typed> real(Expression.Call call, List<Typed> arguments, String form) {
        ScalarFunctions.need(call, arguments, 1, 1);
        return Optional.of(Typed.of(
                "("
                        + String.format(
                                java.util.Locale.ROOT, form, arguments.get(0).asReal()) + ")",
                KustoType.REAL));
    }

    private static Optional<Typed> truth(Expression.Call call, List<Typed> arguments, String form) {
        return real(call, arguments, form).map(value -> Typed.of(value.sql(), KustoType.BOOL));
    }

    private static Optional<Typed> logarithm(Expression.Call call, List<Typed> arguments, String function) {
        return real(
                call,
                arguments,
                "CASE WHEN %1$s > 0 THEN " + function + "(%1$s) WHEN %1$s = 0 THEN CAST('-Infinity' AS DOUBLE) END");
    }

    private static Typed extreme(Expression.Call call, List<Typed> arguments, String function) {
        ScalarFunctions.need(call, arguments, 2, 64);
        boolean same = arguments.stream().map(Typed::type).distinct().count() == 1;
        String values = arguments.stream()
                .map(argument -> same ? argument.sql() : argument.asReal())
                .collect(Collectors.joining(", "));
        return Typed.of(function + "(" + values + ")", same ? arguments.get(0).type() : KustoType.REAL);
    }
}
