package io.throughline.sonarcloud;

import io.throughline.core.http.Paged;
import io.throughline.sonarcloud.analysis.SonarAnalysis;
import io.throughline.sonarcloud.analysis.SonarSpan;
import io.throughline.sonarcloud.edition.SonarEdition;
import io.throughline.sonarcloud.edition.UnsupportedByEditionException;
import io.throughline.sonarcloud.hotspot.SonarHotspot;
import io.throughline.sonarcloud.issue.IssueQuery;
import io.throughline.sonarcloud.issue.SonarFacet;
import io.throughline.sonarcloud.issue.SonarIssue;
import io.throughline.sonarcloud.measure.SonarHistory;
import io.throughline.sonarcloud.measure.SonarMeasures;
import io.throughline.sonarcloud.measure.SonarMetric;
import io.throughline.sonarcloud.project.SonarBranch;
import io.throughline.sonarcloud.project.SonarProject;
import io.throughline.sonarcloud.project.SonarPullRequest;
import io.throughline.sonarcloud.stream.SonarReads;
import io.throughline.sonarcloud.system.SonarMode;
import io.throughline.sonarcloud.system.SystemClient;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The streams' calls, made by the client. Thread-safe. */
final class ClientReads implements SonarReads {

    private final SonarClient client;
    /** One for all calls, as it keeps the mode. */
    private final SystemClient system;

    ClientReads(SonarClient client) {
        this.client = client;
        this.system = client.system();
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
    public List<SonarBranch> branches(String project) {
        return client.projects().listBranches(project);
    }

    @Override
    public List<SonarPullRequest> pullRequests(String project) {
        try {
            return client.projects().listPullRequests(project);
        } catch (UnsupportedByEditionException e) {
            // What the edition does not have, nothing is missing of.
            return List.of();
        }
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
    public SonarMeasures measures(String project, @Nullable String branch, Collection<String> metrics) {
        return client.measures().get(project, branch, metrics);
    }

    @Override
    public Paged<SonarIssue> issuesByUpdate(String project, @Nullable String branch) {
        return client.issues().listByUpdate(grave(project, branch));
    }

    @Override
    public Iterable<SonarIssue> issues(String project, @Nullable String branch) {
        return client.issues().list(grave(project, branch));
    }

    @Override
    public List<SonarFacet> openIssues(String project, @Nullable String branch, Collection<String> facets) {
        return client.issues().countBy(IssueQuery.of(project).onBranch(branch), facets);
    }

    @Override
    public Iterable<SonarHotspot> hotspots(String project, @Nullable String branch) {
        return client.hotspots().list(project, branch);
    }

    @Override
    public long lookups() {
        // The mode, and on Server the version.
        return client.edition() == SonarEdition.CLOUD ? 1 : 2;
    }

    @Override
    public long timesThrottled() {
        return client.timesThrottled();
    }

    /** Returns how the instance rates code; asked once. */
    SonarMode mode() {
        return system.getMode();
    }

    private IssueQuery grave(String project, @Nullable String branch) {
        IssueQuery query = IssueQuery.of(project).onBranch(branch).openAndClosed();
        return switch (mode()) {
            case STANDARD_EXPERIENCE -> query.severities("BLOCKER", "CRITICAL");
            case MQR -> query.impactSeverities("BLOCKER", "HIGH");
        };
    }
}
