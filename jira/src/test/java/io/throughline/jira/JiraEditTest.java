package io.throughline.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.core.http.OutcomeUnknownException;
import io.throughline.core.http.ResponseException;
import io.throughline.core.http.RetryPolicy;
import io.throughline.core.testkit.ScriptedTransport;
import io.throughline.jira.edition.UnresolvedNameException;
import io.throughline.jira.issue.IssueEdit;
import io.throughline.jira.issue.JiraTransition;
import io.throughline.jira.issue.StatusCategory;
import io.throughline.jira.issue.TransitionResult;
import io.throughline.jira.project.FieldMetadata;
import io.throughline.jira.text.JiraText;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Changing issues, and moving them through their workflow. */
class JiraEditTest {

    private static final String TRANSITIONS = """
            {"transitions":[
            {"id":11,"name":"Start","to":{"name":"In Arbeit","statusCategory":{"key":"indeterminate"}}},
            {"id":"31","name":"Close","isAvailable":true,"to":{"name":"Fertig","statusCategory":{"key":"done"}},
             "fields":{"resolution":{"required":true,"name":"Resolution","schema":{"type":"resolution"},
             "allowedValues":[{"id":"1","name":"Fixed"}]}}},
            {"id":"41","name":"Reject","to":{"name":"Abgelehnt","statusCategory":{"key":"done"}},"fields":{}},
            {"id":"51","name":"Never","isAvailable":false,"to":{"name":"X","statusCategory":{"key":"done"}}}]}""";
    private static final String OPEN = status("Offen", "new");
    private static final String DONE = status("Abgelehnt", "done");

    private final ScriptedTransport transport = new ScriptedTransport();
    private final JiraClient jira = JiraClient.builder(URI.create("https://acme.atlassian.net"))
            .transport(transport)
            .retryPolicy(RetryPolicy.never())
            .build();

