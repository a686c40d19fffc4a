package io.throughline.sonarcloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.config.Secret;
import io.throughline.core.webhook.WebhookKey;
import io.throughline.sonarcloud.analysis.SonarAnalysis;
import io.throughline.sonarcloud.analysis.SonarSpan;
import io.throughline.sonarcloud.gate.SonarGateStatus;
import io.throughline.sonarcloud.hotspot.HotspotQuery;
import io.throughline.sonarcloud.hotspot.SonarHotspot;
import io.throughline.sonarcloud.issue.IssueQuery;
import io.throughline.sonarcloud.issue.SonarFacet;
import io.throughline.sonarcloud.issue.SonarIssue;
import io.throughline.sonarcloud.measure.SonarHistory;
import io.throughline.sonarcloud.measure.SonarMeasures;
import io.throughline.sonarcloud.measure.SonarMetric;
import io.throughline.sonarcloud.measure.SonarRating;
import io.throughline.sonarcloud.measure.SonarValue;
import io.throughline.sonarcloud.project.SonarBranch;
import io.throughline.sonarcloud.project.SonarProject;
import io.throughline.sonarcloud.task.SonarTask;
import io.throughline.sonarcloud.webhook.SonarDelivery;
import io.throughline.sonarcloud.webhook.SonarWebhook;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The recipes of the module's page, as they stand there. */
class SonarRecipesTest {

    private final Answers answers = new Answers()
            .with(
                    "metrics/search",
                    "{'total':3,'p':1,'ps':500,'metrics':[{'key':'coverage','type':'PERCENT'},"
                            + "{'key':'reliability_rating','type':'RATING'},{'key':'sqale_index','type':'WORK_DUR'}]}");
    private final SonarClient sonar = Settings.client().transport(answers).build();
    private final List<String> printed = new ArrayList<>();

    private void print(@Nullable Object... words) {
        printed.add(String.join(" ", Arrays.stream(words).map(String::valueOf).toList()));
    }

    @Test
    void isTheTokenGoodAndWhatDoesItSee() {
        answers.with("authentication/validate", "{'valid':true}")
                .with(
                        "projects/search",
                        "{'paging':{'pageIndex':1,'pageSize':500,'total':1},'components':[{'key':'acme_checkout',"
                                + "'lastAnalysisDate':'2026-11-20T09:30:00+0000'}]}");

        if (sonar.system().validateToken().valid()) { // never fails by status
            for (SonarProject project : sonar.projects().list()) {
                print(project.key(), project.lastAnalysisAt());
            }
        }

        assertThat(printed).containsExactly("acme_checkout 2026-11-20T09:30:00Z");
    }

    @Test
    void didTheGateFailAndWhy() {
        answers.with("qualitygates/project_status", Fixtures.read("gate/failed.json"));

        SonarGateStatus gate = sonar.gates().getStatusOfBranch("acme_checkout", "release/1.4");
        for (SonarGateStatus.Condition condition : gate.conditions()) {
            if ("ERROR".equals(condition.status())) {
                print(
                        condition.metricKey(),
                        condition.actualValue(),
                        condition.comparator(),
                        condition.errorThreshold());
            }
        }

        assertThat(printed).contains("new_coverage 24.3 LT 80");
    }

    @Test
    void whatIsMeasuredByType() {
        answers.with(
                "measures/component",
                "{'component':{'key':'acme_checkout','measures':[{'metric':'reliability_rating','value':'4.0'},"
                        + "{'metric':'coverage','value':'24.3'},{'metric':'sqale_index','value':'90'}]}}");

        List<String> wanted = sonar.measures().known(List.of("coverage", "reliability_rating", "nope"));
        SonarMeasures measures = sonar.measures().get("acme_checkout", null, wanted);
        for (SonarMetric metric : sonar.measures().listMetrics()) {
            measures.value(metric).ifPresent(value -> print(metric.key(), value));
        }

        assertThat(printed)
                .contains(
                        "reliability_rating " + new SonarValue.Rating(SonarRating.D),
                        "sqale_index " + new SonarValue.Time(Duration.ofMinutes(90)));
        assertThat(answers.requests).anyMatch(request -> request.contains("metricKeys=coverage%2Creliability_rating&"));
    }

    @Test
    void howCoverageWent() {
        answers.with("measures/search_history", Fixtures.read("history/measures.json"));

        Map<Instant, String> coverage = new TreeMap<>();
        SonarSpan lastMonth = SonarSpan.of("acme_checkout").since(Instant.parse("2026-10-22T00:00:00Z"));
        for (SonarHistory part : sonar.measures().listHistory(lastMonth, List.of("coverage"))) {
            for (SonarHistory.Point point : part.history()) {
                if (point.value() != null && part.metric().equals("coverage")) {
                    coverage.put(point.date(), point.value());
                }
            }
        }

        assertThat(coverage).isNotEmpty();
    }

