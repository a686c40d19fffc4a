package io.throughline.sentry.event;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.throughline.sentry.internal.Lists;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event as lists show it. Who was affected is not read.
 *
 * @param id the id, 32 hexadecimal digits
 * @param groupId the number, or null
 * @param projectId the project's number, or null
 * @param type {@code error}, {@code default}, {@code transaction}…, or null
 * @param title one line
 * @param message the message, or null
 * @param location the file, or null
 * @param culprit the place in the code or the transaction, or null
 * @param platform the SDK's platform, or null
 * @param dateCreated when it happened, UTC, or null
 * @param tags the tags
 */
public record SentryEvent(
        String id,

        @JsonAlias("groupID") @Nullable String groupId,

        @JsonAlias("projectID") @Nullable String projectId,

        @JsonProperty("event.type") @JsonAlias("type") @Nullable
        String type,

        String title,
        @Nullable String message,
        @Nullable String location,
        @Nullable String culprit,
        @Nullable String platform,
        @Nullable Instant dateCreated,
        List<SentryEventTag> tags) {

    public SentryEvent {
        Objects.requireNonNull(id, "id");
        title = title == null ? "" : title;
        tags = Lists.copy(tags);
    }

    /** Returns the value of a tag, if the event has it. */
    public Optional<String> tag(String key) {
        return tags.stream().filter(tag -> key.equals(tag.key())).findFirst().map(SentryEventTag::value);
    }
}