    @Test
    void addsTakesAwayAndSetsInOneCall() {
        transport.answer(204, "");

        jira.issues()
                .edit(
                        "OPS-1",
                        IssueEdit.builder()
                                .addLabel("sev1")
                                .removeLabel("triage")
                                .addComponent("cart")
                                .priority("High")
                                .clear("duedate")
                                .notifyUsers(false)
                                .build());

        assertThat(transport.requests()).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("PUT");
            assertThat(request.uri())
                    .hasToString("https://acme.atlassian.net/rest/api/3/issue/OPS-1?notifyUsers=false");
            assertThat(request.body())
                    .isEqualTo("{\"fields\":{\"priority\":{\"name\":\"High\"},\"duedate\":null},"
                            + "\"update\":{\"labels\":[{\"add\":\"sev1\"},{\"remove\":\"triage\"}],"
                            + "\"components\":[{\"add\":{\"name\":\"cart\"}}]}}");
        });
    }

    @Test
    void setsFieldsByTheNamesOnItsScreen() {
        transport
                .answer(
                        200,
                        "{\"fields\":{\"customfield_7\":{\"name\":\"Region\",\"required\":false,\"schema\":{\"type\":\"option\"}}}}")
                .answer(204, "");

        jira.issues().edit("OPS-1", IssueEdit.builder().field("Region", "EU").build());

        assertThat(transport.requests().get(0).uri().getPath()).isEqualTo("/rest/api/3/issue/OPS-1/editmeta");
        assertThat(transport.requests().get(1).body()).isEqualTo("{\"fields\":{\"customfield_7\":{\"value\":\"EU\"}}}");
    }

    @Test
    void refusesAFieldBothSetAndChanged() {
        assertThatThrownBy(() -> IssueEdit.builder().labels("a").addLabel("b").build())
                .hasMessageContaining("labels is both set as a whole and added to");
        assertThatThrownBy(() -> jira.issues()
                        .edit(
                                "OPS-1",
                                IssueEdit.builder().comment(JiraText.plain("x")).build()))
                .hasMessageContaining("comments().add");
    }

    @Test
    void asksNothingWhereNothingChanges() {
        jira.issues().edit("OPS-1", IssueEdit.none());

        assertThat(transport.requests()).isEmpty();
    }

    @Test
    void saysThatSomebodyElseWasFaster() {
        transport.answer(409, "{\"errorMessages\":[\"Conflict\"]}");

        assertThatThrownBy(() -> jira.issues()
                        .edit("OPS-1", IssueEdit.builder().addLabel("x").build()))
                .isInstanceOf(ResponseException.class)
                .hasMessageContaining("read it again");
    }

    @Nested
    class Transitions {

        @Test
        void areFoundByWhatTheirStatusMeans() {
            transport.answer(200, OPEN).answer(200, TRANSITIONS).answer(204, "").answer(200, DONE);

            TransitionResult result = jira.issues().transitionTo("OPS-1", StatusCategory.DONE);

            assertThat(result.moved()).isTrue();
            assertThat(result.taken())
                    .isNotNull()
                    .extracting(JiraTransition::id)
                    .isEqualTo("41");
            assertThat(transport.requests().get(2).body()).isEqualTo("{\"transition\":{\"id\":\"41\"}}");
        }

        @Test
        void takeTheFieldsOfTheirScreen() {
            transport.answer(200, OPEN).answer(200, TRANSITIONS).answer(204, "").answer(200, DONE);

            jira.issues()
                    .transitionTo(
                            "OPS-1",
                            StatusCategory.DONE,
                            IssueEdit.builder()
                                    .resolution("Fixed")
                                    .comment(JiraText.plain("done"))
                                    .build());

            assertThat(transport.requests().get(2).body())
                    .startsWith("{\"transition\":{\"id\":\"31\"},\"fields\":{\"resolution\":{\"name\":\"Fixed\"}},"
                            + "\"update\":{\"comment\":[{\"add\":{\"body\":{")
                    .contains("\"type\":\"doc\"");
        }

        @Test
        void areNotTakenWhereTheIssueIsAlready() {
            transport.answer(200, DONE);

            assertThat(jira.issues().transitionTo("OPS-1", StatusCategory.DONE).moved())
                    .isFalse();
        }

        @Test
        void areListedWhereNoneLeads() {
            transport
                    .answer(200, OPEN)
                    .answer(200, "{\"transitions\":[]}")
                    .answer(200, DONE)
                    .answer(200, TRANSITIONS);

            assertThatThrownBy(() -> jira.issues().transitionTo("OPS-1", StatusCategory.DONE))
                    .isInstanceOf(UnresolvedNameException.class)
                    .hasMessageContaining("Transition issues");
            assertThatThrownBy(() -> jira.issues().transitionTo("OPS-1", StatusCategory.TO_DO))
                    .hasMessageContaining("Start -> In Arbeit (indeterminate)");
        }

        @Test
        void tellWhatTheyNeed() {
            transport.answer(200, TRANSITIONS);

            List<JiraTransition> transitions = jira.issues().listTransitions("OPS-1");

            assertThat(transitions.get(1).requiredFields())
                    .extracting(FieldMetadata::fieldId)
                    .containsExactly("resolution");
            assertThat(transitions.get(0).category()).contains(StatusCategory.IN_PROGRESS);
        }

        @Test
        void areNotRepeatedWhenTheyMayHaveBeenTaken() {
            transport.answer(200, TRANSITIONS).answer(502, "");
            JiraTransition reject = jira.issues().listTransitions("OPS-1").get(2);

            assertThatThrownBy(() -> jira.issues().transition("OPS-1", reject, IssueEdit.none()))
                    .isInstanceOf(OutcomeUnknownException.class);
        }
    }

    private static String status(String name, String category) {
        return "{\"id\":\"1\",\"key\":\"OPS-1\",\"fields\":{\"status\":{\"name\":\"" + name
                + "\",\"statusCategory\":{\"key\":\"" + category + "\"}}}}";
    }
}
