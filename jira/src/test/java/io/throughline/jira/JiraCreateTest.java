package io.throughline.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.core.http.OutcomeUnknownException;
import io.throughline.core.http.QueryRejectedException;
import io.throughline.core.http.ServiceUnavailableException;
import io.throughline.core.http.TransportFailure;
import io.throughline.core.http.TransportFailure.Phase;
import io.throughline.core.testkit.ScriptedTransport;
import io.throughline.core.testkit.TestTime;
import io.throughline.jira.edition.JiraEdition;
import io.throughline.jira.edition.UnresolvedNameException;
import io.throughline.jira.issue.CreateCheck;
import io.throughline.jira.issue.IssueDraft;
import io.throughline.jira.project.FieldMetadata;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Creating issues from typed drafts. */
class JiraCreateTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CREATED = "{\"id\":\"10000\",\"key\":\"OPS-24\",\"self\":\"https://x\"}";
    private static final String TYPES = """
            {"startAt":0,"maxResults":200,"total":3,"issueTypes":[{"id":"10001","name":"Incident","subtask":false},
            {"id":"10002","name":"Störung","untranslatedName":"Bug"},{"id":"10003","name":"bug"}]}""";
    private static final String FIELDS = """
            {"startAt":0,"total":6,"fields":[
            {"fieldId":"project","key":"project","name":"Project","required":true,"schema":{"type":"project"}},
            {"fieldId":"summary","key":"summary","name":"Summary","required":true,"hasDefaultValue":false},
            {"fieldId":"priority","name":"Priority","required":false,"schema":{"type":"priority","system":"priority"},
             "allowedValues":[{"id":"1","name":"Highest"},{"id":"2","name":"High"}]},
            {"fieldId":"customfield_10010","name":"Region","required":true,"hasDefaultValue":false,
             "schema":{"type":"option","custom":"com.atlassian.jira.plugin.system.customfieldtypes:select"},
             "allowedValues":[{"id":"5","value":"EU"},{"id":"6","value":"US"}],"operations":["set"]},
            {"fieldId":"customfield_10011","name":"Teams","required":false,"schema":{"type":"array","items":"option"}},
            {"fieldId":"customfield_10012","name":"Impact","required":true,"hasDefaultValue":true,
             "schema":{"type":"string","custom":"com.atlassian.jira.plugin.system.customfieldtypes:textarea"}},
            {"fieldId":"customfield_10013","name":"Owner","schema":{"type":"user"}},
            {"fieldId":"customfield_10014","name":"Double"},{"fieldId":"customfield_10015","name":"Double"}]}""";

    private final ScriptedTransport transport = new ScriptedTransport();
    private final TestTime time = TestTime.at(Instant.parse("2026-11-22T12:00:00Z"));
    private final JiraClient jira = client(JiraEdition.CLOUD);

    @Test
    void sendsEverythingInOneCall() {
        transport.answer(201, CREATED);

        assertThat(jira.issues()
                        .create(draft().description("first\nsecond \"quoted\" {code}")
                                .labels("throughline-5f8d", "sev1")
                                .priority("High")
                                .assignee("5b10a2844c20165700ede21g")
                                .components("cart", "payments")
                                .fixVersions("1.2.0")
                                .parent("OPS-1")
                                .dueDate(LocalDate.of(2026, 11, 30))
                                .fieldById("customfield_10020", Instant.parse("2026-11-22T12:00:00.5Z"))
                                .property("throughline.incident", Map.of("fingerprint", "5f8d"))
                                .build())
                        .key())
                .isEqualTo("OPS-24");
        JsonNode body = body(0);
        JsonNode fields = body.get("fields");
        assertThat(fields.at("/project/key").asText()).isEqualTo("OPS");
        assertThat(fields.at("/issuetype/id").asText()).isEqualTo("10001");
        assertThat(fields.at("/summary").asText()).isEqualTo("Checkout is slow");
        assertThat(fields.at("/description/type").asText()).isEqualTo("doc");
        assertThat(fields.at("/description/version").asInt()).isEqualTo(1);
        assertThat(fields.get("labels")).hasSize(2);
        assertThat(fields.at("/priority/name").asText()).isEqualTo("High");
        assertThat(fields.at("/assignee/id").asText()).isEqualTo("5b10a2844c20165700ede21g");
        assertThat(fields.at("/components/1/name").asText()).isEqualTo("payments");
        assertThat(fields.at("/parent/key").asText()).isEqualTo("OPS-1");
        assertThat(fields.at("/duedate").asText()).isEqualTo("2026-11-30");
        assertThat(fields.at("/customfield_10020").asText()).isEqualTo("2026-11-22T12:00:00.500+0000");
        assertThat(body.at("/properties/0/key").asText()).isEqualTo("throughline.incident");
        assertThat(body.at("/properties/0/value/fingerprint").asText()).isEqualTo("5f8d");
    }

    @Test
    void writesMarkupAndUserNamesOnDataCenter() {
        transport.answer(201, CREATED);

        client(JiraEdition.DATA_CENTER)
                .issues()
                .create(draft().description("plain").assignee("mia").build());

        assertThat(transport.requests().get(0).uri().getPath()).isEqualTo("/rest/api/2/issue");
        assertThat(body(0).at("/fields/description").asText()).isEqualTo("plain");
        assertThat(body(0).at("/fields/assignee/name").asText()).isEqualTo("mia");
    }

    @Test
    void saysNobodyAndAutomaticApart() {
        transport.answer(201, CREATED).answer(201, CREATED);

        jira.issues().create(draft().unassigned().build());
        jira.issues().create(draft().assigneeByProject().build());

        assertThat(body(0).at("/fields/assignee").isNull()).isTrue();
        assertThat(body(1).at("/fields/assignee/id").asText()).isEqualTo("-1");
    }

    @Test
    void looksUpTheTypeAndTheFieldsByName() {
        transport.answer(200, TYPES).answer(200, FIELDS).answer(201, CREATED);

        jira.issues()
                .create(IssueDraft.in("OPS")
                        .type("incident")
                        .summary("s")
                        .field("region", "EU")
                        .field("Teams", List.of("Cart", "Checkout"))
                        .field("Impact", "many")
                        .field("Owner", "5b1")
                        .build());

        JsonNode fields = body(2).get("fields");
        assertThat(fields.at("/issuetype/id").asText()).isEqualTo("10001");
        assertThat(fields.at("/customfield_10010/value").asText()).isEqualTo("EU");
        assertThat(fields.at("/customfield_10011/1/value").asText()).isEqualTo("Checkout");
        assertThat(fields.at("/customfield_10012/type").asText()).isEqualTo("doc");
        assertThat(fields.at("/customfield_10013/accountId").asText()).isEqualTo("5b1");
        assertThat(transport.requests().get(1).uri().getPath())
                .isEqualTo("/rest/api/3/issue/createmeta/OPS/issuetypes/10001");
    }

    @Test
    void tellsNamesThatStandForNothingOrForSeveral() {
        transport.answer(200, TYPES).answer(200, TYPES);
        assertThatThrownBy(() -> jira.projects().getIssueType("OPS", "Outage"))
                .isInstanceOf(UnresolvedNameException.class)
                .hasMessageContaining("[Incident, Störung, bug]");
        assertThatThrownBy(() -> jira.projects().getIssueType("OPS", "BUG"))
                .isInstanceOf(UnresolvedNameException.class)
                .hasMessageContaining("choose by id, one of [10002, 10003]");

        transport.answer(200, FIELDS);
        assertThatThrownBy(() -> jira.issues().create(draft().field("double", 1).build()))
                .isInstanceOf(UnresolvedNameException.class)
                .hasMessageContaining("[customfield_10014, customfield_10015]");

        transport.answer(200, FIELDS).answer(200, "[{\"id\":\"customfield_99\",\"name\":\"Cause\"}]");
        assertThatThrownBy(
                        () -> jira.issues().create(draft().field("Cause", "x").build()))
                .hasMessageContaining("'Cause' (customfield_99) is not on the screen that creates 10001 in OPS");

        transport.answer(200, FIELDS).answer(200, "[]");
        assertThatThrownBy(() ->
                        jira.issues().create(draft().field("Nonsense", "x").build()))
                .hasMessageContaining("no field called 'Nonsense'")
                .hasMessageContaining("Region");
        assertThat(transport.requests()).noneMatch(request -> request.method().equals("POST"));
    }

    @Test
    void saysBeforehandWhatWouldGoWrong() {
        transport.answer(200, FIELDS);

        CreateCheck check = jira.issues()
                .checkCreate(draft().priority("Blocker")
                        .parent("OPS-1")
                        .field("Nonsense", "x")
                        .build());

        assertThat(check.isCreatable()).isFalse();
        assertThat(check.missing()).extracting(FieldMetadata::name).containsExactly("Region");
        assertThat(check.notOnScreen()).containsExactlyInAnyOrder("parent", "Nonsense");
        assertThat(check.notAllowed()).containsExactly("Priority does not allow [Blocker]; it allows [Highest, High]");

        transport.answer(200, FIELDS);
        assertThat(jira.issues()
                        .checkCreate(draft().priority("highest")
                                .field("Region", "EU")
                                .build())
                        .isCreatable())
                .isTrue();
    }

    @Test
    void readsDataCentersMetadata() {
        transport
                .answer(200, TYPES.replace("issueTypes", "values"))
                .answer(200, FIELDS.replace("\"fields\"", "\"values\""));

        assertThat(client(JiraEdition.DATA_CENTER).projects().createFields("OPS", "Incident"))
                .extracting(FieldMetadata::fieldId)
                .contains("customfield_10010");
    }

    @Nested
    class WhenTheOutcomeIsUnknown {

        @ParameterizedTest
        @ValueSource(ints = {500, 502, 503, 504})
        void doesNotRepeatWhatMayHaveBeenCreated(int status) {
            transport.answer(status, "{}");

            assertThatThrownBy(() -> jira.issues().create(draft().build()))
                    .isInstanceOf(OutcomeUnknownException.class)
                    .hasCauseInstanceOf(ServiceUnavailableException.class)
                    .hasMessageContaining("may have been carried out")
                    .hasMessageContaining("search for the draft's label");
            assertThat(transport.requests()).hasSize(1);
        }

        @Test
        void doesNotRepeatWhatGotNoAnswer() {
            transport.fail(new TransportFailure(Phase.RESPONSE, "reset", null));

            assertThatThrownBy(() -> jira.issues().create(draft().build()))
                    .isInstanceOfSatisfying(
                            OutcomeUnknownException.class,
                            e -> assertThat(e.retryable()).isFalse());
            assertThat(transport.requests()).hasSize(1);
        }

        @Test
        void repeatsWhatJiraRefusedForItsLimitsAndWhatWasNeverSent() {
            transport
                    .answer(429, "{}", Map.of("Retry-After", "3", "RateLimit-Reason", "jira-burst-based"))
                    .fail(new TransportFailure(Phase.CONNECT, "refused", null))
                    .answer(201, CREATED);

            assertThat(jira.issues().create(draft().build()).id()).isEqualTo("10000");
            assertThat(time.waits()).contains(Duration.ofSeconds(3));
        }

        @Test
        void repeatsJirasWordsAboutAFieldThatIsNotOnTheScreen() {
            transport.answer(
                    400,
                    "{\"errorMessages\":[],\"errors\":{\"priority\":\"Field 'priority' cannot be set. It is not on the"
                            + " appropriate screen, or unknown.\"}}");

            assertThatThrownBy(() -> jira.issues().create(draft().build()))
                    .isInstanceOf(QueryRejectedException.class)
                    .hasMessageContaining("Field 'priority' cannot be set");
        }
    }

    @Nested
    class Limits {

        @Test
        void refusesSummariesThatJiraRefuses() {
            assertThatThrownBy(() -> draft().summary("two\nlines")).hasMessageContaining("U+000A at 3");
            assertThatThrownBy(() -> draft().summary("x".repeat(256))).hasMessageContaining("at most 255");
            assertThatThrownBy(() -> draft().summary(" ")).hasMessageContaining("must not be blank");
            assertThatThrownBy(() -> draft().summary("half \uD83D")).hasMessageContaining("U+D83D");
        }

        @Test
        void makesASummaryOfAnyText() {
            transport.answer(201, CREATED);

            jira.issues()
                    .create(draft().summaryOf("java.lang.Boom:\n\tat x\u0000" + "\uD83D\uDD25".repeat(200))
                            .build());

            assertThat(body(0).at("/fields/summary").asText())
                    .startsWith("java.lang.Boom: at x \uD83D\uDD25")
                    .endsWith("\uD83D\uDD25…")
                    .hasSizeLessThanOrEqualTo(255);
        }

        @ParameterizedTest
        @ValueSource(strings = {"two words", "", "tab\tin", "no\u00a0break", "line\n"})
        void refusesLabelsThatJiraRefuses(String label) {
            assertThatThrownBy(() -> draft().labels(label)).hasMessageContaining("label must");
        }

        @Test
        void refusesTextsThatAreTooLong() {
            assertThatThrownBy(() -> jira.issues()
                            .create(draft().description("x".repeat(32_768)).build()))
                    .hasMessageContaining("at most 32767 characters, had 32768");
        }

        @Test
        void needsATypeAndASummary() {
            assertThatThrownBy(() -> IssueDraft.in("OPS").summary("x").build()).hasMessageContaining("typeId");
            assertThatThrownBy(() -> IssueDraft.in("OPS").type("x").build()).hasMessageContaining("summary");
        }

        @Test
        void hidesTextsInItsOwn() {
            assertThat(draft().description("confidential").build()).hasToString("IssueDraft[10001 in OPS]");
        }
    }

    private static IssueDraft.Builder draft() {
        return IssueDraft.in("OPS").typeId("10001").summary("Checkout is slow");
    }

    private JiraClient client(JiraEdition edition) {
        return JiraClient.builder(URI.create("https://acme.example"))
                .edition(edition)
                .transport(transport)
                .clock(time)
                .waiter(time)
                .build();
    }

    private JsonNode body(int index) {
        try {
            return JSON.readTree(String.valueOf(transport.requests().get(index).body()));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
