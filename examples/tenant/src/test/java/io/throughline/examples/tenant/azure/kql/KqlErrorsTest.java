package io.throughline.examples.tenant.azure.kql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be run is refused with its place, and nothing gets into the SQL that was not meant to. */
class KqlErrorsTest {

    private static final Catalog CATALOG = name -> name.equals("T")
            ? Optional.of(new Relation("SELECT 1 AS \"A\"", List.of(Column.of("A", KustoType.LONG)), false))
            : Optional.empty();

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            completely invalid syntax      ~ SYNTAX ~ 1 ~ 11 ~ invalid
            T | wher A == 1                ~ SYNTAX ~ 1 ~ 4  ~ wher
            T | where A ==                 ~ SYNTAX ~ 1 ~ 14 ~ <EOF>
            T | where (A == 1              ~ SYNTAX ~ 1 ~ 17 ~ <EOF>
            T | where A == 'open           ~ SYNTAX ~ 1 ~ 15 ~ 'open
            T | where A == 5z              ~ SYNTAX ~ 1 ~ 15 ~ 5z
            T | where A > datetime(noon)   ~ SYNTAX ~ 1 ~ 14 ~ noon
            T | where A == 1; drop T       ~ SYNTAX ~ 1 ~ 18 ~ drop
            T | evaluate pivot(A)          ~ SYNTAX ~ 1 ~ 4  ~ evaluate
            T | where B == 1               ~ SEMANTIC ~ 1 ~ 10 ~ B
            U | take 1                     ~ NO_TABLE ~ 1 ~ 0 ~ U
            union U, T                     ~ NO_TABLE ~ 1 ~ 6 ~ U
            union isfuzzy=true U           ~ SEMANTIC ~ 1 ~ 0 ~ union
            T | extend N = row_number()    ~ SEMANTIC ~ 1 ~ 15 ~ row_number
            T | where A == 'x'             ~ SEMANTIC ~ 1 ~ 12 ~ ==
            T | where A                    ~ SEMANTIC ~ 1 ~ 10 ~ A
            T | extend B = frobnicate(A)   ~ SEMANTIC ~ 1 ~ 15 ~ frobnicate
            T | extend B = A + datetime(2026-01-01) ~ SEMANTIC ~ 1 ~ 17 ~ +
            T | summarize A                ~ SEMANTIC ~ 1 ~ 14 ~ A
            T | summarize percentile(A, 200) ~ SEMANTIC ~ 1 ~ 14 ~ percentile
            T | join (T) on $left.A == $right.Z ~ SEMANTIC ~ 1 ~ 33 ~ .
            """)
    void saysWhere(String query, KustoException.Kind kind, int line, int column, String token) {
        assertThatThrownBy(() -> QueryTranslator.translate(query, CATALOG, Instant.EPOCH))
                .isInstanceOfSatisfying(KustoException.class, e -> {
                    assertThat(e.kind()).isEqualTo(kind);
                    assertThat(List.of(e.line(), e.column())).containsExactly(line, column);
                    assertThat(e.token()).isEqualTo(token);
                });
    }

    @Test
    void countsLines() {
        assertThatThrownBy(() -> QueryTranslator.translate("T\n| where A == 1\n| wat", CATALOG, Instant.EPOCH))
                .isInstanceOfSatisfying(
                        KustoException.class, e -> assertThat(e.line()).isEqualTo(3))
                .hasMessageContaining("[3,2]");
    }

    @Test
    void keepsTextsOutOfTheSql() {
        Relation relation = QueryTranslator.translate(
                "print a = \"'); DROP TABLE requests; --\", ['x\\\" FROM y'] = 1", CATALOG, Instant.EPOCH);

        assertThat(relation.sql()).contains("'''); DROP TABLE requests; --'").contains("\"x\"\" FROM y\"");
    }

    @Test
    void refusesAnythingElseInOrder() {
        long seed = 20260301;
        Random random = new Random(seed);
        List<String> words = List.of(
                "T",
                "|",
                "where",
                "A",
                "==",
                "1",
                "'x'",
                "(",
                ")",
                "summarize",
                "count()",
                "by",
                "bin(",
                ",",
                "5m",
                "let",
                ";",
                "=",
                "join",
                "on",
                "\"",
                "datetime(",
                "[",
                "]",
                ".",
                "-",
                "!in",
                "extend",
                "order",
                "take",
                "\n",
                "\\");
        for (int i = 0; i < 20_000; i++) {
            StringBuilder query = new StringBuilder("T | ");
            for (int w = random.nextInt(12); w >= 0; w--) {
                query.append(words.get(random.nextInt(words.size()))).append(random.nextBoolean() ? " " : "");
            }
            try {
                QueryTranslator.translate(query.toString(), CATALOG, Instant.EPOCH);
            } catch (KustoException e) {
                assertThat(e.line()).as("seed %d: %s", seed, query).isPositive();
            }
        }
    }
}
