package io.throughline.sentry.release;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to change of a release; what is null stays.
 *
 * @param ref the revision it was built from
 * @param url a page about it
 * @param dateReleased when it was declared released
 * @param refs the revision of each repository; Sentry looks up the commits between
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReleaseUpdate(
        @Nullable String ref,
        @Nullable String url,
        @Nullable Instant dateReleased,
        @Nullable List<Ref> refs) {

    public ReleaseUpdate {
        refs = refs == null ? null : List.copyOf(refs);
        if (ref == null && url == null && dateReleased == null && refs == null) {
            throw new IllegalArgumentException("an update of a release must change something");
        }
    }

    /** Returns the update that declares a release released. */
    public static ReleaseUpdate releasedAt(Instant time) {
        return new ReleaseUpdate(null, null, time, null);
    }

    /**
     * A revision of a repository.
     *
     * @param repository its name in Sentry
     * @param commit the revision
     * @param previousCommit the revision of the release before, or null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Ref(
            String repository, String commit, @Nullable String previousCommit) {}
}
