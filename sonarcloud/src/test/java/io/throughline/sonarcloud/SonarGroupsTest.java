package io.throughline.sonarcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.core.config.Secret;
import io.throughline.core.http.RetryPolicy;
import io.throughline.sonarcloud.analysis.SonarSpan;
import io.throughline.sonarcloud.edition.UnsupportedByEditionException;
import io.throughline.sonarcloud.hotspot.HotspotQuery;
import io.throughline.sonarcloud.issue.IssueQuery;
import io.throughline.sonarcloud.system.SonarMode;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes over the wire: a parameter that the other side does not know would be ignored without a word. */
class SonarGroupsTest {

    private static final String NOTHING = "{'paging':{'pageIndex':1,'pageSize':500,'total':0}}";

    private final Answers answers = new Answers()
            .with("components/show", "{'component':{'key':'k'}}")
            .with("issues/search", NOTHING)
            .with("hotspots/search", NOTHING)
            .with("measures/component", "{'component':{'key':'k','measures':[]}}")
            .with("metrics/search", "{'total':1,'p':1,'ps':500,'metrics':[{'key':'bugs','type':'INT'}]}");
    private final SonarClient cloud = Settings.client().transport(answers).build();

    private SonarClient server(String version) {
        answers.with("system/status", "{'version':'" + version + "','status':'UP'}");
        return SonarClient.builder(URI.create("https://sonar.example.org"))
                .token(Secret.of(Settings.SECRET))
                .transport(answers)
                .retryPolicy(RetryPolicy.never())
                .build();
    }

    private String request(int at) {
        return answers.requests.get(at);
    }

    @Test
    void cloudIsAskedInItsOwnWords() {
        cloud.issues().list(IssueQuery.of("k").inNewCode()).forEach(issue -> {});
        cloud.hotspots().list(HotspotQuery.of("k").onlyInNewCode()).forEach(hotspot -> {});
        cloud.measures().get("k", null, List.of("bugs"));

        assertThat(answers.requests)
                .containsExactly(
                        "GET /api/issues/search?organization=acme&componentKeys=k&resolved=false&sinceLeakPeriod=true&p=1&ps=500",
                        "GET /api/components/show?component=k",
                        "GET /api/hotspots/search?projectKey=k&sinceLeakPeriod=true&p=1&ps=500",
                        "GET /api/measures/component?component=k&metricKeys=bugs&additionalFields=periods");
    }

    @Test
    void aServerIsAskedForItsVersionOnceAndThenInItsWords() {
        SonarClient server = server("2026.1.0.1");

        server.issues().list(IssueQuery.of("k").inNewCode()).forEach(issue -> {});
        server.hotspots().list(HotspotQuery.of("k").onlyInNewCode()).forEach(hotspot -> {});
        server.measures().get("k", null, List.of("bugs"));

        assertThat(answers.requests)
                .containsExactly(
                        "GET /api/system/status",
                        "GET /api/issues/search?components=k&resolved=false&inNewCodePeriod=true&p=1&ps=500",
                        "GET /api/components/show?component=k",
                        "GET /api/hotspots/search?project=k&inNewCodePeriod=true&p=1&ps=500",
                        "GET /api/measures/component?component=k&metricKeys=bugs&additionalFields=period");
    }

    @Test
    void anOldServerIsAskedInOldWordsAndNotForWhatItWouldIgnore() {
        SonarClient server = server("9.4.0");

        server.issues().list(IssueQuery.of("k").inNewCode().severities("MAJOR")).forEach(issue -> {});

        assertThat(request(1))
                .isEqualTo("GET /api/issues/search?componentKeys=k&resolved=false&sinceLeakPeriod=true&severities=MAJOR"
                        + "&p=1&ps=500");
        assertThatThrownBy(() -> server.issues().count(IssueQuery.of("k").impactSeverities("HIGH")))
                .isInstanceOf(UnsupportedByEditionException.class)
                .hasMessageContaining("needs 10.2; ask for severities and types");
        assertThatThrownBy(() -> server.issues().count(IssueQuery.of("k").issueStatuses("OPEN")))
                .isInstanceOf(UnsupportedByEditionException.class);
    }

    @Test
    void theModeIsAskedOrTold() {
        answers.with("v2/clean-code-policy/mode", "{'mode':'STANDARD_EXPERIENCE'}");

        assertThat(server("25.12").system().getMode()).isEqualTo(SonarMode.STANDARD_EXPERIENCE);
        assertThat(cloud.system().getMode()).isEqualTo(SonarMode.STANDARD_EXPERIENCE);
        answers.requests.clear();
        assertThat(Settings.client()
                        .transport(answers)
                        .mode(SonarMode.MQR)
                        .build()
                        .system()
                        .getMode())
                .isEqualTo(SonarMode.MQR);
        assertThat(answers.requests).isEmpty();
    }

