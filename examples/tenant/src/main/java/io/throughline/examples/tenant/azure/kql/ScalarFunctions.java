package io.throughline.examples.tenant.azure.kql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Functions of scalars. */
final class ScalarFunctions {

    /** Microseconds from the year 1, where Kusto's bins begin, to 1970. */
    private static final String EPOCH = "62135596800000000";

    private ScalarFunctions() {}

    static Typed call(Expression.Call call, ExpressionTranslator columns) {
        if (call.name().equals("column_ifexists") && call.arguments().size() == 2) {
            return columnIfExists(call, columns);
        }
        Optional<Typed> window = WindowFunctions.call(call, columns);
        if (window.isPresent()) {
            return window.get();
        }
        List<Typed> arguments = columns.translate(call.arguments());
        Optional<Typed> result = conversion(call, arguments)
                .or(() -> onTimes(call, arguments, columns))
                .or(() -> choice(call, arguments))
                .or(() -> MathFunctions.call(call, arguments))
                .or(() -> TextFunctions.call(call, arguments));
        return result.orElseThrow(() -> KustoException.semantic(call.at(), "Unknown function: '" + call.name() + "'."));
    }

    /** Fails unless a call has as many arguments as it needs. */
    static void need(Expression.Call call, List<Typed> arguments, int least, int most) {
        if (arguments.size() < least || arguments.size() > most) {
            String expected = least == most ? String.valueOf(least) : least + " to " + most;
            throw KustoException.semantic(
                    call.at(), call.name() + "(): function expects " + expected + " argument(s).");
        }
    }

    private static Typed columnIfExists(Expression.Call call, ExpressionTranslator columns) {
        if (!(call.arguments().get(0) instanceof Expression.Literal name)
                || name.at().kind() != Token.Kind.STRING) {
            throw KustoException.semantic(call.at(), "column_ifexists(): the first argument must be a text.");
        }
        return columns.relation()
                .column(name.at().text())
                .map(column -> Typed.of(column.sql(), column.type()))
                .orElseGet(() -> columns.translate(call.arguments().get(1)));
    }

    private static Optional<Typed> conversion(Expression.Call call, List<Typed> arguments) {
        KustoType type = switch (call.name()) {
            case "tostring" -> KustoType.STRING;
            case "tolong" -> KustoType.LONG;
            case "toint" -> KustoType.INT;
            case "todouble", "toreal", "todecimal" -> KustoType.REAL;
            case "tobool", "toboolean" -> KustoType.BOOL;
            case "todatetime" -> KustoType.DATETIME;
            case "toguid" -> KustoType.GUID;
            case "totimespan" -> KustoType.TIMESPAN;
            case "todynamic", "parse_json" -> KustoType.DYNAMIC;
            default -> null;
        };
        if (type == null) {
            return Optional.empty();
        }
        need(call, arguments, 1, 1);
        Typed value = arguments.get(0);
        String sql = switch (type) {
            case STRING, GUID -> value.asText();
            case LONG -> value.asLong();
            case INT -> "TRY_CAST(" + value.asLong() + " AS INTEGER)";
            case REAL -> value.asReal();
            case BOOL -> value.asBool();
            case DATETIME -> value.asDatetime();
            case TIMESPAN -> {
                if (value.type() != KustoType.TIMESPAN) {
                    throw KustoException.semantic(call.at(), "totimespan(): only of a timespan here.");
                }
                yield value.sql();
            }
            case DYNAMIC ->
                value.type() == KustoType.STRING ? "TRY_CAST(" + value.sql() + " AS JSON)" : value.asDynamic();
        };
        return Optional.of(Typed.of(sql, type));
    }

    private static Optional<Typed> onTimes(Expression.Call call, List<Typed> arguments, ExpressionTranslator columns) {
        String now = Sql.timestamp(columns.scope().now());
        return switch (call.name()) {
            case "now" -> Optional.of(Typed.of(now, KustoType.DATETIME));
            case "ago" -> {
                need(call, arguments, 1, 1);
                yield Optional.of(Typed.of(
                        "make_timestamp(epoch_us(" + now + ") - "
                                + arguments.get(0).sql() + ")",
                        KustoType.DATETIME));
            }
            case "ingestion_time" -> {
                need(call, arguments, 0, 0);
                String sql = columns.relation().ingestion() ? Relation.INGESTION : "CAST(NULL AS TIMESTAMP)";
                yield Optional.of(Typed.of(sql, KustoType.DATETIME));
            }
            case "bin", "floor" -> {
                if (call.name().equals("floor") && arguments.size() == 1) {
                    yield Optional.empty();
                }
                need(call, arguments, 2, 2);
                yield Optional.of(bin(call, arguments.get(0), arguments.get(1)));
            }
            case "startofday" -> Optional.of(startOf(call, arguments, "day"));
            case "startofweek" -> {
                need(call, arguments, 1, 1);
                // Kusto's weeks begin on Sunday, DuckDB's on Monday.
                yield Optional.of(arguments
                        .get(0)
                        .map(sql -> "(date_trunc('week', " + sql + " + INTERVAL 1 DAY) - INTERVAL 1 DAY)"));
            }
            case "startofmonth" -> Optional.of(startOf(call, arguments, "month"));
            case "startofyear" -> Optional.of(startOf(call, arguments, "year"));
            case "hourofday" -> Optional.of(part(call, arguments, "hour"));
            case "dayofmonth" -> Optional.of(part(call, arguments, "day"));
            case "monthofyear", "getmonth" -> Optional.of(part(call, arguments, "month"));
            case "getyear" -> Optional.of(part(call, arguments, "year"));
            default -> Optional.empty();
        };
    }

