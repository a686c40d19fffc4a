package io.throughline.sonarcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.throughline.core.config.Secret;
import io.throughline.core.http.NotFoundException;
import io.throughline.core.source.CheckResult;
import io.throughline.core.source.CheckResult.Outcome;
import io.throughline.core.source.SourcePlan;
import io.throughline.core.store.TelemetryStore;
import io.throughline.core.store.WindowContent;
import io.throughline.core.store.WindowQuery;
import io.throughline.core.sync.SyncEngine;
import io.throughline.core.sync.SyncListener;
import io.throughline.core.sync.SyncReport;
import io.throughline.core.sync.SyncRequest;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.testkit.InMemoryTelemetryStore;
import io.throughline.core.webhook.WebhookKey;
import io.throughline.sonarcloud.analysis.SonarAnalysis;
import io.throughline.sonarcloud.analysis.SonarSpan;
import io.throughline.sonarcloud.edition.UnsupportedByEditionException;
import io.throughline.sonarcloud.hotspot.SonarHotspot;
import io.throughline.sonarcloud.issue.IssueQuery;
import io.throughline.sonarcloud.issue.SonarIssue;
import io.throughline.sonarcloud.measure.SonarHistory;
import io.throughline.sonarcloud.measure.SonarMeasures;
import io.throughline.sonarcloud.project.SonarBranch;
import io.throughline.sonarcloud.project.SonarProject;
import io.throughline.sonarcloud.webhook.SonarDelivery;
import io.throughline.sonarcloud.webhook.SonarWebhook;
import io.throughline.sonarcloud.webhook.SonarWebhookTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The client and the streams against a server that nobody here wrote. {@code src/real/sonarqube.sh} starts one with what
 * is looked for here: {@code demo:orders} with three analyses, {@code demo:wall} with more issues than one search returns,
 * and {@code demo:never}, which was never analysed.
 */
