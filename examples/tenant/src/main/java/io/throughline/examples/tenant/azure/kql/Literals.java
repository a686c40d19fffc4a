package io.throughline.examples.tenant.azure.kql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.examples.tenant.wire.Json;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/** Constants of a query as SQL. */
final class Literals {

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
    private static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private Literals() {}

    static Typed translate(Token token) {
        return switch (token.kind()) {
            case STRING -> Typed.of(text(token), KustoType.STRING);
            case WHOLE -> Typed.of("CAST(" + whole(token, token.text()) + " AS BIGINT)", KustoType.LONG);
            case REAL -> Typed.of("CAST(" + token.text() + " AS DOUBLE)", KustoType.REAL);
            case TIMESPAN -> Typed.of(timespan(token), KustoType.TIMESPAN);
            case TYPED -> typed(token);
            case NAME, SYMBOL, END -> throw KustoException.syntax(token);
        };
    }

    private static String text(Token token) {
        if (token.text().indexOf('\0') >= 0) {
            throw KustoException.syntax(token, "a text must not hold the character U+0000");
        }
        return Sql.text(token.text());
    }

    private static String whole(Token token, String digits) {
        boolean hexadecimal = digits.startsWith("0x") || digits.startsWith("0X");
        BigInteger value = hexadecimal ? new BigInteger(digits.substring(2), 16) : new BigInteger(digits);
        if (value.bitLength() > 63) {
            throw KustoException.syntax(token, "the number does not fit in a long");
        }
        return value.toString();
    }

    private static String timespan(Token token) {
        long micros = Timespans.parse(token.text()).orElseThrow(() -> KustoException.syntax(token));
        return "CAST(" + micros + " AS BIGINT)";
    }

    private static Typed typed(Token token) {
        KustoType type = KustoType.named(token.type()).orElseThrow(() -> KustoException.syntax(token));
        String content = unquoted(token.text());
        if (content.equals("null")) {
            return Typed.of("CAST(NULL AS " + type.sql() + ")", type);
        }
        String sql = switch (type) {
            case DATETIME -> datetime(token, content);
            case TIMESPAN -> timespan(token, content);
            case BOOL -> bool(token, content);
            case INT, LONG -> {
                checkNumber(token, content);
                yield "CAST(" + whole(token, content.replace("+", "")) + " AS " + type.sql() + ")";
            }
            case REAL -> real(token, content);
            case GUID -> {
                if (!GUID.matcher(content).matches()) {
                    throw KustoException.syntax(token);
                }
                yield Sql.text(content.toLowerCase(java.util.Locale.ROOT));
            }
            case DYNAMIC -> dynamic(token);
            case STRING -> throw KustoException.syntax(token);
        };
        return Typed.of(sql, type);
    }

    private static String unquoted(String content) {
        boolean quoted = content.length() >= 2
                && ((content.startsWith("'") && content.endsWith("'"))
                        || (content.startsWith("\"") && content.endsWith("\"")));
        return quoted ? content.substring(1, content.length() - 1) : content;
    }

    private static void checkNumber(Token token, String content) {
        if (!NUMBER.matcher(content).matches() || content.contains(".")) {
            throw KustoException.syntax(token);
        }
    }

    private static String real(Token token, String content) {
        return switch (content) {
            case "nan" -> "CAST('NaN' AS DOUBLE)";
            case "+inf" -> "CAST('Infinity' AS DOUBLE)";
            case "-inf" -> "CAST('-Infinity' AS DOUBLE)";
            default -> {
                if (!NUMBER.matcher(content).matches()) {
                    throw KustoException.syntax(token);
                }
                yield "CAST(" + content + " AS DOUBLE)";
            }
        };
    }

    private static String bool(Token token, String content) {
        return switch (content) {
            case "true", "1" -> "TRUE";
            case "false", "0" -> "FALSE";
            default -> throw KustoException.syntax(token);
        };
    }

    private static String timespan(Token token, String content) {
        return "CAST(" + Timespans.parse(content).orElseThrow(() -> KustoException.syntax(token)) + " AS BIGINT)";
    }

    private static String datetime(Token token, String content) {
        return Sql.timestamp(instant(content).orElseThrow(() -> KustoException.syntax(token, "no such datetime")));
    }

    /** Reads a date, or a date and time with or without an offset; without one it is UTC. */
    static Optional<Instant> instant(String content) {
        String text = content.strip().replace(' ', 'T');
        try {
            if (text.length() == 10) {
                return Optional.of(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
            }
            boolean offset = text.endsWith("Z") || text.lastIndexOf('+') > 10 || text.lastIndexOf('-') > 10;
            return Optional.of(
                    offset
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String dynamic(Token token) {
        try {
            // As in Kusto, texts may have single quotation marks.
            JsonNode value = Json.mapper()
                    .reader()
                    .with(JsonReadFeature.ALLOW_SINGLE_QUOTES)
                    .readTree(token.text());
            return "CAST(" + Sql.text(value.toString()) + " AS JSON)";
        } catch (JsonProcessingException e) {
            throw KustoException.syntax(token, "dynamic() must hold JSON");
        }
    }
}
