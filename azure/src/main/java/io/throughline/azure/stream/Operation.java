package io.throughline.azure.stream;

import io.throughline.azure.activity.ActivityEntry;
import io.throughline.azure.resources.AzureResource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the entries of one operation on one resource say together, in whatever order they come. Not thread-safe. */
final class Operation {

    private final String id;
    private Instant first;
    private Instant last;
    private ActivityEntry telling;

    Operation(String id, ActivityEntry entry) {
        this.id = id;
        this.first = entry.at();
        this.last = entry.at();
        this.telling = entry;
    }

    /** Returns what the entries of one operation on one resource have in common. */
    static String idOf(ActivityEntry entry) {
        String correlation = entry.correlationId() != null
                ? entry.correlationId()
                : entry.operationId() != null ? entry.operationId() : entry.id();
        String resource = entry.resourceId() == null ? "" : AzureResource.keyOf(entry.resourceId());
        String operation = entry.operation() == null ? "" : entry.operation();
        return correlation.toLowerCase(Locale.ROOT) + "/" + operation.toLowerCase(Locale.ROOT) + resource;
    }

    /** Returns a short mark of an id, for a cursor. */
    static String markOf(String id) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 10);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 must exist on every Java platform", e);
        }
    }

    /** Returns how an entry says that its operation ended, or null if it says that it goes on. */
    static @Nullable String outcomeOf(ActivityEntry entry) {
        String status = entry.status() == null ? "" : entry.status().toLowerCase(Locale.ROOT);
        return switch (status) {
            case "succeeded", "success", "completed" -> "Succeeded";
            case "failed", "failure" -> "Failed";
            case "canceled", "cancelled" -> "Canceled";
            default -> null;
        };
    }

    void add(ActivityEntry entry) {
        first = entry.at().isBefore(first) ? entry.at() : first;
        last = entry.at().isAfter(last) ? entry.at() : last;
        boolean ended = outcomeOf(entry) != null;
        boolean known = outcome() != null;
        boolean later = entry.at().isAfter(telling.at())
                || (entry.at().equals(telling.at()) && entry.id().compareTo(telling.id()) > 0);
        if (ended == known ? later : ended) {
            telling = entry;
        }
    }

    /** It is known from before to have begun earlier. */
    void begunBy(Instant earlier) {
        first = earlier.isBefore(first) ? earlier : first;
    }

    String id() {
        return id;
    }

    Instant first() {
        return first;
    }

    Instant last() {
        return last;
    }

    /** Returns how it ended, or null while it goes on. */
    @Nullable
    String outcome() {
        return outcomeOf(telling);
    }

    /** Returns the entry that says most: the one of the end, or else the latest. */
    ActivityEntry telling() {
        return telling;
    }

    String operation() {
        return Objects.requireNonNull(telling.operation(), "operation");
    }
}
