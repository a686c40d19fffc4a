package io.throughline.sonarcloud.issue;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which issues are asked for: those of a project's main branch that are open, unless said otherwise. Immutable.
 *
 * <pre>{@code
 * IssueQuery.of("acme_checkout").impactSeverities("BLOCKER", "HIGH").createdFrom(since)
 * }</pre>
 */
public final class IssueQuery {

    /** Which issues by whether they are resolved. */
    private enum Resolved {
        OPEN,
        CLOSED,
        ANY
    }

    private final String project;
    private final @Nullable String branch;
    private final @Nullable String pullRequest;
    private final Resolved resolved;
    private final boolean newCode;
    private final @Nullable Instant createdFrom;
    private final @Nullable Instant createdBefore;
    /** Lists by the name of the parameter; sorted, so that the same query is the same request. */
    private final Map<String, List<String>> lists;

    private IssueQuery(
            String project,
            @Nullable String branch,
            @Nullable String pullRequest,
            Resolved resolved,
            boolean newCode,
            @Nullable Instant createdFrom,
            @Nullable Instant createdBefore,
            Map<String, List<String>> lists) {
        this.project = project;
        this.branch = branch;
        this.pullRequest = pullRequest;
        this.resolved = resolved;
        this.newCode = newCode;
        this.createdFrom = createdFrom;
        this.createdBefore = createdBefore;
        this.lists = lists;
        if (branch != null && pullRequest != null) {
            throw new IllegalArgumentException("issues are asked for on a branch or in a pull request, not both");
        }
        if (newCode && (createdFrom != null || createdBefore != null)) {
            throw new IllegalArgumentException("issues are asked for in new code or by dates, not both");
        }
    }

    static Instant second(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Returns a query for the open issues of a project's main branch, or of one of its directories or files. */
    public static IssueQuery of(String project) {
        Objects.requireNonNull(project, "project");
        return new IssueQuery(project, null, null, Resolved.OPEN, false, null, null, Map.of());
    }

    /** Returns the same query on a branch; null is the main one. */
    public IssueQuery onBranch(@Nullable String name) {
        return new IssueQuery(project, name, pullRequest, resolved, newCode, createdFrom, createdBefore, lists);
    }

    /** Returns the same query in a pull request. */
    public IssueQuery inPullRequest(String key) {
        return new IssueQuery(project, branch, key, resolved, newCode, createdFrom, createdBefore, lists);
    }

    /** Returns the same query for issues that are resolved or closed. The server deletes those some time after. */
    public IssueQuery closed() {
        return new IssueQuery(
                project, branch, pullRequest, Resolved.CLOSED, newCode, createdFrom, createdBefore, lists);
    }

    /** Returns the same query for issues whether they are open or not. */
    public IssueQuery openAndClosed() {
        return new IssueQuery(project, branch, pullRequest, Resolved.ANY, newCode, createdFrom, createdBefore, lists);
    }

    /** Returns the same query for issues in new code. */
    public IssueQuery inNewCode() {
        return new IssueQuery(project, branch, pullRequest, resolved, true, createdFrom, createdBefore, lists);
    }

    /** Returns the same query for issues created at an instant or later, whole seconds; see {@link SonarIssue#creationDate()}. */
    public IssueQuery createdFrom(Instant inclusive) {
        return new IssueQuery(project, branch, pullRequest, resolved, newCode, second(inclusive), createdBefore, lists);
    }

    /** Returns the same query for issues created before an instant, whole seconds. */
    public IssueQuery createdBefore(Instant exclusive) {
        return new IssueQuery(project, branch, pullRequest, resolved, newCode, createdFrom, second(exclusive), lists);
    }

    /** Returns the same query for some severities of the standard experience: {@code BLOCKER}, {@code CRITICAL}… */
    public IssueQuery severities(String... values) {
        return with("severities", List.of(values));
    }

    /** Returns the same query for some types: {@code BUG}, {@code VULNERABILITY}, {@code CODE_SMELL}. */
    public IssueQuery types(String... values) {
        return with("types", List.of(values));
    }

    /** Returns the same query for some severities of impacts: {@code BLOCKER}, {@code HIGH}, {@code MEDIUM}… */
    public IssueQuery impactSeverities(String... values) {
        return with("impactSeverities", List.of(values));
    }

    /** Returns the same query for some qualities: {@code SECURITY}, {@code RELIABILITY}, {@code MAINTAINABILITY}. */
    public IssueQuery softwareQualities(String... values) {
        return with("impactSoftwareQualities", List.of(values));
    }

    /** Returns the same query for some states: {@code OPEN}, {@code CONFIRMED}, {@code ACCEPTED}… */
    public IssueQuery issueStatuses(String... values) {
        return with("issueStatuses", List.of(values));
    }

    /** Returns the same query for some rules, by key. */
    public IssueQuery rules(String... keys) {
        return with("rules", List.of(keys));
    }

    /** Returns the same query for some tags. */
    public IssueQuery tags(String... values) {
        return with("tags", List.of(values));
    }

    /** Returns the same query for some languages, by key. */
    public IssueQuery languages(String... keys) {
        return with("languages", List.of(keys));
    }

    IssueQuery with(String parameter, Collection<String> values) {
        for (String value : values) {
            if (value.isBlank() || value.indexOf(',') >= 0) {
                throw new IllegalArgumentException(
                        parameter + " must be words without a comma, which joins them; was '" + value + "'");
            }
        }
        Map<String, List<String>> more = new TreeMap<>(lists);
        more.put(parameter, List.copyOf(values));
        return new IssueQuery(
                project, branch, pullRequest, resolved, newCode, createdFrom, createdBefore, Map.copyOf(more));
    }

    /** Returns the key of the project. */
    public String project() {
        return project;
    }

    @Nullable
    String branch() {
        return branch;
    }

    @Nullable
    String pullRequest() {
        return pullRequest;
    }

    /** Returns what {@code resolved} says; null if nothing. */
    @Nullable
    String resolved() {
        return switch (resolved) {
            case OPEN -> "false";
            case CLOSED -> "true";
            case ANY -> null;
        };
    }

    boolean newCode() {
        return newCode;
    }

    @Nullable
    Instant createdFrom() {
        return createdFrom;
    }

    @Nullable
    Instant createdBefore() {
        return createdBefore;
    }

    Map<String, List<String>> lists() {
        return new TreeMap<>(lists);
    }

    @Override
    public String toString() {
        return "issues of " + project
                + (branch == null ? "" : " on branch " + branch)
                + (pullRequest == null ? "" : " in pull request " + pullRequest)
                + (createdFrom == null ? "" : " created from " + createdFrom)
                + (createdBefore == null ? "" : " before " + createdBefore)
                + (lists.isEmpty() ? "" : " with " + lists());
    }
}
