package io.throughline.sonarcloud.stream;

import io.throughline.core.http.Paged;
import io.throughline.sonarcloud.analysis.SonarAnalysis;
import io.throughline.sonarcloud.hotspot.SonarHotspot;
import io.throughline.sonarcloud.issue.SonarFacet;
import io.throughline.sonarcloud.issue.SonarIssue;
import io.throughline.sonarcloud.measure.SonarHistory;
import io.throughline.sonarcloud.measure.SonarMeasures;
import io.throughline.sonarcloud.measure.SonarMetric;
import io.throughline.sonarcloud.project.SonarBranch;
import io.throughline.sonarcloud.project.SonarProject;
import io.throughline.sonarcloud.project.SonarPullRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls that the streams make; a branch of null is the main one. What fails throws a {@link
 * io.throughline.core.http.SourceException}.
 */
public interface SonarReads {

    /** Returns all projects that the caller may browse. */
    List<SonarProject> projects();

    /** Returns a project; one that is not there throws. */
    SonarProject project(String key);

    /** Returns the branches of a project. */
    List<SonarBranch> branches(String project);

    /** Returns the pull requests of a project; none where the edition knows none. */
    List<SonarPullRequest> pullRequests(String project);

    /** Returns the analyses from an instant on, newest first. */
    Paged<SonarAnalysis> analyses(String project, @Nullable String branch, Instant from);

    /** Returns metrics at the analyses from an instant on, oldest first. */
    Paged<SonarHistory> history(String project, @Nullable String branch, Instant from, Collection<String> metrics);

    /** Returns the metrics that the server knows. */
    List<SonarMetric> metrics();

    /** Returns what is measured now, and since when code is new. */
    SonarMeasures measures(String project, @Nullable String branch, Collection<String> metrics);

    /** Returns the gravest issues ({@link SonarStreams}) of all states, the latest updated first; at most 10,000 of them. */
    Paged<SonarIssue> issuesByUpdate(String project, @Nullable String branch);

    /** Returns all of the gravest issues of all states, however many there are, lazily. */
    Iterable<SonarIssue> issues(String project, @Nullable String branch);

    /** Returns how many issues are open, by the values of each facet; what a facet does not name has none or is not told. */
    List<SonarFacet> openIssues(String project, @Nullable String branch, Collection<String> facets);

    /** Returns all hotspots of all states, lazily. */
    Iterable<SonarHotspot> hotspots(String project, @Nullable String branch);

    /** Returns the calls that finding out about the server takes before issues can be asked for; they are made once. */
    long lookups();

    /** Returns how often the server slowed the caller down. */
    long timesThrottled();
}
