package io.throughline.examples.tenant.azure.kql;

/** Sums, differences, products, quotients and remainders, also of times. */
final class Arithmetic {

    private Arithmetic() {}

    static Typed apply(Expression.Binary binary, Typed left, Typed right) {
        KustoType l = left.type();
        KustoType r = right.type();
        if (l == KustoType.DATETIME || r == KustoType.DATETIME) {
            return onDatetime(binary, left, right);
        }
        if (l == KustoType.TIMESPAN || r == KustoType.TIMESPAN) {
            return onTimespan(binary, left, right);
        }
        if (l.isWhole() && r.isWhole()) {
            String operator = binary.operator().equals("/") ? "//" : binary.operator();
            return Typed.of("(" + left.asLong() + " " + operator + " " + right.asLong() + ")", KustoType.LONG);
        }
        if (isNumeric(l) && isNumeric(r)) {
            return Typed.of("(" + left.asReal() + " " + binary.operator() + " " + right.asReal() + ")", KustoType.REAL);
        }
        throw refused(binary, l, r);
    }

    private static boolean isNumeric(KustoType type) {
        return type.isNumber() || type == KustoType.DYNAMIC;
    }

    private static Typed onDatetime(Expression.Binary binary, Typed left, Typed right) {
        KustoType l = left.type();
        KustoType r = right.type();
        if (binary.operator().equals("-") && l == KustoType.DATETIME && r == KustoType.DATETIME) {
            return Typed.of("(epoch_us(" + left.sql() + ") - epoch_us(" + right.sql() + "))", KustoType.TIMESPAN);
        }
        boolean plus = binary.operator().equals("+");
        if (l == KustoType.DATETIME
                && r == KustoType.TIMESPAN
                && (plus || binary.operator().equals("-"))) {
            return shifted(left, binary.operator(), right);
        }
        if (plus && l == KustoType.TIMESPAN && r == KustoType.DATETIME) {
            return shifted(right, "+", left);
        }
        throw refused(binary, l, r);
    }

    private static Typed shifted(Typed datetime, String operator, Typed timespan) {
        return Typed.of(
                "make_timestamp(epoch_us(" + datetime.sql() + ") " + operator + " " + timespan.sql() + ")",
                KustoType.DATETIME);
    }

    private static Typed onTimespan(Expression.Binary binary, Typed left, Typed right) {
        boolean both = left.type() == KustoType.TIMESPAN && right.type() == KustoType.TIMESPAN;
        return switch (binary.operator()) {
            case "+", "-" -> {
                if (!both) {
                    throw refused(binary, left.type(), right.type());
                }
                yield left.map(sql -> "(" + sql + " " + binary.operator() + " " + right.sql() + ")");
            }
            case "/" -> {
                if (both) {
                    yield Typed.of(
                            "(CAST(" + left.sql() + " AS DOUBLE) / CAST(" + right.sql() + " AS DOUBLE))",
                            KustoType.REAL);
                }
                if (!right.type().isNumber()) {
                    throw refused(binary, left.type(), right.type());
                }
                yield left.map(sql -> "CAST(" + sql + " / " + right.asReal() + " AS BIGINT)");
            }
            case "*" -> {
                Typed span = left.type() == KustoType.TIMESPAN ? left : right;
                Typed factor = span.equals(left) ? right : left;
                if (!factor.type().isNumber()) {
                    throw refused(binary, left.type(), right.type());
                }
                yield span.map(sql -> "CAST(" + sql + " * " + factor.asReal() + " AS BIGINT)");
            }
            default -> throw refused(binary, left.type(), right.type());
        };
    }

    private static KustoException refused(Expression.Binary binary, KustoType left, KustoType right) {
        return KustoException.semantic(
                binary.at(),
                "Operator '" + binary.operator() + "' cannot be applied to " + left.wire() + " and " + right.wire());
    }
}
