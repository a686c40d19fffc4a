package io.throughline.sonarcloud.stream;

import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.PermissionException;
import io.throughline.sonarcloud.project.SonarProject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The projects that are read, as the token sees them; asked for once a minute at most for all streams. Thread-safe. */
final class ProjectDirectory {

    private static final Duration FRESH = Duration.ofMinutes(1);

    private final SonarScope scope;
    private final SonarReads reads;
    private final Clock clock;
    private @Nullable Listing last;
    private Instant listedAt = Instant.MIN;

    /**
     * What can be seen.
     *
     * @param projects by key
     * @param gaps sentences on those that cannot be read
     * @param gone how many of the configured ones were not found
     * @param uncertain whether some may be there and only not be seen
     */
    record Listing(List<SonarProject> projects, List<String> gaps, int gone, boolean uncertain) {
        Listing {
            projects = projects.stream()
                    .sorted(Comparator.comparing(SonarProject::key))
                    .toList();
            gaps = List.copyOf(gaps);
        }
    }

    ProjectDirectory(SonarScope scope, SonarReads reads, Clock clock) {
        this.scope = scope;
        this.reads = reads;
        this.clock = clock;
    }

    synchronized Listing list() {
        Instant now = clock.instant();
        Listing known = last;
        if (known == null || listedAt.plus(FRESH).isBefore(now)) {
            known = scope.projects().isEmpty() ? all() : configured();
            last = known;
            listedAt = now;
        }
        return known;
    }

    /** Returns the calls that one listing takes, by what the last one found. */
    long calls(Listing listing) {
        return scope.projects().isEmpty()
                ? Math.max(1, (listing.projects().size() + 499) / 500)
                : scope.projects().size();
    }

    private Listing all() {
        List<SonarProject> all = reads.projects();
        return new Listing(
                all,
                all.isEmpty()
                        ? List.of("no Sonar project may be browsed: grant the token's owner \"Browse\"")
                        : List.of(),
                0,
                all.isEmpty());
    }

    private Listing configured() {
        List<SonarProject> visible = new ArrayList<>();
        List<String> gaps = new ArrayList<>();
        boolean uncertain = false;
        for (String key : scope.projects()) {
            try {
                visible.add(reads.project(key));
            } catch (NotFoundException | PermissionException e) {
                uncertain |= e instanceof PermissionException;
                gaps.add("Sonar project " + key + " does not exist or may not be browsed: check the key, or grant the"
                        + " token's owner \"Browse\" on it");
            }
        }
        return new Listing(visible, gaps, gaps.size(), uncertain);
    }
}
