package io.throughline.core.telemetry.event;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that people or pipelines changed.
 *
 * @param header what all events have; start and end bound when it took effect
 * @param type what was changed
 * @param version the version it brought, or null
 * @param revision the source revision it brought, or null
 * @param outcome the vendor's word for how it ended ({@code success}, {@code ERROR}…), or null
 * @param commits short descriptions of the commits it brought, newest first, as far as the vendor lists them
 */
public record Change(
        EventHeader header,
        Type type,
        @Nullable String version,
        @Nullable String revision,
        @Nullable String outcome,
        List<Commit> commits)
        implements Event {

    /** What was changed. */
    public enum Type {
        /** A version was put into an environment. */
        DEPLOYMENT,
        /** A version was declared. */
        RELEASE,
        /** Code was committed. */
        COMMIT,
        /** Code was analysed; the outcome is the quality gate's. */
        QUALITY_GATE,
        /** A setting of a resource was changed. */
        CONFIGURATION,
        /** The number or size of instances was changed. */
        SCALING
    }

    /**
     * A commit that a change brought.
     *
     * @param revision the full revision
     * @param message first line of the message
     * @param files paths of the changed files as far as the vendor lists them, sorted
     */
    public record Commit(String revision, String message, List<String> files) {
        public Commit {
            Objects.requireNonNull(revision, "revision");
            Objects.requireNonNull(message, "message");
            files = files.stream().sorted().toList();
        }
    }

    /** Bounds wider than this say the day, or less: too little to set the change against symptoms, which come in minutes. */
    public static final Duration CLOSE_BOUNDS = Duration.ofHours(12);

    public Change {
        Objects.requireNonNull(header, "header");
        Objects.requireNonNull(type, "type");
        commits = List.copyOf(commits);
    }

    /** Tells whether it is known to within a span of time when it took effect. */
    public boolean isKnownWithin(Duration span) {
        return Duration.between(header.start(), header.end()).compareTo(span) <= 0;
    }

    @Override
    public EventKind kind() {
        return EventKind.CHANGE;
    }
}