    @Test
    void anEditionWithoutPullRequestsIsToldFromAProjectThatIsNotThere() {
        assertThatThrownBy(() -> server("25.12").projects().listPullRequests("k"))
                .isInstanceOf(UnsupportedByEditionException.class);
        assertThatThrownBy(() -> cloud.measures().search(List.of("k"), List.of("bugs")))
                .isInstanceOf(UnsupportedByEditionException.class);
        assertThatThrownBy(() -> cloud.system().getStatus()).isInstanceOf(UnsupportedByEditionException.class);
    }

    @Test
    void writesAreForms() {
        answers.with("issues/do_transition", "{'issue':{'key':'i','issueStatus':'ACCEPTED'}}")
                .with("issues/add_comment", "{'issue':{'key':'i'}}")
                .with("project_analyses/create_event", "{'event':{'key':'e','category':'OTHER','name':'x'}}")
                .with("webhooks/create", "{'webhook':{'key':'w','name':'n','hasSecret':true}}")
                .with("webhooks/delete", "");

        assertThat(cloud.issues().transition("i", "accept").issueStatus()).isEqualTo("ACCEPTED");
        cloud.issues().comment("i", "a & b = c");
        assertThat(cloud.analyses().createEvent("a", "OTHER", "deployed 1.4").name())
                .isEqualTo("x");
        cloud.webhooks().create("k", "n", URI.create("https://x.example/?a=b"), Secret.of("0123456789abcdef"));
        cloud.webhooks().delete("w");

        assertThat(answers.requests)
                .containsExactly(
                        "POST /api/issues/do_transition issue=i&transition=accept",
                        "POST /api/issues/add_comment issue=i&text=a%20%26%20b%20%3D%20c",
                        "POST /api/project_analyses/create_event analysis=a&category=OTHER&name=deployed%201.4",
                        "POST /api/webhooks/create organization=acme&name=n&url=https%3A%2F%2Fx.example%2F%3Fa%3Db"
                                + "&secret=0123456789abcdef&project=k",
                        "POST /api/webhooks/delete webhook=w");
    }

    @Test
    void theOtherReadsSayWhatTheyWant() {
        answers.with("ce/task", "{'task':{'id':'t','status':'FAILED','errorMessage':'x','warnings':['y',null]}}")
                .with("ce/activity", "{'tasks':[{'id':'t','status':'SUCCESS'}]}")
                .with("project_analyses/search", "{'analyses':[]}")
                .with("rules/search", "{'total':1,'p':1,'ps':500,'rules':[{'key':'java:S1'}]}")
                .with("qualitygates/list", "{'qualitygates':[{'name':'Sonar way','isDefault':true}]}")
                .with("webhooks/deliveries", "{'deliveries':[{'id':'d','success':false,'httpStatus':500}]}")
                .with("users/current", "{'isLoggedIn':true,'login':'joe','permissions':{'global':['scan']}}");

        assertThat(cloud.tasks().get("t").warnings()).containsExactly("y");
        assertThat(cloud.tasks().list("k")).hasSize(1);
        assertThat(cloud.analyses().list(SonarSpan.of("k"), "VERSION")).isEmpty();
        assertThat(cloud.gates().list())
                .singleElement()
                .satisfies(gate -> assertThat(gate.isDefault()).isTrue());
        assertThat(cloud.webhooks().listDeliveries("w"))
                .singleElement()
                .satisfies(sent -> assertThat(sent.success()).isFalse());
        assertThat(cloud.system().getUser().globalPermissions()).containsExactly("scan");
        assertThat(cloud.system().getUser().toString()).doesNotContain("joe");
        assertThat(cloud.issues().find("i")).isEmpty();

        assertThat(answers.requests)
                .contains(
                        "GET /api/ce/task?id=t&additionalFields=warnings",
                        "GET /api/ce/activity?component=k&ps=1000",
                        "GET /api/project_analyses/search?project=k&category=VERSION&p=1&ps=500",
                        "GET /api/qualitygates/list?organization=acme",
                        "GET /api/webhooks/deliveries?webhook=w&p=1&ps=500",
                        "GET /api/issues/search?organization=acme&issues=i&p=1&ps=1");
    }

    @Test
    void whatCannotBeAskedTogetherIsRefusedBeforeItIsAsked() {
        assertThatThrownBy(() -> IssueQuery.of("k").onBranch("b").inPullRequest("1"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> IssueQuery.of("k").inNewCode().createdFrom(Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> IssueQuery.of("k").rules("a,b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HotspotQuery("k", null, null, null, "SAFE", false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        cloud.webhooks().create(null, "n", URI.create("https://x.example"), Secret.of("too short")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
