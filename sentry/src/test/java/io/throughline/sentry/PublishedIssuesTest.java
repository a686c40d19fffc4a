package io.throughline.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.core.config.Secret;
import io.throughline.core.testkit.TestTime;
import io.throughline.core.webhook.WebhookKey;
import io.throughline.sentry.event.EventChoice;
import io.throughline.sentry.event.SentryEntry;
import io.throughline.sentry.event.SentryEvent;
import io.throughline.sentry.event.SentryEventDetails;
import io.throughline.sentry.event.SentryFrame;
import io.throughline.sentry.event.SentryTagKey;
import io.throughline.sentry.issue.IssueQuery;
import io.throughline.sentry.issue.SentryIssue;
import io.throughline.sentry.organization.SentryOrganization;
import io.throughline.sentry.webhook.SentryHook;
import io.throughline.sentry.webhook.SentryWebhook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Holds what is read of organizations, issues, events and webhooks against facts in payloads that others have published.
 * They are not part of this repository: {@code -Dthroughline.payloads=FOLDER} names the folder.
 */
class PublishedIssuesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FakeSentry server = new FakeSentry();
    private final SentryClient client = server.client(TestTime.at(Instant.parse("2026-03-01T12:00:00Z")));

    @Test
    void anEventTellsExceptionFramesTraceAndTags() throws IOException {
        server.on("issues/1/events/latest/", payload("event/error-event.json").toString());

        SentryEventDetails event = client.events().get("1", EventChoice.LATEST);

        assertThat(event.groupId()).isEqualTo("6507376925");
        assertThat(event.projectId()).isEqualTo("4509062593708032");
        assertThat(event.traceId()).contains("3032af8bcdfe4423b937fc5c041d5d82");
        assertThat(event.spanId()).contains("953da703d2a6f4c7");
        assertThat(event.dateCreated()).isEqualTo("2025-04-08T21:15:04Z");
        assertThat(event.dateReceived()).isEqualTo("2025-04-08T21:15:04.700878Z");
        assertThat(event.release()).isNull();
        assertThat(event.previousEventId()).isEqualTo("b7ed18493f4f4817a217b03839d4c017");
        assertThat(event.tag("environment")).contains("development");
        assertThat(event.entries())
                .extracting(SentryEntry::type)
                .containsExactly("exception", "request", "breadcrumbs");
        assertThat(event.thrown()).singleElement().satisfies(thrown -> {
            assertThat(thrown.type()).isEqualTo("Error");
            assertThat(thrown.handled()).isFalse();
            assertThat(thrown.frames()).hasSize(3);
            assertThat(thrown.thrownAt().map(SentryFrame::function)).contains("Object.fetch");
            assertThat(thrown.thrownAt().map(SentryFrame::lineNo)).contains(19631);
        });
    }

    @Test
    void anOlderEventTellsItsRelease() throws IOException {
        server.on("issues/1/events/latest/", payload("event/latest-2020.json").toString());

        SentryEventDetails event = client.events().get("1", EventChoice.LATEST);

        assertThat(event.release())
                .isEqualTo(new SentryEventDetails.Release("b65bc521378269d3eaefdc964f8ef56621414943"));
        assertThat(event.traceId()).contains("da6caabcd90e45fdb81f6655824a5f88");
        assertThat(event.thrown()).singleElement().satisfies(thrown -> {
            assertThat(thrown.type()).isEqualTo("ForbiddenError");
            assertThat(thrown.handled()).isTrue();
            assertThat(thrown.thrownAt().map(SentryFrame::lineNo)).contains(74);
        });
        assertThat(event.toString()).doesNotContain("@");
    }

    @Test
    void anEventWithoutAnExceptionHasNone() throws IOException {
        server.on(
                "eventids/abc123def456/",
                "{\"projectSlug\":\"p\",\"event\":" + payload("event/default-event.json") + "}");

        assertThat(client.events().find("abc123def456")).hasValueSatisfying(event -> {
            assertThat(event.type()).isEqualTo("default");
            assertThat(event.message()).isEqualTo("Something went wrong");
            assertThat(event.thrown()).isEmpty();
            assertThat(event.traceId()).isEmpty();
            assertThat(event.fingerprints()).containsExactly("default-event-fingerprint");
            assertThat(event.entries().get(0).data()).containsEntry("formatted", "Something went wrong");
        });
    }

    @Test
    void storedEventsKeepEveryMember() throws IOException {
        for (String sample : List.of("java", "php", "android", "transaction")) {
            JsonNode stored = payload("event-samples/" + sample + ".json");
            server.on("/api/0/projects/acme/p/events/" + sample + "/json/", stored.toString());

            Map<String, ?> members = client.events().getStored("p", sample);

            // 1.0 and 1 are the same number
            assertThat(stored.equals(PublishedIssuesTest::byNumber, JSON.valueToTree(members)))
                    .as(sample)
                    .isTrue();
        }
    }

    @Test
    void theListOfAnIssuesEventsTellsTagsAndType() throws IOException {
        server.on("issues/1/events/", payload("issue-events/events-2026.json").toString());

        assertThat(client.events().list("1")).singleElement().satisfies(event -> {
            assertThat(event.groupId()).isEqualTo("1889724436");
            assertThat(event.type()).isEqualTo("error");
            assertThat(event.dateCreated()).isEqualTo("2020-09-11T17:46:36Z");
            assertThat(event.location()).isEqualTo("example.py:123");
            assertThat(event.tag("release")).contains("17642328ead24b51867165985996d04b29310337");
        });
        assertThat(client.events().list("1")).extracting(SentryEvent::culprit).containsExactly("/books/new/");
    }

    @Test
    void tagsAndTeamsAreReadWhole() throws IOException {
        server.on("/api/0/projects/acme/p/tags/", payload("tags/tag-keys.json").toString());
        server.on("teams/", payload("teams/jupiterone-teams.json").toString());

        assertThat(client.events().listTagKeys("p")).hasSize(19).contains(new SentryTagKey("device", "Device", 25L));
        assertThat(client.organizations().listTeams()).singleElement().satisfies(team -> {
            assertThat(team.id()).isEqualTo("1879863");
            assertThat(team.memberCount()).isEqualTo(1);
        });
    }

    @Test
    void anOrganizationTellsItsRegionIfTheServerHasRegions() throws IOException {
        JsonNode organization = payload("organizations/jupiterone-organization.json");
        server.on("", organization.toString());

        SentryOrganization read = client.organizations().get();

        assertThat(read.id()).isEqualTo(organization.get("id").asText());
        assertThat(read.slug()).isEqualTo(organization.get("slug").asText());
    }

    @Test
    void issuesKeepNumbersThatAreTexts() throws IOException {
        for (String list : List.of("org-issues-2026", "project-issues-2020")) {
            JsonNode published = payload("issues-list/" + list + ".json");
            server.on("issues/", published.toString());

            List<SentryIssue> issues =
                    client.issues().list(IssueQuery.builder().build()).stream().toList();

            assertThat(issues).hasSize(published.size());
            for (int i = 0; i < issues.size(); i++) {
                SentryIssue issue = issues.get(i);
                assertThat(issue.count())
                        .isEqualTo(published.get(i).get("count").asLong());
                assertThat(issue.userCount())
                        .isEqualTo(published.get(i).get("userCount").asLong());
                assertThat(issue.lastSeen())
                        .isEqualTo(published.get(i).get("lastSeen").asText());
                assertThat(issue.shortId())
                        .isEqualTo(published.get(i).get("shortId").asText());
            }
        }
    }

    @Test
    void anIssueIsReadWithItsReleases() throws IOException {
        for (String name : List.of("error-issue", "issue-2026")) {
            JsonNode published = payload("issue/" + name + ".json");
            server.on("issues/1/", published.toString());

            SentryIssue issue = client.issues().get("1");

            assertThat(issue.id()).isEqualTo(published.get("id").asText());
            assertThat(issue.count()).isEqualTo(published.get("count").asLong());
            JsonNode first = published.path("firstRelease").path("version");
            assertThat(issue.firstRelease())
                    .isEqualTo(first.isMissingNode() ? null : new SentryIssue.Version(first.asText()));
            assertThat(issue.annotations())
                    .hasSize(published.path("annotations").size());
        }
    }

    @Test
    void webhooksAreReadAsTheirKinds() throws IOException {
        assertThat(hook("issue", "webhooks/issue-created.json"))
                .isInstanceOfSatisfying(SentryHook.IssueChanged.class, hook -> {
                    assertThat(hook.envelope().action()).isEqualTo("created");
                    assertThat(hook.envelope().installation()).isEqualTo("a8e5d37a-696c-4c54-adb5-b3f28d64c7de");
                    assertThat(hook.issue().shortId()).isEqualTo("FRONT-END-9");
                    assertThat(hook.issue().substatus()).isEqualTo("escalating");
                    assertThat(hook.issue().metadata().type()).isEqualTo("ReferenceError");
                });
        assertThat(hook("metric_alert", "webhooks/metric-alert-resolved.json"))
                .isInstanceOfSatisfying(SentryHook.MetricAlert.class, hook -> {
                    assertThat(hook.envelope().action()).isEqualTo("resolved");
                    assertThat(hook.alertId()).isEqualTo("4");
                    assertThat(hook.rule()).isEqualTo("Too many errors");
                    assertThat(hook.title()).isEqualTo("Resolved: Too many errors");
                    assertThat(hook.page()).isEqualTo("https://sentry.io/organizations/baz/alerts/1/");
                });
    }

    private static int byNumber(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
    }

    private static SentryHook hook(String resource, String name) throws IOException {
        byte[] body = Files.readAllBytes(file(name));
        WebhookKey key = WebhookKey.of(Secret.of("client-secret"));
        Map<String, String> headers =
                Map.of(SentryWebhook.SIGNATURE_HEADER, key.sign(body), SentryWebhook.RESOURCE_HEADER, resource);
        return SentryWebhook.signedWith(key).read(body, headers::get);
    }

    private static JsonNode payload(String name) throws IOException {
        JsonNode whole = JSON.readTree(file(name).toFile());
        return whole.has("response") && whole.has("request")
                ? whole.get("response").get("body")
                : whole;
    }

    private static Path file(String name) {
        String folder = System.getProperty("throughline.payloads", "");
        Assumptions.assumeFalse(folder.isBlank(), "skipped: -Dthroughline.payloads names no folder with payloads");
        return Path.of(folder, "sentry", name);
    }
}
