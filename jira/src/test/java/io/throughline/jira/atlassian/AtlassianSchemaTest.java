package io.throughline.jira.atlassian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.throughline.jira.jql.Jql;
import io.throughline.jira.jql.JqlClause;
import io.throughline.jira.jql.JqlCustomField;
import io.throughline.jira.jql.JqlField;
import io.throughline.jira.jql.JqlFunction;
import io.throughline.jira.text.AdfDocument;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every document that can be built is right, says Atlassian's own schema; and each query is read by Atlassian's own grammar
 * as the clauses that were meant, each value as itself. Skipped only where there is no Node, or its packages cannot be
 * fetched.
 */
class AtlassianSchemaTest {

    private static final int DOCUMENTS = 3_000;
    private static final int QUERIES = 3_000;

    private static AtlassianRules rules;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        try {
            rules = AtlassianRules.start();
        } catch (AtlassianRules.Missing e) {
            String notice =
                    "SKIPPED: documents and queries were not checked by Atlassian's rules, because " + e.getMessage();
            System.err.println(notice);
            abort(notice);
        }
    }

    @AfterAll
    static void stop() {
        if (rules != null) {
            rules.close();
        }
    }

    @Test
    void everyDocumentIsValidAndSoAreShortenedOnes() {
        long seed = new Random().nextLong();
        RandomDocuments documents = new RandomDocuments(new Random(seed));
        for (int round = 0; round < DOCUMENTS; round++) {
            AdfDocument document = documents.document();
            assertThat(rules.document(document.toDocument()))
                    .as("seed %s, round %s: %s", seed, round, document.toDocument())
                    .isEmpty();
            assertThat(rules.document(AdfDocument.ofPlainText(documents.text()).toDocument()))
                    .as("seed %s, round %s", seed, round)
                    .isEmpty();
            if (round % 5 == 0) {
                AdfDocument shortened = document.shortenedTo(200);
                assertThat(rules.document(shortened.toDocument()))
                        .as("seed %s, round %s", seed, round)
                        .isEmpty();
                assertThat(shortened.length()).isLessThanOrEqualTo(200);
                assertThat(shortened.toMarkup().length()).isLessThanOrEqualTo(200);
            }
        }
        System.out.println("Atlassian's schema: " + DOCUMENTS + " documents, seed " + seed);
    }

    @Test
    void theSchemaRefusesWhatIsWrong() {
        assertThat(rules.document(Map.of("type", "doc", "content", List.of()))).isNotEmpty();
        assertThat(rules.document(Map.of(
                        "type",
                        "doc",
                        "version",
                        1,
                        "content",
                        List.of(Map.of("type", "bulletList", "content", List.of())))))
                .isNotEmpty();
        assertThat(rules.query("labels = \"C:\\data\"").problems()).isNotEmpty();
        assertThat(rules.query("project = ORDER").problems()).isNotEmpty();
        assertThat(rules.query("a = \"x\" OR b = \"y\"").tree()).isEqualTo("<a = ? OR b = ?>");
    }

    @Test
    void everyQueryIsReadAsWhatWasMeant() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        RandomDocuments texts = new RandomDocuments(random);
        for (int round = 0; round < QUERIES; round++) {
            List<String> values = new ArrayList<>();
            Meant meant = meant(random, texts, values, 3);
            Jql jql = Jql.where(meant.clause()).ascending(JqlField.CREATED);

            AtlassianRules.Parsed parsed = rules.query(jql.toString());

            assertThat(parsed.problems())
                    .as("seed %s, round %s: %s", seed, round, jql)
                    .isEmpty();
            assertThat(parsed.values())
                    .as("seed %s, round %s: %s", seed, round, jql)
                    .isEqualTo(values);
            assertThat(parsed.tree())
                    .as("seed %s, round %s: %s", seed, round, jql)
                    .isEqualTo(meant.tree() + " ORDER BY created ASC");
        }
        System.out.println("Atlassian's grammar: " + QUERIES + " queries, seed " + seed);
    }

    private record Meant(JqlClause clause, String tree) {}

    private static Meant meant(Random random, RandomDocuments texts, List<String> values, int depth) {
        int kind = random.nextInt(depth > 0 ? 14 : 11);
        if (kind == 11) {
            Meant inner = meant(random, texts, values, depth - 1);
            return new Meant(JqlClause.not(inner.clause()), "NOT " + inner.tree());
        }
        if (kind > 11) {
            Meant first = meant(random, texts, values, depth - 1);
            Meant second = meant(random, texts, values, depth - 1);
            return kind == 12
                    ? new Meant(
                            JqlClause.all(first.clause(), second.clause()),
                            "<" + first.tree() + " AND " + second.tree() + ">")
                    : new Meant(
                            JqlClause.any(first.clause(), second.clause()),
                            "<" + first.tree() + " OR " + second.tree() + ">");
        }
        JqlCustomField custom = new JqlCustomField(10_010, JqlCustomField.Kind.VALUE);
        String text = texts.text();
        String other = texts.text();
        switch (kind) {
            case 0, 1 -> values.add(text);
            case 2, 3, 4 -> values.addAll(List.of(text, other));
            case 5 -> values.add("2026-01-02 03:04");
            case 6 -> values.add("-90m");
            case 7 -> values.add("-2d");
            default -> {}
        }
        return switch (kind) {
            case 0 -> new Meant(JqlClause.equal(JqlField.PROJECT, text), "project = ?");
            case 1 -> new Meant(JqlClause.notEqual(custom, text), "cf [ 10010 ] != ?");
            case 2 -> new Meant(JqlClause.in(JqlField.LABELS, List.of(text, other)), "labels in ( ? , ? )");
            case 3 -> new Meant(JqlClause.notIn(JqlField.STATUS, List.of(text, other)), "status not in ( ? , ? )");
            case 4 ->
                new Meant(
                        JqlClause.equal(JqlField.ISSUE, JqlFunction.issuesWithRemoteLinks(List.of(text, other))),
                        "issue in issuesWithRemoteLinksByGlobalId ( ? , ? )");
            case 5 ->
                new Meant(
                        JqlClause.atOrAfter(JqlField.UPDATED, LocalDateTime.of(2026, 1, 2, 3, 4, 59)), "updated >= ?");
            case 6 -> new Meant(JqlClause.withinLast(JqlField.CREATED, Duration.ofMinutes(90)), "created >= ?");
            case 7 -> new Meant(JqlClause.before(JqlField.DUE, JqlFunction.startOfDay(-2)), "due < startOfDay ( ? )");
            case 8 ->
                new Meant(JqlClause.equal(JqlField.ASSIGNEE, JqlFunction.currentUser()), "assignee = currentUser ( )");
            case 9 -> new Meant(JqlClause.isNotEmpty(JqlField.RESOLUTION), "resolution is not EMPTY");
            default -> contains(values, "x" + text);
        };
    }

    /** The value of a search of texts is a phrase of a second language, here undone by hand. */
    private static Meant contains(List<String> values, String text) {
        StringBuilder phrase = new StringBuilder("\"");
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            phrase.append("+-&|!(){}[]^~*?\\:\"/".indexOf(c) >= 0 ? "\\" + c : String.valueOf(c));
        }
        values.add(phrase.append('"').toString());
        return new Meant(JqlClause.contains(JqlField.SUMMARY, text), "summary ~ ?");
    }
}
