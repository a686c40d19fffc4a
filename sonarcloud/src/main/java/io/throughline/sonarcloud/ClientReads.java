package io.throughline.sonarcloud;

import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.Paged;
import io.throughline.core.http.RestCall;
import io.throughline.sonarcloud.analysis.SonarAnalysis;
import io.throughline.sonarcloud.analysis.SonarSpan;
import io.throughline.sonarcloud.internal.Paging;
import io.throughline.sonarcloud.internal.SonarCalls;
import io.throughline.sonarcloud.measure.SonarHistory;
import io.throughline.sonarcloud.measure.SonarMeasure;
import io.throughline.sonarcloud.measure.SonarMetric;
import io.throughline.sonarcloud.project.SonarProject;
import io.throughline.sonarcloud.stream.BranchState;
import io.throughline.sonarcloud.stream.CurrentMeasures;
import io.throughline.sonarcloud.stream.FacetCounts;
import io.throughline.sonarcloud.stream.FoundHotspot;
import io.throughline.sonarcloud.stream.FoundIssue;
import io.throughline.sonarcloud.stream.NewCodePeriod;
import io.throughline.sonarcloud.stream.PullRequestState;
import io.throughline.sonarcloud.stream.SonarReads;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The streams' calls, made by the client. Thread-safe. */
final class ClientReads implements SonarReads {

    private final SonarClient client;
    private final SonarCalls calls;
    private volatile @Nullable Boolean standard;

    ClientReads(SonarClient client) {
        this.client = client;
        this.calls = client.calls();
    }

    @Override
    public List<SonarProject> projects() {
        return client.projects().list().stream().toList();
    }

    @Override
    public SonarProject project(String key) {
        return client.projects().get(key);
    }

    @Override
    public List<BranchState> branches(String project) {
        return SonarCalls.present(calls.get("list branches of " + project, "project_branches/list")
                        .query("project", project)
                        .fetch(BranchList.class)
                        .body()
                        .branches())
                .stream()
                .map(branch -> new BranchState(
                        branch.name(),
                        Boolean.TRUE.equals(branch.isMain()),
                        branch.type(),
                        branch.status() == null ? null : branch.status().qualityGateStatus(),
                        branch.analysisDate(),
                        branch.branchId(),
                        branch.commit() == null ? null : branch.commit().sha()))
                .toList();
    }

    @Override
    public List<PullRequestState> pullRequests(String project) {
        PullRequestList list;
        try {
            list = calls.get("list pull requests of " + project, "project_pull_requests/list")
                    .query("project", project)
                    .fetch(PullRequestList.class)
                    .body();
        } catch (NotFoundException e) {
            // Community Build has no such service; a project that there is not was noticed before.
            if (String.valueOf(e.details().message()).startsWith("Unknown url")) {
                return List.of();
            }
            throw e;
        }
        return SonarCalls.present(list.pullRequests()).stream()
                .map(request -> new PullRequestState(
                        request.key(),
                        request.branch(),
                        request.base(),
                        request.status() == null ? null : request.status().qualityGateStatus(),
                        request.analysisDate(),
                        request.commit() == null ? null : request.commit().sha()))
                .toList();
    }

    @Override
    public Paged<SonarAnalysis> analyses(String project, @Nullable String branch, Instant from) {
        return client.analyses().list(new SonarSpan(project, branch, from, null));
    }

    @Override
    public Paged<SonarHistory> history(
            String project, @Nullable String branch, Instant from, Collection<String> metrics) {
        return client.measures().listHistory(new SonarSpan(project, branch, from, null), metrics);
    }

    @Override
    public List<SonarMetric> metrics() {
        return client.measures().listMetrics().stream().toList();
    }

    @Override
    public CurrentMeasures measures(String project, @Nullable String branch, Collection<String> metrics) {
        Measured measured = calls.get("get measures of " + project, "measures/component")
                .query("component", project)
                .queryIfPresent("branch", branch)
                .query("metricKeys", String.join(",", metrics))
                .query("additionalFields", calls.isCloud() ? "periods" : "period")
                .fetch(Measured.class)
                .body();
        List<NewCodePeriod> periods = SonarCalls.present(measured.periods());
        return new CurrentMeasures(
                measured.component() == null
                        ? List.of()
                        : SonarCalls.present(measured.component().measures()),
                measured.period() != null ? measured.period() : periods.isEmpty() ? null : periods.get(0));
    }

    @Override
    public Paged<FoundIssue> issuesByUpdate(String project, @Nullable String branch) {
        return calls.paged(
                () -> grave(project, branch).query("s", "UPDATE_DATE").query("asc", "false"),
                IssuePage.class,
                IssuePage::issues,
                IssuePage::paging);
    }

