package io.throughline.examples.evaluation.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.throughline.examples.evaluation.requests.PublishedInterface.Missing;
import io.throughline.examples.evaluation.requests.PublishedInterface.Verdict;
import io.throughline.jira.edition.JiraEdition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Every request that a public method of a client can make is one that the vendor publishes: its path and method, the
 * names and types of its parameters, those that must be there, and the body's members. Sentry's words are those of the
 * package that Sentry generates from its OpenAPI document, Jira Cloud's those of a package generated from Atlassian's. No
 * such package exists for Jira Data Center; for that one see {@link OpenApiRequestsTest}.
 *
 * <p>Skipped only where there is no Node, or its packages cannot be fetched.
 */
class PublishedRequestsTest {

    @Test
    void sentryIsAskedOnlyWhatItPublishes() throws IOException, InterruptedException {
        check("sentry", SentryCalls.recorded(), KnownDifferences.sentry());
    }

    @Test
    void jiraCloudIsAskedOnlyWhatItPublishes() throws IOException, InterruptedException {
        check("jira", JiraCalls.recorded(JiraEdition.CLOUD), KnownDifferences.jira());
    }

    @Test
    void theCheckFindsWhatIsWrong() throws IOException, InterruptedException {
        List<Verdict> sentry = published("sentry").check(WrongRequests.SENTRY);
        List<Verdict> jira = published("jira").check(WrongRequests.JIRA);

        assertThat(sentry)
                .hasSameSizeAs(WrongRequests.SENTRY)
                .allSatisfy(verdict ->
                        assertThat(verdict.problems()).as(verdict.toString()).isNotEmpty());
        assertThat(jira)
                .hasSameSizeAs(WrongRequests.JIRA)
                .allSatisfy(verdict ->
                        assertThat(verdict.problems()).as(verdict.toString()).isNotEmpty());
    }

    private static void check(String vendor, PublicCalls calls, KnownDifferences known)
            throws IOException, InterruptedException {
        assertThat(calls.problems()).isEmpty();
        List<Verdict> verdicts = published(vendor).check(calls.requests());
        List<String> problems = new ArrayList<>();
        TreeSet<String> operations = new TreeSet<>();
        for (Verdict verdict : verdicts) {
            if (verdict.operation() != null) {
                operations.add(verdict.operation());
            }
            List<String> unknown = known.without(verdict);
            if (!unknown.isEmpty()) {
                problems.add(new Verdict(verdict.request(), verdict.operation(), unknown).toString());
            }
        }
        System.out.println(vendor + ": " + calls.called().size() + " methods, " + verdicts.size() + " requests, "
                + operations.size() + " operations " + operations + "; without a request: " + calls.silent()
                + "; published otherwise: " + known.met() + ", no more: " + known.unmet());
        assertThat(problems).isEmpty();
        assertThat(operations).hasSizeGreaterThan(5);
    }

    private static PublishedInterface published(String vendor) throws IOException, InterruptedException {
        try {
            return PublishedInterface.of(vendor);
        } catch (Missing e) {
            String notice = "SKIPPED: the requests to " + vendor + " were not held against its published interface,"
                    + " because " + e.getMessage();
            System.err.println(notice);
            return abort(notice);
        }
    }
}
