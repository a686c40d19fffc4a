package io.throughline.sentry.stream;

import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.event.ErrorIssue;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.event.EventHeader;
import io.throughline.core.telemetry.event.Severity;
import io.throughline.sentry.internal.Links;
import io.throughline.sentry.issue.SentryIssue;
import io.throughline.sentry.project.SentryProject;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Translates an issue. Numbers and times are those since the beginning, not those of the window that was asked for. */
final class IssueMapping {

    private final StreamScope scope;
    private final ProjectDirectory directory;

    IssueMapping(StreamScope scope, ProjectDirectory directory) {
        this.scope = scope;
        this.directory = directory;
    }

    /**
     * Translates an issue.
     *
     * @param details the same issue with its releases, or null if it could not be read
     * @throws IllegalArgumentException if it lacks what an issue must have
     */
    Event map(SentryIssue issue, @Nullable SentryIssue details) {
        SentryIssue.Lifetime lifetime = lifetime(issue, details);
        Instant first = lifetime.firstSeen();
        Instant last = lifetime.lastSeen();
        Long count = lifetime.count();
        SentryProject project = issue.project();
        if (first == null || count == null || project == null) {
            throw new IllegalArgumentException("issue " + issue.shortId() + " has no "
                    + (project == null ? "project" : first == null ? "firstSeen" : "count"));
        }
        Instant end = last == null || last.isBefore(first) ? first : last;
        EventHeader header = new EventHeader(
                directory.idOf(project),
                scope.onlyEnvironment(),
                first,
                end,
                issue.title().isBlank() ? issue.shortId() : issue.title(),
                attributes(issue),
                new Provenance(IssuesStream.NAME, issue.id(), Links.parse(issue.permalink())));
        return new ErrorIssue(
                header,
                issue.shortId(),
                issue.metadata().type(),
                issue.metadata().value(),
                issue.culprit() == null || issue.culprit().isBlank() ? null : issue.culprit(),
                severity(issue.level()),
                issue.status(),
                count,
                lifetime.userCount(),
                details == null ? null : version(details.firstRelease()),
                details == null ? null : version(details.lastRelease()));
    }

    static Severity severity(@Nullable String level) {
        return switch (Objects.requireNonNullElse(level, "").toLowerCase(Locale.ROOT)) {
            case "fatal" -> Severity.CRITICAL;
            case "error" -> Severity.ERROR;
            case "warning" -> Severity.WARNING;
            case "info" -> Severity.INFORMATIONAL;
            case "debug", "sample" -> Severity.VERBOSE;
            default -> Severity.UNKNOWN;
        };
    }

    private static Attributes attributes(SentryIssue issue) {
        Attributes.Builder attributes = Attributes.builder();
        put(attributes, AttributeKeys.EXCEPTION_TYPE, issue.metadata().type());
        put(attributes, "throughline.issue.substatus", issue.substatus());
        put(attributes, "throughline.issue.priority", issue.priority());
        put(attributes, "throughline.issue.category", issue.issueCategory());
        put(attributes, "code.function.name", issue.metadata().function());
        put(attributes, "code.file.path", issue.metadata().filename());
        String tickets = issue.annotations().stream()
                .map(SentryIssue.Annotation::displayName)
                .filter(name -> !name.isBlank())
                .sorted()
                .collect(Collectors.joining(", "));
        put(attributes, "throughline.issue.tickets", tickets);
        return attributes.build();
    }

    private static void put(Attributes.Builder attributes, String key, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            attributes.put(key, value);
        }
    }

    private static @Nullable String version(SentryIssue.@Nullable Version version) {
        return version == null || version.version().isEmpty() ? null : version.version();
    }

    /** The list's own numbers are of the window asked for, those of an issue read by itself are not. */
    private static SentryIssue.Lifetime lifetime(SentryIssue listed, @Nullable SentryIssue details) {
        if (listed.lifetime() != null && listed.lifetime().firstSeen() != null) {
            return listed.lifetime();
        }
        SentryIssue whole = details == null ? listed : details;
        return new SentryIssue.Lifetime(whole.count(), whole.userCount(), whole.firstSeen(), whole.lastSeen());
    }
}
