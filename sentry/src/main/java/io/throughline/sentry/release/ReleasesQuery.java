package io.throughline.sentry.release;

import io.throughline.sentry.internal.SentryCalls;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A question for releases, the newest first. Immutable.
 *
 * @param projects ids; empty for every project the token may see
 * @param environments only releases seen there; empty for all
 * @param search a part of the version's name; empty for all
 * @param status {@code open} or {@code archived}, or null for what Sentry takes by itself
 * @param pageSize items of a page, 1 to 100
 */
public record ReleasesQuery(
        List<String> projects,
        List<String> environments,
        String search,
        @Nullable String status,
        int pageSize) {

    /** Asks for all. */
    public static final ReleasesQuery ALL =
            new ReleasesQuery(List.of(), List.of(), "", null, SentryCalls.LARGEST_PAGE);

    public ReleasesQuery {
        projects = List.copyOf(projects);
        environments = List.copyOf(environments);
        Objects.requireNonNull(search, "search");
        if (pageSize < 1 || pageSize > SentryCalls.LARGEST_PAGE) {
            throw new IllegalArgumentException(
                    "pageSize must be in [1, " + SentryCalls.LARGEST_PAGE + "], was " + pageSize);
        }
    }

    /** Returns the same question within projects (ids). */
    public ReleasesQuery inProjects(List<String> ids) {
        return new ReleasesQuery(ids, environments, search, status, pageSize);
    }

    /** Returns the same question within environments. */
    public ReleasesQuery inEnvironments(List<String> names) {
        return new ReleasesQuery(projects, names, search, status, pageSize);
    }

    /** Returns the same question for versions with a part of a name. */
    public ReleasesQuery searching(String words) {
        return new ReleasesQuery(projects, environments, words, status, pageSize);
    }

    /** Returns the same question in pages of another size. */
    public ReleasesQuery inPagesOf(int items) {
        return new ReleasesQuery(projects, environments, search, status, items);
    }
}
