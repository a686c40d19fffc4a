package io.throughline.jira;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.throughline.core.http.Headers;
import io.throughline.core.http.JsonBody;
import io.throughline.core.http.MalformedResponseException;
import io.throughline.core.http.RateLimit;
import io.throughline.core.testkit.Mutations;
import io.throughline.jira.internal.JiraErrors;
import io.throughline.jira.internal.JiraRateLimits;
import io.throughline.jira.issue.JiraIssue;
import io.throughline.jira.jql.Jql;
import io.throughline.jira.jql.JqlClause;
import io.throughline.jira.jql.JqlField;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Whatever a server sends is understood or refused in the one way; whatever a value holds, it stays one value. */
class JiraParsersFuzzTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final int TIMES = 3_000;

    /** Issues with a document or wiki markup as description. */
    @FuzzTest
    void issue(byte[] input) {
        try {
            JiraIssue issue = JsonBody.read("jira", "get issue", input, JiraIssue.class);
            assertThat(issue.toString()).isNotNull();
            if (issue.fields().description() != null) {
                assertThat(issue.fields().description().plain()).isNotNull();
            }
        } catch (MalformedResponseException e) {
            assertThat(e.getMessage()).startsWith("jira: get issue failed: ").doesNotContain("\n");
        }
    }

    @FuzzTest
    void limits(byte[] input) {
        Headers headers = Headers.empty();
        for (String line : new String(input, StandardCharsets.ISO_8859_1).split("\n", -1)) {
            String[] field = line.split(":", 2);
            headers = field.length == 2 && !field[0].isBlank() ? headers.with(field[0].strip(), field[1]) : headers;
        }
        for (int status : new int[] {200, 403, 429}) {
            RateLimit limit = JiraRateLimits.read(status, headers, NOW);
            Duration wait = limit.retryAfter();
            assertThat(wait == null || !wait.isNegative()).isTrue();
            JiraErrors.read("create issue", status, headers, null);
        }
    }

    @FuzzTest
    void value(byte[] input) {
        for (String value :
                new String[] {new String(input, StandardCharsets.UTF_8), new String(input, StandardCharsets.UTF_16)}) {
            String text;
            try {
                text = Jql.where(JqlClause.equal(JqlField.LABELS, value)).toString();
            } catch (IllegalArgumentException e) {
                // A value that JQL has no way to say.
                continue;
            }
            assertThat(text).startsWith("labels = \"").endsWith("\"");
            assertThat(unquoted(text.substring("labels = ".length()))).isEqualTo(value);
        }
    }

    /** Reads one text in double quotes, by Atlassian's grammar; fails if it ends before the end. */
    private static String unquoted(String literal) {
        StringBuilder value = new StringBuilder();
        for (int i = 1; i < literal.length() - 1; i++) {
            char c = literal.charAt(i);
            assertThat(c).as("an end within %s", literal).isNotEqualTo('"');
            if (c != '\\') {
                value.append(c);
                continue;
            }
            char escaped = literal.charAt(++i);
            if (escaped == 'u') {
                value.append((char) Integer.parseInt(literal.substring(i + 1, i + 5), 16));
                i += 4;
            } else {
                int known = "tnr".indexOf(escaped);
                value.append(known >= 0 ? "\t\n\r".charAt(known) : escaped);
            }
            assertThat(i).as("a backslash before the end of %s", literal).isLessThan(literal.length() - 1);
        }
        return value.toString();
    }

    @Test
    void theyBearMutationsOfTheirCorpora() {
        Mutations.of(getClass(), "issue").feed(TIMES, this::issue);
        Mutations.of(getClass(), "limits").feed(TIMES, this::limits);
        Mutations.of(getClass(), "value").feed(TIMES, this::value);
    }
}
