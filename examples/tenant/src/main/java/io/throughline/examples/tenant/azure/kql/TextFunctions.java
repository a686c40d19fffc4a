package io.throughline.examples.tenant.azure.kql;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Functions of texts and of dynamic values. */
final class TextFunctions {

    private TextFunctions() {}

    static Optional<Typed> call(Expression.Call call, List<Typed> arguments) {
        return switch (call.name()) {
            case "isempty" -> one(call, arguments, KustoType.BOOL, text(arguments) + " = ''");
            case "isnotempty", "notempty" -> one(call, arguments, KustoType.BOOL, text(arguments) + " <> ''");
            case "tolower" -> one(call, arguments, KustoType.STRING, "lower(" + text(arguments) + ")");
            case "toupper" -> one(call, arguments, KustoType.STRING, "upper(" + text(arguments) + ")");
            case "strlen" -> one(call, arguments, KustoType.LONG, "CAST(length(" + text(arguments) + ") AS BIGINT)");
            case "hash_md5" -> one(call, arguments, KustoType.STRING, "md5(" + text(arguments) + ")");
            case "hash_sha256" -> one(call, arguments, KustoType.STRING, "sha256(" + text(arguments) + ")");
            case "array_length" -> {
                ScalarFunctions.need(call, arguments, 1, 1);
                yield Optional.of(Typed.of(
                        "CAST(json_array_length(" + arguments.get(0).asDynamic() + ") AS BIGINT)", KustoType.LONG));
            }
            case "strcat" -> {
                ScalarFunctions.need(call, arguments, 1, 64);
                yield Optional.of(Typed.of(
                        arguments.stream().map(Typed::asText).collect(Collectors.joining(" || ", "(", ")")),
                        KustoType.STRING));
            }
            case "strcat_delim" -> {
                ScalarFunctions.need(call, arguments, 2, 64);
                yield Optional.of(Typed.of(
                        arguments.stream()
                                .skip(1)
                                .map(Typed::asText)
                                .collect(Collectors.joining(" || " + text(arguments) + " || ", "(", ")")),
                        KustoType.STRING));
            }
            case "bag_keys" -> {
                ScalarFunctions.need(call, arguments, 1, 1);
                String bag = arguments.get(0).asDynamic();
                yield Optional.of(Typed.of(
                        "CASE WHEN json_type(" + bag + ") = 'OBJECT' THEN to_json(json_keys(" + bag + ")) END",
                        KustoType.DYNAMIC));
            }
            case "countof" -> {
                ScalarFunctions.need(call, arguments, 2, 2);
                String of = arguments.get(1).asText();
                yield Optional.of(Typed.of(
                        "CASE WHEN " + of + " = '' THEN 0 ELSE (length(" + text(arguments) + ") - length(replace("
                                + text(arguments) + ", " + of + ", ''))) // length(" + of + ") END",
                        KustoType.LONG));
            }
            case "substring" -> {
                ScalarFunctions.need(call, arguments, 2, 3);
                String length = arguments.size() == 3 ? ", " + arguments.get(2).asLong() : "";
                yield Optional.of(Typed.of(
                        "substring(" + text(arguments) + ", " + arguments.get(1).asLong() + " + 1" + length + ")",
                        KustoType.STRING));
            }
            case "indexof" -> {
                ScalarFunctions.need(call, arguments, 2, 2);
                yield Optional.of(Typed.of(
                        "(CAST(strpos(" + text(arguments) + ", "
                                + arguments.get(1).asText() + ") AS BIGINT) - 1)",
                        KustoType.LONG));
            }
            case "replace_string" -> {
                ScalarFunctions.need(call, arguments, 3, 3);
                yield Optional.of(texts(arguments, "replace(%s, %s, %s)"));
            }
            case "replace_regex", "replace" -> {
                ScalarFunctions.need(call, arguments, 3, 3);
                List<Typed> order = call.name().equals("replace")
                        ? List.of(arguments.get(2), arguments.get(0), arguments.get(1))
                        : arguments;
                yield Optional.of(texts(order, "regexp_replace(%s, %s, %s, 'g')"));
            }
            case "extract" -> {
                ScalarFunctions.need(call, arguments, 3, 3);
                yield Optional.of(Typed.of(
                        "regexp_extract(" + arguments.get(2).asText() + ", " + text(arguments) + ", CAST("
                                + arguments.get(1).asLong() + " AS INTEGER))",
                        KustoType.STRING));
            }
            case "split" -> {
                ScalarFunctions.need(call, arguments, 2, 2);
                yield Optional.of(Typed.of(
                        "to_json(string_split(" + text(arguments) + ", "
                                + arguments.get(1).asText() + "))",
                        KustoType.DYNAMIC));
            }
            case "trim" -> {
                ScalarFunctions.need(call, arguments, 2, 2);
                yield Optional.of(Typed.of(
                        "regexp_replace(regexp_replace(" + arguments.get(1).asText() + ", '^(' || " + text(arguments)
                                + " || ')', ''), '(' || " + text(arguments) + " || ')$', '')",
                        KustoType.STRING));
            }
            case "pack", "bag_pack" -> {
                String pairs = arguments.stream().map(Typed::sql).collect(Collectors.joining(", "));
                yield Optional.of(Typed.of("json_object(" + pairs + ")", KustoType.DYNAMIC));
            }
            case "pack_array" -> {
                String values = arguments.stream().map(Typed::sql).collect(Collectors.joining(", "));
                yield Optional.of(Typed.of("json_array(" + values + ")", KustoType.DYNAMIC));
            }
            default -> Optional.empty();
        };
    }

    private static Optional<Typed> one(Expression.Call call, List<Typed> arguments, KustoType type, String sql) {
        ScalarFunctions.need(call, arguments, 1, 1);
        return Optional.of(Typed.of("(" + sql + ")", type));
    }

    private static String text(List<Typed> arguments) {
        return arguments.isEmpty() ? "''" : arguments.get(0).asText();
    }

    private static Typed texts(List<Typed> arguments, String form) {
        Object[] values = arguments.stream().map(Typed::asText).toArray();
        return Typed.of(String.format(java.util.Locale.ROOT, form, values), KustoType.STRING);
    }
}
