package io.throughline.examples.shop.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One commit of the shop's history.
 *
 * @param directory folder of the history that holds the files it adds or changes
 * @param at model time at which it is authored; null when it is made as the run goes
 * @param author {@code name <address>}
 * @param message first line of the message
 * @param ticket key of the ticket it belongs to
 * @param service the service it changes; null for the first one, which brings them all
 * @param version the version released from it; null for the first one
 * @param deployAt model time at which it is planned to be deployed; null when a fault deploys it
 * @param stretch stretch it belongs to; those of {@code normal} are in every stretch
 * @param delete files it deletes
 */
public record PlannedCommit(
        @JsonProperty("directory") String directory,
        @JsonProperty("at") @Nullable Instant at,
        @JsonProperty("author") String author,
        @JsonProperty("message") String message,
        @JsonProperty("ticket") String ticket,
        @JsonProperty("service") @Nullable String service,
        @JsonProperty("version") @Nullable String version,
        @JsonProperty("deployAt") @Nullable Instant deployAt,
        @JsonProperty("stretch") String stretch,
        @JsonProperty("delete") List<String> delete) {
    /** Checks and copies. */
    public PlannedCommit {
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(message, "message");
        delete = List.copyOf(delete);
    }
}
