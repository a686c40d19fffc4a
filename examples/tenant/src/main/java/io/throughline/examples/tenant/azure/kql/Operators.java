package io.throughline.examples.tenant.azure.kql;

import java.util.List;
import java.util.stream.Collectors;

/** Operators between scalars. */
final class Operators {

    private Operators() {}

    static Typed binary(Expression.Binary binary, Typed left, Typed right) {
        String operator = binary.operator();
        return switch (operator) {
            case "and" -> truth("(" + left.asBool() + " AND " + right.asBool() + ")");
            case "or" -> truth("(" + left.asBool() + " OR " + right.asBool() + ")");
            case "==", "!=", "<>", "<", "<=", ">", ">=" -> comparison(binary, left, right);
            case "+", "-", "*", "/", "%" -> Arithmetic.apply(binary, left, right);
            default -> {
                boolean negated = operator.startsWith("!");
                String plain = negated ? operator.substring(1) : operator;
                String sql = onTexts(binary, plain, left.asText(), right.asText());
                yield truth(negated ? "(NOT " + sql + ")" : sql);
            }
        };
    }

    private static String onTexts(Expression.Binary binary, String operator, String left, String right) {
        String folded = "lower(" + left + ")";
        String foldedRight = "lower(" + right + ")";
        return switch (operator) {
            case "=~", "~" -> "(" + folded + " = " + foldedRight + ")";
            case "contains" -> "contains(" + folded + ", " + foldedRight + ")";
            case "contains_cs" -> "contains(" + left + ", " + right + ")";
            case "startswith" -> "starts_with(" + folded + ", " + foldedRight + ")";
            case "startswith_cs" -> "starts_with(" + left + ", " + right + ")";
            case "endswith" -> "ends_with(" + folded + ", " + foldedRight + ")";
            case "endswith_cs" -> "ends_with(" + left + ", " + right + ")";
            case "has" -> term(left, right, "(?i)(^|[^A-Za-z0-9])", "($|[^A-Za-z0-9])");
            case "has_cs" -> term(left, right, "(^|[^A-Za-z0-9])", "($|[^A-Za-z0-9])");
            case "hasprefix" -> term(left, right, "(?i)(^|[^A-Za-z0-9])", "");
            case "hassuffix" -> term(left, right, "(?i)", "($|[^A-Za-z0-9])");
            case "matches regex" -> "regexp_matches(" + left + ", " + right + ")";
            default -> throw KustoException.syntax(binary.at());
        };
    }

    /** A term ends where letters and digits end. */
    private static String term(String text, String term, String before, String after) {
        return "regexp_matches(" + text + ", '" + before + "' || regexp_escape(" + term + ") || '" + after + "')";
    }

    static Typed among(Expression.Among among, Typed value, List<Typed> options) {
        String sql = switch (among.operator()) {
            case "in", "!in" -> anyOf(among, "==", value, options, " OR ");
            case "in~", "!in~" -> anyOf(among, "=~", value, options, " OR ");
            case "has_any" -> anyOf(among, "has", value, options, " OR ");
            case "has_all" -> anyOf(among, "has", value, options, " AND ");
            default -> throw KustoException.syntax(among.at());
        };
        return truth(among.operator().startsWith("!") ? "(NOT " + sql + ")" : sql);
    }

    private static String anyOf(
            Expression.Among among, String operator, Typed value, List<Typed> options, String joiner) {
        if (options.isEmpty()) {
            return joiner.equals(" OR ") ? "FALSE" : "TRUE";
        }
        return options.stream()
                .map(option -> option.type() == KustoType.DYNAMIC
                        ? amongElements(operator, value, option)
                        : binary(
                                        new Expression.Binary(among.at(), operator, among.value(), among.value()),
                                        value,
                                        option)
                                .sql())
                .collect(Collectors.joining(joiner, "(", ")"));
    }

    /** {@code x in (dynamic([…]))}: any element of the array, compared as text. */
    private static String amongElements(String operator, Typed value, Typed array) {
        boolean folded = !operator.equals("==");
        String text = folded ? "lower(" + value.asText() + ")" : value.asText();
        String elements = "json_extract_string(" + array.sql() + ", '$[*]')";
        return "list_contains("
                + (folded ? "list_transform(" + elements + ", lambda e: lower(e))" : elements)
                + ", " + text + ")";
    }

    private static Typed comparison(Expression.Binary binary, Typed left, Typed right) {
        String[] sides = sides(binary, left, right);
        // In Kusto a value differs from null; in SQL that would be unknown.
        String operator = switch (binary.operator()) {
            case "==" -> "=";
            case "!=", "<>" -> "IS DISTINCT FROM";
            default -> binary.operator();
        };
        return truth("(" + sides[0] + " " + operator + " " + sides[1] + ")");
    }

    private static String[] sides(Expression.Binary binary, Typed left, Typed right) {
        KustoType l = left.type();
        KustoType r = right.type();
        if ((l == r && l != KustoType.DYNAMIC) || (l.isNumber() && r.isNumber())) {
            return new String[] {left.sql(), right.sql()};
        }
        boolean texts =
                (l == KustoType.STRING || l == KustoType.GUID) && (r == KustoType.STRING || r == KustoType.GUID);
        if (texts) {
            return new String[] {left.asText(), right.asText()};
        }
        if (l == KustoType.DYNAMIC || r == KustoType.DYNAMIC) {
            KustoType other = l == KustoType.DYNAMIC ? r : l;
            return switch (other) {
                case INT, LONG, REAL -> new String[] {left.asReal(), right.asReal()};
                case BOOL -> new String[] {left.asBool(), right.asBool()};
                case DATETIME -> new String[] {left.asDatetime(), right.asDatetime()};
                case STRING, GUID, DYNAMIC, TIMESPAN -> new String[] {left.asText(), right.asText()};
            };
        }
        if ((l == KustoType.BOOL && r.isNumber()) || (r == KustoType.BOOL && l.isNumber())) {
            return new String[] {left.asLong(), right.asLong()};
        }
        throw KustoException.semantic(
                binary.at(),
                "Cannot compare values of types " + l.wire() + " and " + r.wire() + ". Try adding explicit casts");
    }

    private static Typed truth(String sql) {
        return Typed.of(sql, KustoType.BOOL);
    }
}