@Tag("live")
@EnabledIfSystemProperty(
        named = "throughline.sonarqube",
        matches = "http.+",
        disabledReason = "-Dthroughline.sonarqube names no server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RealSonarQubeIT {

    private static final String ORDERS = "demo:orders";
    private static final String WALL = "demo:wall";
    private static final String NEVER = "demo:never";
    private static final Secret WEBHOOK_SECRET = Secret.of("a secret of the webhook");

    private final URI url = URI.create(System.getProperty("throughline.sonarqube", "http://localhost:9000"));
    private final String token = String.valueOf(System.getenv("SONARQUBE_TOKEN"));
    private final RealServer server = new RealServer(url, token);
    private final RecordingTransport transport = new RecordingTransport();
    private final SonarClient sonar = SonarClient.builder(url)
            .token(Secret.of(token))
            .transport(transport)
            .build();

    @Test
    void tellsVersionModeAndToken() {
        assertThat(sonar.system().getStatus().isUp()).isTrue();
        assertThat(sonar.system().validateToken().valid()).isTrue();
        assertThat(sonar.system().getHealth()).isEqualTo("GREEN");
        assertThat(sonar.system().getMode()).isNotNull();
    }

    @Test
    void refusesAWrongTokenAsSuch() {
        SonarClient stranger = SonarClient.builder(url)
                .token(Secret.of("squ_wrong"))
                .transport(transport)
                .build();

        assertThat(stranger.system().validateToken().valid()).isFalse();
        assertThatThrownBy(() -> stranger.projects().get(ORDERS))
                .isInstanceOf(io.throughline.core.http.AuthenticationException.class)
                .hasMessageNotContaining("squ_wrong");
    }

    @Test
    void listsProjectsBranchesAndFiles() {
        assertThat(sonar.projects().list()).extracting(SonarProject::key).contains(ORDERS, WALL, NEVER);
        assertThat(sonar.projects().get(ORDERS).lastAnalysisAt()).isEqualTo("2026-03-10T10:00:00Z");
        assertThat(sonar.projects().find("demo:none")).isEmpty();
        assertThat(sonar.projects().listBranches(ORDERS))
                .singleElement()
                .satisfies(main -> assertThat(main).returns(true, SonarBranch::isMain));
        assertThat(sonar.projects().listTree(WALL, null, Set.of("FIL"))).hasSize(111);
        try {
            assertThat(sonar.projects().listPullRequests(ORDERS)).isEmpty();
        } catch (UnsupportedByEditionException e) {
            assertThat(e).hasMessageContaining("editions");
        }
    }

    @Test
    void readsAnalysesWithVersionRevisionAndGate() {
        List<SonarAnalysis> analyses =
                sonar.analyses().list(SonarSpan.of(ORDERS)).stream().toList();

        assertThat(analyses).extracting(SonarAnalysis::projectVersion).containsExactly("2.0.0", "1.1.0", "1.0.0");
        assertThat(analyses).allSatisfy(analysis -> {
            assertThat(analysis.revision()).hasSize(40);
            assertThat(analysis.buildString()).startsWith("build-");
            assertThat(sonar.gates().getStatusAt(analysis.key()).status()).isIn("OK", "ERROR");
        });
        SonarSpan february = SonarSpan.of(ORDERS)
                .since(Instant.parse("2026-02-10T10:00:00Z"))
                .until(Instant.parse("2026-02-10T10:00:00Z"));
        assertThat(sonar.analyses().list(february))
                .as("both bounds are inclusive")
                .hasSize(1);
        assertThat(sonar.gates().list()).isNotEmpty();
        assertThat(sonar.gates().getStatus(NEVER).status()).isEqualTo("NONE");
    }

    @Test
    void readsMeasuresAndTheirHistory() {
        List<String> known = sonar.measures().known(io.throughline.sonarcloud.stream.SonarStreams.metrics());
        SonarMeasures measures = sonar.measures().get(ORDERS, null, known);
        List<SonarHistory> history = sonar.measures().listHistory(SonarSpan.of(ORDERS), known).stream()
                .toList();

        assertThat(known).hasSizeGreaterThan(50);
        assertThat(measures.value("ncloc")).contains("36");
        assertThat(measures.value("new_violations")).as("in the period").isPresent();
        assertThat(measures.newCode()).isNotNull();
        assertThat(history)
                .filteredOn(metric -> metric.metric().equals("alert_status"))
                .singleElement()
                .satisfies(gates -> assertThat(gates.history()).hasSize(3));
        assertThat(sonar.measures().get(NEVER, null, List.of("ncloc")).measures())
                .isEmpty();
        assertThat(sonar.measures().listByFile(ORDERS, null, List.of("ncloc"))).isNotEmpty();
        assertThatThrownBy(() -> sonar.measures().get(ORDERS, List.of("nope")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("nope");
    }

    @Test
    void readsAllIssuesBeyondTheWall() {
        long told = sonar.issues().count(IssueQuery.of(WALL));
        Set<String> keys = new HashSet<>();
        sonar.issues().list(IssueQuery.of(WALL)).forEach(issue -> keys.add(issue.key()));

        assertThat(told).isGreaterThan(11_000);
        assertThat(keys).hasSize((int) told);
    }

    @Test
    void findsIssuesByRuleSeverityAndUpdate() {
        IssueQuery all = IssueQuery.of(ORDERS).openAndClosed();

        assertThat(sonar.issues().list(all)).extracting(SonarIssue::rule).contains("java:S2259", "java:S2119");
        assertThat(sonar.issues().list(all.impactSeverities("HIGH")))
                .extracting(SonarIssue::rule)
                .containsOnly("java:S2119");
        assertThat(sonar.issues().listByUpdate(all))
                .extracting(SonarIssue::updateDate)
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(sonar.issues().countBy(IssueQuery.of(ORDERS), List.of("impactSeverities", "rules")))
                .hasSize(2);
        assertThat(sonar.issues()
                        .list(IssueQuery.of(ORDERS)
                                .createdFrom(Instant.parse("2026-03-01T00:00:00Z"))
                                .createdBefore(Instant.parse("2026-04-01T00:00:00Z"))))
                .hasSize(2);
        assertThat(sonar.issues().list(IssueQuery.of(ORDERS).inNewCode())).hasSize(2);
        assertThatThrownBy(() -> sonar.issues().count(IssueQuery.of("demo:none")))
                .as("though the server says there is none")
                .isInstanceOf(NotFoundException.class);
    }

    /** So that each name is compared to the server's catalogue. */
    @Test
    void sendsEveryFilterThatThereIs() {
        IssueQuery narrow = IssueQuery.of(ORDERS)
                .onBranch("main")
                .severities("MAJOR")
                .types("BUG")
                .impactSeverities("MEDIUM")
                .softwareQualities("RELIABILITY")
                .issueStatuses("OPEN")
                .rules("java:S2259")
                .languages("java")
                .createdFrom(Instant.parse("2026-03-10T10:00:00Z"))
                .createdBefore(Instant.parse("2026-03-10T10:00:01Z"));
        SonarSpan main = SonarSpan.of(ORDERS).onBranch("main");

        assertThat(sonar.issues().list(narrow))
                .singleElement()
                .satisfies(issue -> assertThat(
                                sonar.issues().count(narrow.tags(issue.tags().get(0))))
                        .isEqualTo(1));
        assertThat(sonar.issues().count(narrow.closed())).isZero();
        assertThat(sonar.analyses().list(main)).hasSize(3);
        assertThat(sonar.measures().listHistory(main, List.of("ncloc"))).isNotEmpty();
        assertThat(sonar.measures().get(ORDERS, "main", List.of("ncloc")).value("ncloc"))
                .isPresent();
        assertThat(sonar.gates().getStatusOfBranch(ORDERS, "main").status()).isIn("OK", "ERROR");
        assertThat(sonar.hotspots().list(ORDERS, "main")).hasSize(1);
        assertThatThrownBy(() -> sonar.issues().count(IssueQuery.of(ORDERS).onBranch("none")))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void readsHotspotsRulesAndTasks() {
        assertThat(sonar.hotspots().list(ORDERS, null)).singleElement().satisfies(hotspot -> {
            assertThat(hotspot).returns("MEDIUM", SonarHotspot::vulnerabilityProbability);
            assertThat(sonar.hotspots().get(hotspot.key())).isNotNull();
        });
        assertThat(sonar.rules().get("java:S2259").key()).isEqualTo("java:S2259");
        assertThat(sonar.rules().list("java")).hasSizeGreaterThan(500);
        assertThat(sonar.tasks().getOfProject(ORDERS).current()).isNotNull();
    }

    /** A decision that turns the gate sends a delivery. */
    @Test
    void receivesASignedDelivery() throws IOException, InterruptedException {
        BlockingQueue<SonarDelivery> deliveries = new LinkedBlockingQueue<>();
        SonarWebhook webhook = SonarWebhook.signedWith(WebhookKey.of(WEBHOOK_SECRET));
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            deliveries.add(webhook.read(body, exchange.getRequestHeaders().getFirst(SonarWebhook.SIGNATURE_HEADER)));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        receiver.start();
        SonarWebhookTarget target = sonar.webhooks()
                .create(
                        ORDERS,
                        "throughline",
                        URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/"),
                        WEBHOOK_SECRET);
        List<String> fresh = sonar.issues().list(IssueQuery.of(ORDERS).inNewCode()).stream()
                .map(SonarIssue::key)
                .toList();
        String hotspot = sonar.hotspots().list(ORDERS, null).iterator().next().key();
        try {
            assertThat(sonar.webhooks().list(ORDERS))
                    .extracting(SonarWebhookTarget::key)
                    .contains(target.key());
            for (String issue : fresh) {
                server.post("issues/do_transition", "issue=" + issue + "&transition=accept");
            }
            server.post("hotspots/change_status", "hotspot=" + hotspot + "&status=REVIEWED&resolution=SAFE");

            SonarDelivery delivery = deliveries.poll(30, TimeUnit.SECONDS);

            assertThat(delivery).isNotNull();
            assertThat(delivery.projectKey()).contains(ORDERS);
            assertThat(delivery.qualityGate()).isNotNull();
            assertThat(delivery.qualityGate().status()).isEqualTo("OK");
            assertThat(sonar.gates().getStatus(ORDERS).status()).isEqualTo("OK");
            assertThat(sonar.issues().listChanges(fresh.get(0))).isNotEmpty();
        } finally {
            for (String issue : fresh) {
                server.post("issues/do_transition", "issue=" + issue + "&transition=reopen");
            }
            server.post("hotspots/change_status", "hotspot=" + hotspot + "&status=TO_REVIEW");
            sonar.webhooks().delete(target.key());
            receiver.stop(0);
        }
    }

    @Test
    void checksEveryCapability() {
        CallLog calls = new CallLog(Clock.systemUTC());
        try (SonarSource source = SonarSource.open(settings(), client(calls), calls, Clock.systemUTC())) {
            List<CheckResult> results = source.check();

            assertThat(results)
                    .allSatisfy(result ->
                            assertThat(result.works()).as("%s", result).isTrue());
            assertThat(results)
                    .filteredOn(result -> result.outcome() == Outcome.WORKS_BUT_EMPTY)
                    .extracting(CheckResult::capability)
                    .contains("project " + NEVER);
            results.forEach(result -> System.out.println(
                    result.outcome() + " " + result.capability() + ": " + result.detail() + " " + result.latency()));
        }
    }

    @Test
    void syncsWhatIsThereWithAsManyCallsAsPlanned() {
        TelemetryStore store = new InMemoryTelemetryStore();
        SourcePlan plan;
        CallLog planning = new CallLog(Clock.systemUTC());
        try (SonarSource source = SonarSource.open(settings(), client(planning), planning, Clock.systemUTC())) {
            plan = source.plan(horizon(), Duration.ofHours(1));
        }
        CallLog calls = new CallLog(Clock.systemUTC());

        SyncReport report = sync(store, calls);
        String content = store.contentDigest();
        SyncReport again = sync(store, new CallLog(Clock.systemUTC()));

        assertThat(report.isComplete()).as("%s", report.streams()).isTrue();
        assertThat(again.written().written()).isZero();
        assertThat(store.contentDigest()).isEqualTo(content);
        assertThat(calls.count()).isEqualTo(plan.firstCalls());
        WindowContent read = store.read(WindowQuery.all(horizon()));
        Map<String, SortedSet<String>> revisions = new TreeMap<>();
        read.events().stream()
                .filter(event -> event.provenance().stream().equals("sonarcloud/analyses"))
                .map(Change.class::cast)
                .forEach(change -> revisions
                        .computeIfAbsent(change.entity().key(), key -> new TreeSet<>())
                        .add(change.version() + " " + change.revision() + " " + change.outcome()));
        assertThat(revisions.get(settings().owner() + "/" + ORDERS))
                .hasSize(3)
                .allSatisfy(text -> assertThat(text).matches("\\d\\.\\d\\.0 0{39}\\d (OK|ERROR)"));
        assertThat(read.events())
                .filteredOn(event -> event.provenance().stream().equals("sonarcloud/issues"))
                .hasSizeGreaterThan(100);
        assertThat(read.series()).hasSizeGreaterThan(100);
        System.out.println(report.streams());
        System.out.println(plan.streams());
    }

    /** A misspelt parameter is silently ignored, and a filter that is ignored finds too much. */
    @Test
    @Order(Integer.MAX_VALUE)
    void sendsOnlyParametersThatTheServerKnows() throws IOException, InterruptedException {
        Map<String, Set<String>> catalogue = server.catalogue();
        Set<String> newer = server.newerPaths();
        Map<String, SortedSet<String>> unknown = new TreeMap<>();

        transport.sent().forEach((call, names) -> {
            String path = call.substring(call.indexOf(' ') + 1);
            if (path.startsWith("/api/v2/")) {
                if (!newer.contains(path.substring("/api/v2".length()))) {
                    unknown.put(call, new TreeSet<>(Set.of("the path itself")));
                }
            } else {
                SortedSet<String> rest = new TreeSet<>(names);
                rest.removeAll(catalogue.getOrDefault(call, Set.of()));
                // Community Build answers for pull requests as for any path that it does not have.
                if (!rest.isEmpty() && !path.startsWith("/api/project_pull_requests/")) {
                    unknown.put(call, rest);
                }
            }
        });

        System.out.println(
                transport.requests() + " requests to " + transport.sent().size() + " services: " + transport.sent());
        assertThat(transport.sent()).hasSizeGreaterThan(15);
        assertThat(unknown).isEmpty();
    }

    private SyncReport sync(TelemetryStore store, CallLog calls) {
        try (SonarSource source = SonarSource.open(settings(), client(calls), calls, Clock.systemUTC())) {
            return SyncEngine.builder(store)
                    .source(source)
                    .clock(Clock.systemUTC())
                    .build()
                    .run(SyncRequest.of(horizon()), SyncListener.none());
        }
    }

    private SonarClient client(CallLog calls) {
        return SonarClient.builder(url)
                .token(Secret.of(token))
                .transport(transport)
                .observer(calls)
                .build();
    }

    private SonarSettings settings() {
        return new SonarSettings(
                url,
                url,
                null,
                Secret.of(token),
                new TreeSet<>(Set.of(ORDERS, WALL, NEVER)),
                new TreeSet<>(),
                List.of());
    }

    private static TimeWindow horizon() {
        return new TimeWindow(
                Instant.parse("2026-01-01T00:00:00Z"), Instant.now().plusSeconds(3600));
    }
}