    private static Typed startOf(Expression.Call call, List<Typed> arguments, String unit) {
        need(call, arguments, 1, 1);
        return Typed.of(
                "CAST(date_trunc('" + unit + "', " + arguments.get(0).asDatetime() + ") AS TIMESTAMP)",
                KustoType.DATETIME);
    }

    private static Typed part(Expression.Call call, List<Typed> arguments, String unit) {
        need(call, arguments, 1, 1);
        return Typed.of("CAST(" + unit + "(" + arguments.get(0).asDatetime() + ") AS INTEGER)", KustoType.INT);
    }

    private static Typed bin(Expression.Call call, Typed value, Typed size) {
        KustoType type = value.type();
        if (type == KustoType.DATETIME && size.type() == KustoType.TIMESPAN) {
            String since = "(epoch_us(" + value.sql() + ") + " + EPOCH + ")";
            return value.map(
                    sql -> "make_timestamp(" + since + " - " + since + " % " + size.sql() + " - " + EPOCH + ")");
        }
        boolean whole = type.isWhole() && size.type().isWhole();
        if (whole || (type == KustoType.TIMESPAN && size.type() == KustoType.TIMESPAN)) {
            String s = size.sql();
            return Typed.of(
                    "(" + value.sql() + " - ((" + value.sql() + " % " + s + ") + " + s + ") % " + s + ")",
                    whole ? KustoType.LONG : KustoType.TIMESPAN);
        }
        if (type.isNumber() && size.type().isNumber()) {
            return Typed.of(
                    "(floor(" + value.asReal() + " / " + size.asReal() + ") * " + size.asReal() + ")", KustoType.REAL);
        }
        throw KustoException.semantic(
                call.at(),
                "bin(): cannot round " + type.wire() + " to " + size.type().wire() + ".");
    }

    private static Optional<Typed> choice(Expression.Call call, List<Typed> arguments) {
        return switch (call.name()) {
            case "iff", "iif" -> {
                need(call, arguments, 3, 3);
                yield Optional.of(cases(call, arguments));
            }
            case "case" -> {
                if (arguments.size() < 3 || arguments.size() % 2 == 0) {
                    throw KustoException.semantic(
                            call.at(), "case(): needs pairs of condition and value, and a default.");
                }
                yield Optional.of(cases(call, arguments));
            }
            case "coalesce" -> {
                need(call, arguments, 1, 64);
                KustoType type = common(call, arguments);
                String values = arguments.stream()
                        .map(argument ->
                                type == KustoType.STRING ? "nullif(" + argument.asText() + ", '')" : as(argument, type))
                        .collect(Collectors.joining(", "));
                yield Optional.of(Typed.of(
                        type == KustoType.STRING ? "coalesce(" + values + ", '')" : "coalesce(" + values + ")", type));
            }
            case "isnull" -> Optional.of(isNull(call, arguments, "IS NULL"));
            case "isnotnull", "notnull" -> Optional.of(isNull(call, arguments, "IS NOT NULL"));
            case "not" -> {
                need(call, arguments, 1, 1);
                yield Optional.of(Typed.of("(NOT " + arguments.get(0).asBool() + ")", KustoType.BOOL));
            }
            default -> Optional.empty();
        };
    }

    private static Typed isNull(Expression.Call call, List<Typed> arguments, String test) {
        need(call, arguments, 1, 1);
        return Typed.of("(" + arguments.get(0).sql() + " " + test + ")", KustoType.BOOL);
    }

    private static Typed cases(Expression.Call call, List<Typed> arguments) {
        List<Typed> values = new ArrayList<>();
        for (int i = 1; i < arguments.size(); i += 2) {
            values.add(arguments.get(i));
        }
        Typed otherwise = arguments.get(arguments.size() - 1);
        values.add(otherwise);
        KustoType type = common(call, values);
        StringBuilder sql = new StringBuilder("CASE");
        for (int i = 0; i + 1 < arguments.size(); i += 2) {
            sql.append(" WHEN ").append(arguments.get(i).asBool());
            sql.append(" THEN ").append(as(arguments.get(i + 1), type));
        }
        return Typed.of("(" + sql.append(" ELSE ").append(as(otherwise, type)).append(" END)"), type);
    }

    private static KustoType common(Expression.Call call, List<Typed> values) {
        List<KustoType> types = values.stream().map(Typed::type).distinct().toList();
        if (types.size() == 1) {
            return types.get(0);
        }
        if (types.stream().allMatch(KustoType::isWhole)) {
            return KustoType.LONG;
        }
        if (types.stream().allMatch(KustoType::isNumber)) {
            return KustoType.REAL;
        }
        if (types.contains(KustoType.DYNAMIC)) {
            return KustoType.DYNAMIC;
        }
        throw KustoException.semantic(
                call.at(),
                call.name() + "(): arguments are of different types: "
                        + types.stream().map(KustoType::wire).collect(Collectors.joining(", ")) + ".");
    }

    private static String as(Typed value, KustoType type) {
        if (value.type() == type) {
            return value.sql();
        }
        return switch (type) {
            case LONG -> value.asLong();
            case REAL -> value.asReal();
            case DYNAMIC -> value.asDynamic();
            case BOOL, DATETIME, GUID, INT, STRING, TIMESPAN -> value.sql();
        };
    }
}