    @Test
    void whichAnalysisSawACommit() {
        answers.with("project_analyses/search", Fixtures.read("analyses/two.json"))
                .with("qualitygates/project_status", Fixtures.read("gate/failed.json"));

        for (SonarAnalysis analysis : sonar.analyses().list(SonarSpan.of("acme_checkout"))) {
            if (analysis.revision() != null && analysis.revision().startsWith("e804561e")) {
                print(analysis.date(), sonar.gates().getStatusAt(analysis.key()).status());
            }
        }

        assertThat(printed).containsExactly("2026-11-20T09:30:00Z ERROR");
    }

    @Test
    void allGraveIssuesHoweverMany() {
        answers.with(
                "issues/search",
                "{'paging':{'pageIndex':1,'pageSize':500,'total':1},'issues':[{'key':'i','rule':'java:S2259',"
                        + "'component':'acme_checkout:A.java','line':12,'effort':'2h30min'}]}");

        IssueQuery grave = IssueQuery.of("acme_checkout").impactSeverities("BLOCKER", "HIGH");
        for (SonarIssue issue : sonar.issues().list(grave)) {
            print(
                    issue.rule(),
                    issue.component(),
                    issue.line(),
                    issue.remediation().orElseThrow());
        }

        assertThat(printed).containsExactly("java:S2259 acme_checkout:A.java 12 PT2H30M");
        assertThat(answers.requests.get(0)).contains("resolved=false", "impactSeverities=BLOCKER%2CHIGH");
    }

    @Test
    void howManyIssuesByRule() {
        answers.with(
                "issues/search",
                "{'paging':{'total':9},'issues':[],'facets':[{'property':'rules','values':[{'val':'java:S1','count':9}]}]}");

        for (SonarFacet facet :
                sonar.issues().countBy(IssueQuery.of("acme_checkout").inNewCode(), List.of("rules"))) {
            facet.values().forEach(value -> print(value.value(), value.count()));
        }

        assertThat(printed).containsExactly("java:S1 9");
    }

    @Test
    void hotspotsThatNobodyLookedAt() {
        answers.with(
                "hotspots/search",
                "{'paging':{'pageIndex':1,'pageSize':500,'total':1},'hotspots':[{'key':'h',"
                        + "'securityCategory':'sql-injection','vulnerabilityProbability':'HIGH','status':'TO_REVIEW'}]}");

        for (SonarHotspot hotspot :
                sonar.hotspots().list(HotspotQuery.of("acme_checkout").toReview())) {
            print(hotspot.vulnerabilityProbability(), hotspot.securityCategory());
        }

        assertThat(printed).containsExactly("HIGH sql-injection");
    }

    @Test
    void isTheScanDoneAndHowAreTheBranches() {
        answers.with("ce/task", "{'task':{'id':'t','status':'SUCCESS','analysisId':'a'}}")
                .with(
                        "project_branches/list",
                        "{'branches':[{'name':'main','isMain':true,'status':{'qualityGateStatus':'ERROR'}},"
                                + "{'name':'new','isMain':false,'status':{}}]}");

        SonarTask task = sonar.tasks().get("t"); // the id that the scanner prints
        if (task.isDone()) {
            for (SonarBranch branch : sonar.projects().listBranches("acme_checkout")) {
                print(branch.name(), branch.qualityGateStatus());
            }
        }

        assertThat(printed).containsExactly("main ERROR", "new null");
    }

    @Test
    void receiveAWebhook() {
        WebhookKey key = WebhookKey.of(Secret.of("0123456789abcdef"));
        byte[] body =
                "{\"status\":\"SUCCESS\",\"project\":{\"key\":\"acme_checkout\"},\"qualityGate\":{\"status\":\"ERROR\"},\"properties\":{\"sonar.analysis.deployId\":\"d-77\"}}"
                        .getBytes(StandardCharsets.UTF_8);
        String signature = key.sign(body);

        SonarWebhook webhook = SonarWebhook.signedWith(key);
        SonarDelivery delivery = webhook.read(body, signature); // the header SonarWebhook.SIGNATURE_HEADER
        if (delivery.isSuccess() && delivery.qualityGate() != null) {
            print(
                    delivery.projectKey().orElseThrow(),
                    delivery.qualityGate().status(),
                    delivery.properties().get("sonar.analysis.deployId"));
        }

        assertThat(printed).containsExactly("acme_checkout ERROR d-77");
    }
}
