package io.throughline.sentry.stream;

import io.throughline.core.http.AuthenticationException;
import io.throughline.core.http.ResponseException;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.sentry.project.SentryProject;
import io.throughline.sentry.usage.SentryOutcomes;
import io.throughline.sentry.usage.UsageClient;
import io.throughline.sentry.usage.UsageQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tells which errors were sent but not stored: then fewer errors are no recovery. */
final class Refusals {

    private final UsageClient usage;

    Refusals(UsageClient usage) {
        this.usage = usage;
    }

    /** Returns a sentence for each project of which errors were refused. Takes one call. */
    List<String> notes(ProjectDirectory.Selection projects, TimeWindow window) {
        SentryOutcomes outcomes;
        try {
            outcomes = usage.query(UsageQuery.builder(
                            window.alignedTo(Duration.ofHours(1)), "project", "outcome")
                    .categories("error")
                    .projects(projects.filter())
                    .build());
        } catch (AuthenticationException e) {
            throw e;
        } catch (ResponseException e) {
            return List.of("whether limits or filters kept errors away could not be told: "
                    + (Denials.isMissingFeature(e) ? "this server has no such statistics" : Denials.remedy(e)));
        }
        Map<String, SentryProject> byId = projects.byId();
        SortedMap<String, SortedMap<String, Long>> byProject = new TreeMap<>();
        for (SentryOutcomes.Group group : outcomes.groups()) {
            SentryProject project = byId.get(String.valueOf(group.by("project")));
            String outcome = group.outcome();
            if (project != null && outcome != null && group.quantity() > 0) {
                byProject
                        .computeIfAbsent(project.slug(), slug -> new TreeMap<>())
                        .merge(outcome, group.quantity(), Long::sum);
            }
        }
        List<String> notes = new ArrayList<>();
        byProject.forEach((slug, counts) -> {
            long accepted = counts.getOrDefault(SentryOutcomes.ACCEPTED, 0L);
            long all = counts.values().stream().mapToLong(Long::longValue).sum();
            if (all > accepted) {
                notes.add("errors of " + slug + " within " + window + ": Sentry stored " + accepted + " of " + all
                        + " that were sent or made (" + refused(counts)
                        + "): fewer errors here need not mean fewer errors there");
            }
        });
        return notes;
    }

    private static String refused(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .filter(count -> !count.getKey().equals(SentryOutcomes.ACCEPTED))
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(count -> count.getKey() + " " + count.getValue())
                .collect(Collectors.joining(", "));
    }
}
