package io.throughline.examples.dashboards.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A candidate for why an incident happened.
 *
 * @param rank 1 for the most probable
 * @param kind lower case: {@code change}, {@code query}, {@code resource-saturation}…
 * @param entity name of the entity at fault
 * @param title one line for people
 * @param score how well the evidence fits, in {@code [0, 1]}; not a probability
 * @param change the change to blame, or null
 * @param mechanism how it led to the symptoms, or null
 * @param reasons what speaks for it
 * @param against what speaks against it
 */
public record CauseRow(
        int rank,
        String kind,
        String entity,
        String title,
        double score,
        @Nullable ChangeRow change,
        @Nullable MechanismRow mechanism,
        List<ReasonRow> reasons,
        List<ReasonRow> against) {

    public CauseRow {
        reasons = List.copyOf(reasons);
        against = List.copyOf(against);
    }

    /**
     * The change.
     *
     * @param type lower case: {@code release}
     * @param version the version it brought, or null
     * @param revision the full revision it brought, or null
     * @param at when it took effect at the earliest, UTC
     * @param commits what it brought, newest first
     * @param related other events that speak of the same change
     * @param link the vendor's page, or null
     */
    public record ChangeRow(
            String type,
            @Nullable String version,
            @Nullable String revision,
            Instant at,
            List<CommitRow> commits,
            List<Marker> related,
            @Nullable String link) {

        public ChangeRow {
            commits = List.copyOf(commits);
            related = List.copyOf(related);
        }
    }

    /**
     * A commit.
     *
     * @param revision the full revision
     * @param message first line of the message
     * @param files changed files, as far as the vendor lists them
     */
    public record CommitRow(String revision, String message, List<String> files) {
        public CommitRow {
            files = List.copyOf(files);
        }
    }

    /**
     * How it led to the symptoms.
     *
     * @param entity name of the entity where it shows
     * @param title one line for people
     * @param queryHash the database's id of the query, or null
     * @param queryText the query, literals masked, or null
     * @param reasons what shows it
     */
    public record MechanismRow(
            String entity,
            String title,
            @Nullable String queryHash,
            @Nullable String queryText,
            List<ReasonRow> reasons) {

        public MechanismRow {
            reasons = List.copyOf(reasons);
        }
    }
}
