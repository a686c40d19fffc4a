package io.throughline.correlation.rank;

import io.throughline.core.telemetry.event.Change;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The change that is a candidate cause.
 *
 * @param eventId id of the event that says most about it
 * @param type what was changed
 * @param version the version it brought, or null
 * @param revision the source revision it brought, or null
 * @param at when it took effect at the earliest, UTC
 * @param commits what it brought, newest first, as far as known
 * @param relatedEventIds other events that speak of the same change (release, quality gate…), sorted
 * @param link the vendor's page, or null
 */
public record ChangeReference(
        String eventId,
        Change.Type type,
        @Nullable String version,
        @Nullable String revision,
        Instant at,
        List<Change.Commit> commits,
        List<String> relatedEventIds,
        @Nullable URI link) {

    public ChangeReference {
        Objects.requireNonNull(eventId, "eventId");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(at, "at");
        commits = List.copyOf(commits);
        relatedEventIds = relatedEventIds.stream().sorted().toList();
    }
}
