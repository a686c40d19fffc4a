package io.throughline.sonarcloud.issue;

import io.throughline.core.http.Page;
import io.throughline.sonarcloud.internal.FileChunks;
import io.throughline.sonarcloud.internal.Part;
import io.throughline.sonarcloud.internal.SonarCalls;
import io.throughline.sonarcloud.internal.Split;
import io.throughline.sonarcloud.issue.IssueSearch.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Some of the issues of a query. They are divided by time, where the 10,000th issue by creation is; within one second by
 * severity, type or rule, as far as the server counts all of their values; and then by files.
 *
 * @param query what they have in common
 * @param place where they are
 * @param isWhole whether they are all that was asked for
 * @param oldestOnly whether only the first of them by creation count, for servers that take the end of a span in
 */
record IssuePart(IssueSearch search, IssueQuery query, Place place, boolean isWhole, boolean oldestOnly)
        implements Part<SonarIssue> {

    static IssuePart whole(IssueSearch search, IssueQuery query) {
        return new IssuePart(search, query, Place.WHOLE, true, false);
    }

    private IssuePart of(IssueQuery narrower) {
        return new IssuePart(search, narrower, place, false, false);
    }

    private IssuePart in(List<String> components, boolean alone) {
        return new IssuePart(search, query, new Place(components, alone), false, false);
    }

    @Override
    public Page<SonarIssue> page(@Nullable String token) {
        Page<SonarIssue> page = search.page(query, place, oldestOnly, token, SonarCalls.PAGE_SIZE);
        long total = page.total().orElse(page.items().size());
        if (isWhole && total == 0) {
            // The server finds nothing in a project that is not there, too.
            search.calls().requireComponent(query.project(), query.branch(), query.pullRequest());
        }
        return oldestOnly ? new Page<>(page.items(), page.next(), Math.min(total, WALL), page.unreadable()) : page;
    }

    @Override
    public boolean holds(SonarIssue issue) {
        Instant created = issue.creationDate();
        Instant from = query.createdFrom();
        Instant before = query.createdBefore();
        return created == null
                || ((from == null || !created.isBefore(from)) && (before == null || created.isBefore(before)));
    }

    @Override
    public Split<SonarIssue> split(long total) {
        if (place.components().size() > 1) {
            List<List<String>> halves = FileChunks.halves(place.components());
            return new Split<>(List.of(in(halves.get(0), false), in(halves.get(1), false)), true);
        }
        return Stream.<Supplier<Split<SonarIssue>>>of(this::byTime, () -> byProperty(total), this::byFile)
                .map(Supplier::get)
                .filter(split -> !split.parts().isEmpty())
                .findFirst()
                .orElse(Split.none());
    }

    private Split<SonarIssue> byTime() {
        Instant from = query.createdFrom();
        Instant before = query.createdBefore();
        boolean oneSecond = from != null && before != null && !before.isAfter(from.plusSeconds(1));
        if (query.newCode() || oldestOnly || oneSecond) {
            return Split.none(); // new code excludes dates
        }
        Instant created = search.page(query, place, true, String.valueOf(WALL), 1).items().stream()
                .findFirst()
                .map(SonarIssue::creationDate)
                .orElse(null);
        if (created == null) {
            return Split.none();
        }
        Instant cut = IssueQuery.second(created);
        if (before != null && !cut.isBefore(before)) {
            // The server counts what is created at the end itself as well; what belongs here comes before that.
            return new Split<>(List.of(new IssuePart(search, query, place, false, true)), true);
        }
        if (from == null || cut.isAfter(from)) {
            return at(cut);
        }
        // All up to the wall were created in the first second.
        Instant next = cut.plusSeconds(1);
        return before == null || next.isBefore(before) ? at(next) : Split.none();
    }

    private Split<SonarIssue> at(Instant cut) {
        return new Split<>(List.of(of(query.createdBefore(cut)), of(query.createdFrom(cut))), true);
    }

    private Split<SonarIssue> byProperty(long total) {
        List<Part<SonarIssue>> parts = new ArrayList<>();
        PropertySplit.of(query, total, properties -> search.facets(query, place, properties))
                .forEach(narrower -> parts.add(of(narrower)));
        return new Split<>(parts, true);
    }

    /** Divides by files; what is no file's, or the file of which is gone, is told by counting. */
    private Split<SonarIssue> byFile() {
        if (!place.components().isEmpty() || place.alone()) {
            return Split.none();
        }
        List<String> files = search.calls().listFiles(query.project(), query.branch(), query.pullRequest()).stream()
                .map(SonarCalls.File::key)
                .filter(key -> key.indexOf(',') < 0 && !key.equals(query.project()))
                .toList();
        if (files.isEmpty()) {
            return Split.none();
        }
        List<Part<SonarIssue>> parts = new ArrayList<>();
        FileChunks.of(files).forEach(chunk -> parts.add(in(chunk, false)));
        parts.add(in(List.of(), true));
        return new Split<>(parts, false);
    }

    @Override
    public String toString() {
        return query
                + (place.components().isEmpty()
                        ? ""
                        : " in " + place.components().get(0))
                + (place.components().size() > 1 ? " and " + (place.components().size() - 1) + " more files" : "")
                + (place.alone() ? " itself" : "");
    }
}
