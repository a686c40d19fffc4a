package io.throughline.azure.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KqlTest {

    private static final TimeWindow WINDOW =
            new TimeWindow(Instant.parse("2026-11-20T10:00:00Z"), Instant.parse("2026-11-20T16:00:00Z"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "it's",
                "say \"hi\"",
                "back\\slash\\",
                "\" | union AppTraces //",
                "\\\" | take 1 //",
                "line\nbreak; drop",
                "\r\n\t",
                "// comment",
                "`tick` h'x' @\"y\"",
                "\u0000\u0007\u001b",
                "\u0085\u2028\u2029",
                "naïve 日本 😀",
                "\ud800",
                "{}",
                ""
            })
    void anyTextStaysOneLiteralWithTheSameValue(String text) {
        String literal = Kql.string(text);

        assertThat(literal).startsWith("\"").endsWith("\"").doesNotContain("\n", "\r", "\u2028", "\u2029", "\u0085");
        assertThat(valueOf(literal)).isEqualTo(text);
    }

    @Test
    void fillsPlacesWithTypedLiteralsOnly() {
        assertThat(Kql.format("where Name == {} and Count > {} and Ok == {}", "a\"b", 5L, true))
                .isEqualTo("where Name == \"a\\\"b\" and Count > 5 and Ok == true");
        assertThat(Kql.format("where Name in~ {}", List.of("x", "{}"))).isEqualTo("where Name in~ (\"x\", \"{}\")");
        assertThat(Kql.format("where T >= {} and D > {} and V < {}", WINDOW.from(), Duration.ofMinutes(5), 1.5))
                .isEqualTo("where T >= datetime(2026-11-20T10:00:00Z) and D > 5m and V < real(1.5)");
        // A value that looks like a place is not filled again.
        assertThat(Kql.format("where A == {} and B == {}", "{}", "second"))
                .isEqualTo("where A == \"{}\" and B == \"second\"");
    }

    @Test
    void refusesWhatItHasNoLiteralFor() {
        assertThatIllegalArgumentException().isThrownBy(() -> Kql.format("where A == {}"));
        assertThatIllegalArgumentException().isThrownBy(() -> Kql.format("where A == 1", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> Kql.literal(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> Kql.literal(new Object()));
        assertThatIllegalArgumentException().isThrownBy(() -> Kql.literal(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> KqlQuery.table("AppRequests | take 1"));
        assertThatIllegalArgumentException().isThrownBy(() -> Kql.timespan(Duration.ofNanos(1)));
    }

    @Test
    void writesInstantsToTheServicesPrecision() {
        assertThat(Kql.datetime(Instant.parse("2026-11-22T10:00:00.123456789Z")))
                .isEqualTo("datetime(2026-11-22T10:00:00.123456700Z)");
    }

    @Test
    void countsRequestsByWhatTheyStandFor() {
        assertThat(LogQueries.requests(WINDOW, Duration.ofMinutes(1)).text()).isEqualTo("""
            AppRequests
            | where TimeGenerated >= datetime(2026-11-20T10:00:00Z) and TimeGenerated < datetime(2026-11-20T16:00:00Z)
            | extend Bucket = case(isnull(DurationMs), 100000, DurationMs > 0, toint(ceiling(log2(DurationMs / 1000.0) * 16)) - 1, -100000)
            | extend Seconds = iff(DurationMs > 0, DurationMs / 1000.0, 0.0)
            | summarize Items = sum(ItemCount), Failures = sumif(ItemCount, Success == false), Stored = count(), SecondsSum = sum(Seconds * ItemCount), SecondsMin = min(Seconds), SecondsMax = max(Seconds) by Step = bin(TimeGenerated, 1m), AppRoleName, Name, Bucket
            | order by AppRoleName asc, Name asc, Step asc, Bucket asc\
            """);
    }

    @Test
    void joinsCallsToTheRequestsThatNameThemAsTheirParent() {
        String text = LogQueries.callees(WINDOW).text();

        assertThat(text.lines().filter(line -> !line.contains("replace_regex")))
                .containsExactly(
                        "AppDependencies",
                        "| where TimeGenerated >= datetime(2026-11-20T10:00:00Z) and TimeGenerated <"
                                + " datetime(2026-11-20T16:00:00Z)",
                        "| where isnotempty(Target) and not(DependencyType startswith \"InProc\")",
                        "| project OperationId, SpanId = Id, AppRoleName, DependencyType, Target, Name",
                        "| join kind=inner (",
                        "    AppRequests",
                        "    | where TimeGenerated >= datetime(2026-11-20T09:55:00Z) and TimeGenerated <"
                                + " datetime(2026-11-20T16:05:00Z)",
                        "    | where isnotempty(ParentId)",
                        "    | project OperationId, SpanId = ParentId, Callee = AppRoleName",
                        "    ) on OperationId, SpanId",
                        "| summarize Matches = count() by AppRoleName, DependencyType, Target, Name, Callee",
                        "| order by AppRoleName asc, DependencyType asc, Target asc, Name asc, Callee asc");
        assertThat(LogQueries.calleesSpan(WINDOW))
                .isEqualTo(
                        new TimeWindow(Instant.parse("2026-11-20T09:55:00Z"), Instant.parse("2026-11-20T16:05:00Z")));
    }

    @ParameterizedTest
    @CsvSource({
        "GET /orders/4711, GET /orders/*",
        "GET /orders/4711/lines/12, GET /orders/*/lines/*",
        "GET /a/1/2/3, GET /a/*/*/*",
        "GET /customers/jane@example.org, GET /customers/*",
        "POST /v1/charges, POST /v1/charges",
        "GET /stock/sku-7, GET /stock/*",
        "SELECT orders.orders, SELECT orders.orders"
    })
    void templatesIdsInTheNamesOfCalls(String name, String template) {
        // The expression as it stands in the query; its patterns mean the same to RE2 and to Java.
        Matcher pattern = Pattern.compile("replace_regex\\(Name, @'([^']*)', @'([^']*)'\\)")
                .matcher(LogQueries.dependencies(WINDOW, Duration.ofMinutes(1)).text());
        assertThat(pattern.find()).isTrue();
        String replacement = pattern.group(2).replace("\\3", "$3");

        String once = name.replaceAll(pattern.group(1), replacement);

        assertThat(once.replaceAll(pattern.group(1), replacement)).isEqualTo(template);
    }

    @Test
    void neverCountsRowsInPlaceOfItems() {
        List<KqlQuery> counting = List.of(
                LogQueries.requests(WINDOW, Duration.ofMinutes(1)),
                LogQueries.dependencies(WINDOW, Duration.ofMinutes(1)),
                LogQueries.exceptions(WINDOW, Duration.ofMinutes(1)));

        assertThat(counting)
                .allSatisfy(query -> assertThat(query.text())
                        .contains("Items = sum(ItemCount)")
                        .doesNotContain("Items = count()"));
    }

    @Test
    void keepsToOneStatementOfTheSubsetThatItDeclares() {
        Set<String> operators = new TreeSet<>();
        for (KqlQuery query : List.of(
                LogQueries.requests(WINDOW, Duration.ofMinutes(1)),
                LogQueries.dependencies(WINDOW, Duration.ofMinutes(1)),
                LogQueries.callees(WINDOW),
                LogQueries.exceptions(WINDOW, Duration.ofMinutes(1)),
                LogQueries.postgresqlQueries(WINDOW, Duration.ofMinutes(5)),
                LogQueries.postgresqlPlans(WINDOW),
                LogQueries.arrivals(LogQueries.REQUESTS, WINDOW, WINDOW.from(), Duration.ofHours(1)),
                LogQueries.arrivals(LogQueries.POSTGRESQL_QUERIES, WINDOW, WINDOW.from(), Duration.ofHours(1)),
                LogQueries.presence(LogQueries.EXCEPTIONS, WINDOW))) {
            assertThat(query.text()).doesNotContain(";", "//");
            query.text()
                    .lines()
                    .map(String::strip)
                    .filter(line -> line.startsWith("| "))
                    .forEach(line -> operators.add(line.split(" ", 3)[1]));
        }
        assertThat(operators).containsExactly("extend", "join", "order", "project", "summarize", "where");
    }

    /** Reads a literal back by the language's rules: a quote ends it, a backslash escapes. */
    private static String valueOf(String literal) {
        StringBuilder value = new StringBuilder();
        for (int i = 1; i < literal.length() - 1; i++) {
            char c = literal.charAt(i);
            assertThat(c).as("an unescaped quote ends the literal early").isNotEqualTo('"');
            if (c != '\\') {
                value.append(c);
                continue;
            }
            char escaped = literal.charAt(++i);
            switch (escaped) {
                case 'n' -> value.append('\n');
                case 'r' -> value.append('\r');
                case 't' -> value.append('\t');
                case 'u' -> {
                    value.append((char) Integer.parseInt(literal.substring(i + 1, i + 5), 16));
                    i += 4;
                }
                default -> value.append(escaped);
            }
        }
        return value.toString();
    }
}