    @Override
    public Iterable<FoundIssue> issues(String project, @Nullable String branch) {
        return new SplitIssues((from, to) -> calls.paged(
                () -> grave(project, branch)
                        .query("createdAfter", from)
                        .query("createdBefore", to)
                        .query("s", "CREATION_DATE"),
                IssuePage.class,
                IssuePage::issues,
                IssuePage::paging));
    }

    @Override
    public List<FacetCounts> openIssues(String project, @Nullable String branch, Collection<String> facets) {
        IssuePage page = search(project, branch)
                .query("resolved", "false")
                .query("facets", String.join(",", facets))
                .query("p", 1)
                .query("ps", 1)
                .fetch(IssuePage.class)
                .body();
        return SonarCalls.present(page.facets()).stream()
                .map(facet -> new FacetCounts(
                        facet.property(),
                        SonarCalls.present(facet.values()).stream()
                                .map(value -> new FacetCounts.Value(value.val(), value.count()))
                                .toList()))
                .toList();
    }

    @Override
    public Iterable<FoundHotspot> hotspots(String project, @Nullable String branch) {
        return calls.paged(
                () -> calls.get("list hotspots of " + project, "hotspots/search")
                        .query(calls.isCloud() ? "projectKey" : "project", project)
                        .queryIfPresent("branch", branch),
                HotspotPage.class,
                HotspotPage::hotspots,
                HotspotPage::paging);
    }

    /** Returns a server's version and state; needs no credentials. */
    ServerStatus status() {
        return calls.get("get the server's status", "system/status")
                .fetch(ServerStatus.class)
                .body();
    }

    /** Returns the number of webhooks of a project, or of all projects together. */
    int webhooks(@Nullable String project) {
        return SonarCalls.present(calls.getInOrganization("list webhooks", "webhooks/list")
                        .queryIfPresent("project", project)
                        .fetch(WebhookList.class)
                        .body()
                        .webhooks())
                .size();
    }

    @Override
    public long timesThrottled() {
        return client.timesThrottled();
    }

    private RestCall search(String project, @Nullable String branch) {
        return calls.getInOrganization("list issues of " + project, "issues/search")
                .query(calls.isCloud() ? "componentKeys" : "components", project)
                .queryIfPresent("branch", branch);
    }

    private RestCall grave(String project, @Nullable String branch) {
        RestCall call = search(project, branch);
        return isStandard()
                ? call.query("severities", "BLOCKER,CRITICAL")
                : call.query("impactSeverities", "BLOCKER,HIGH");
    }

    /** Tells whether a server rates in the standard way; Cloud rates by impacts, and servers before 10.8 by neither name. */
    private boolean isStandard() {
        Boolean known = standard;
        if (known == null) {
            known = !calls.isCloud() && !ratingMode().filter("MQR"::equals).isPresent();
            standard = known;
        }
        return known;
    }

    /** Returns the way a server rates, {@code MQR} or {@code STANDARD_EXPERIENCE}; empty before it had a choice. */
    Optional<String> ratingMode() {
        try {
            return Optional.ofNullable(calls.get("get the rating mode", "v2/clean-code-policy/mode")
                    .fetch(Mode.class)
                    .body()
                    .mode());
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    private record BranchList(@Nullable List<BranchItem> branches) {}

    private record Head(@Nullable String sha) {}

    private record Verdict(@Nullable String qualityGateStatus) {}

    private record BranchItem(
            String name,
            @Nullable Boolean isMain,
            @Nullable String type,
            @Nullable Verdict status,
            @Nullable Instant analysisDate,
            @Nullable String branchId,
            @Nullable Head commit) {}

    private record PullRequestList(@Nullable List<PullRequestItem> pullRequests) {}

    private record PullRequestItem(
            String key,
            @Nullable String branch,
            @Nullable String base,
            @Nullable Verdict status,
            @Nullable Instant analysisDate,
            @Nullable Head commit) {}

    private record Measured(
            @Nullable MeasuredComponent component,
            @Nullable NewCodePeriod period,
            @Nullable List<NewCodePeriod> periods) {}

    private record MeasuredComponent(@Nullable List<SonarMeasure> measures) {}

    private record IssuePage(
            @Nullable Paging paging,
            @Nullable List<FoundIssue> issues,
            @Nullable List<Facet> facets) {}

    private record Facet(String property, @Nullable List<FacetValue> values) {
        Facet {
            Objects.requireNonNull(property, "property");
        }
    }

    private record FacetValue(String val, long count) {}

    private record HotspotPage(
            @Nullable Paging paging, @Nullable List<FoundHotspot> hotspots) {}

    private record Mode(@Nullable String mode) {}

    private record WebhookList(@Nullable List<Webhook> webhooks) {}

    private record Webhook(@Nullable String key) {}
}
