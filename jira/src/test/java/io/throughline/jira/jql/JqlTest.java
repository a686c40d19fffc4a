package io.throughline.jira.jql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JqlTest {

    @Test
    void joinsConditionsAndOrders() {
        Jql jql = Jql.where(JqlClause.in(JqlField.PROJECT, List.of("CHK", "OPS")))
                .and(JqlClause.atOrAfter(JqlField.UPDATED, LocalDateTime.of(2026, 1, 2, 3, 4, 59)))
                .and(JqlClause.any(JqlClause.equal(JqlField.LABELS, "sev1"), JqlClause.isEmpty(JqlField.RESOLUTION)))
                .ascending(JqlField.CREATED)
                .descending(JqlField.KEY);

        assertThat(jql)
                .hasToString("project in (\"CHK\", \"OPS\") AND updated >= \"2026-01-02 03:04\""
                        + " AND (labels = \"sev1\" OR resolution is EMPTY) ORDER BY created ASC, key DESC");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ORDER",
                "empty",
                "x\" OR project = SECRET OR labels = \"",
                "x\\",
                "C:\\temp\\new",
                "a\nb\rc\td",
                "\u0000\u0007\u001f\u007f",
                "naïve 障害 \uD83D\uDD25",
                "\uD83D",
                ""
            })
    void keepsAValueOneValue(String value) {
        String jql = Jql.where(JqlClause.equal(JqlField.LABELS, value))
                .and(JqlClause.notEqual(JqlField.STATUS, "Done"))
                .toString();

        assertThat(QuotedJql.values(jql)).containsExactly(value, "Done");
        assertThat(QuotedJql.skeleton(jql)).isEqualTo("labels = ? AND status != ?");
    }

    @Test
    void keepsAnyTextOneValue() {
        long seed = 20_261_122L;
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                // Half of the characters are those that matter to the grammar.
                text.append(
                        random.nextBoolean()
                                ? "\"'\\nrtu0 ()=\n\r\t,".charAt(random.nextInt(16))
                                : (char) random.nextInt(0x10000));
            }

            String jql = Jql.where(JqlClause.in(JqlField.LABELS, List.of(text.toString(), "b")))
                    .toString();

            assertThat(QuotedJql.values(jql))
                    .as("seed %d, round %d", seed, round)
                    .containsExactly(text.toString(), "b");
            assertThat(QuotedJql.skeleton(jql))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo("labels in (?, ?)");
        }
    }

    @Test
    void refusesWhatJiraWouldRefuse() {
        assertThatThrownBy(() -> Jql.where(List.of())).hasMessageContaining("must have a condition");
        assertThatThrownBy(() -> JqlClause.in(JqlField.PROJECT, List.of())).hasMessageContaining("must not be empty");
        assertThatThrownBy(() -> JqlClause.equal(JqlField.CREATED, "today")).hasMessageContaining("is a time");
        assertThatThrownBy(() -> JqlClause.before(JqlField.LABELS, LocalDateTime.MIN))
                .hasMessageContaining("is no time");
        Jql seven = Jql.where(JqlClause.equal(JqlField.PROJECT, "A"));
        for (int i = 0; i < Jql.MOST_ORDER_FIELDS; i++) {
            seven = seven.ascending(JqlField.KEY);
        }
        Jql full = seven;
        assertThatThrownBy(() -> full.ascending(JqlField.ID)).hasMessageContaining("at most 7");
    }
}
