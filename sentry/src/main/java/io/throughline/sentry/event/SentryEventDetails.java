package io.throughline.sentry.event;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.throughline.sentry.internal.Lists;
import io.throughline.sentry.internal.Members;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event with all that Sentry keeps of it but who was affected.
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
 * @param release the release it came from, or null if it tells none
 * @param dist the build within the release, or null
 * @param dateCreated when it happened, UTC, or null
 * @param dateReceived when Sentry took it in, UTC, or null
 * @param tags the tags
 * @param contexts what surrounds it by name: {@code trace}, {@code os}, {@code runtime}…, as JSON has them
 * @param entries its parts
 * @param fingerprints what it was grouped by
 * @param nextEventId the next event, or null
 * @param previousEventId the event before, or null
 */
public record SentryEventDetails(
        String id,

        @JsonAlias("groupID") @Nullable String groupId,

        @JsonAlias("projectID") @Nullable String projectId,

        @JsonAlias("event.type") @Nullable String type,

        String title,
        @Nullable String message,
        @Nullable String location,
        @Nullable String culprit,
        @Nullable String platform,
        @Nullable Release release,
        @Nullable String dist,
        @Nullable Instant dateCreated,
        @Nullable Instant dateReceived,
        List<SentryEventTag> tags,
        Map<String, @Nullable Object> contexts,
        List<SentryEntry> entries,
        List<String> fingerprints,

        @JsonAlias("nextEventID") @Nullable String nextEventId,

        @JsonAlias("previousEventID") @Nullable String previousEventId) {

    public SentryEventDetails {
        Objects.requireNonNull(id, "id");
        title = title == null ? "" : title;
        tags = Lists.copy(tags);
        contexts = Members.copy(contexts);
        entries = Lists.copy(entries);
        fingerprints = Lists.copy(fingerprints);
    }

    /**
     * The release of an event.
     *
     * @param version the full name
     */
    public record Release(@Nullable String version) {}

    /** Returns the exceptions, in Sentry's order: a cause before what it caused; the last is what was reported. */
    public List<SentryThrown> thrown() {
        return ThrownReader.read(entries);
    }

    /** Returns the trace's id, 32 hexadecimal digits as W3C Trace Context has it; empty outside of a trace. */
    public Optional<String> traceId() {
        return ofTrace("trace_id");
    }

    /** Returns the id of the span that it happened in, 16 hexadecimal digits; empty outside of a trace. */
    public Optional<String> spanId() {
        return ofTrace("span_id");
    }

    private Optional<String> ofTrace(String member) {
        return contexts.get("trace") instanceof Map<?, ?> trace && trace.get(member) instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }

    /** Returns the value of a tag, if the event has it. */
    public Optional<String> tag(String key) {
        return tags.stream().filter(tag -> key.equals(tag.key())).findFirst().map(SentryEventTag::value);
    }

    /** Returns id and title; entries may hold what people typed. */
    @Override
    public String toString() {
        return "SentryEventDetails[" + id + " " + title + "]";
    }
}
