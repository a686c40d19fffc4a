package io.throughline.sonarcloud.stream;

import io.throughline.core.ThroughlineException;
import io.throughline.core.http.AuthenticationException;
import io.throughline.core.http.RateLimitedException;
import io.throughline.core.http.ResponseException;
import io.throughline.core.http.SourceException;
import io.throughline.core.source.RevisedStream.Revisions;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.sonarcloud.paging.IncompleteListException;
import io.throughline.sonarcloud.project.SonarProject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the projects, some in each read. A project that cannot be read is told of and stays where it was; the
 * others are read all the same.
 */
final class ProjectWalk {

    /** Projects of one read; a longer round goes on in the next one. */
    static final int PROJECTS_PER_READ = 25;

    private final ProjectDirectory directory;
    private final SonarReads reads;
    private final Clock clock;

    ProjectWalk(ProjectDirectory directory, SonarReads reads, Clock clock) {
        this.directory = directory;
        this.reads = reads;
        this.clock = clock;
    }

    /** Reads what is new of one project. */
    @FunctionalInterface
    interface Reading {
        void read(SonarProject project, Marks marks, TelemetrySink sink, Notes notes);
    }

    ProjectDirectory.Listing projects() {
        return directory.list();
    }

    /** Returns the calls that looking up the projects takes. */
    long lookups() {
        return directory.calls(directory.list());
    }

    Revisions read(String stream, @Nullable String cursor, TimeWindow horizon, TelemetrySink sink, Reading reading) {
        long throttledBefore = reads.timesThrottled();
        Instant now = clock.instant();
        ProjectCursor start = ProjectCursor.parse(cursor, horizon.from());
        ProjectDirectory.Listing listing = directory.list();
        Notes notes = new Notes();
        listing.gaps().forEach(notes::gap);
        String first = start.next();
        List<SonarProject> due = listing.projects().stream()
                .filter(project -> first == null || project.key().compareTo(first) >= 0)
                .toList();
        Map<String, Map<String, String>> read = new TreeMap<>();
        List<SourceException> failures = new ArrayList<>();
        List<SonarProject> part = due.subList(0, Math.min(PROJECTS_PER_READ, due.size()));
        for (SonarProject project : part) {
            Marks marks = start.marksOf(project.key());
            try {
                reading.read(project, marks, sink, notes);
                read.put(project.key(), marks.after());
            } catch (SourceException e) {
                if (!isOfOneProject(e)) {
                    throw e;
                }
                failures.add(e);
                notes.gap("Sonar project " + project.key() + " was not read and is tried again next time: "
                        + e.getMessage());
            }
        }
        if (!failures.isEmpty() && failures.size() == listing.projects().size()) {
            // It is not one project then.
            throw failures.get(0);
        }
        boolean more = due.size() > PROJECTS_PER_READ;
        ProjectCursor next =
                start.advanced(read, more ? due.get(PROJECTS_PER_READ).key() : null);
        Instant asOf = more ? null : now.isBefore(horizon.to()) ? now : horizon.to();
        return new Revisions(
                next.text(), more, notes.completeness(stream, asOf, reads.timesThrottled() > throttledBefore));
    }

    /** A refused token, a spent budget and a dead network concern every project. */
    static boolean isOfOneProject(SourceException failure) {
        // What cannot be read, or lies behind a search's wall, is data.
        return failure.category() == ThroughlineException.Category.DATA
                || failure instanceof IncompleteListException
                || (failure instanceof ResponseException
                        && !(failure instanceof AuthenticationException)
                        && !(failure instanceof RateLimitedException));
    }
}
