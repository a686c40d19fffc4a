package io.throughline.correlation.explain;

import io.throughline.correlation.evidence.Reason;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that was seen and is not told, or is told only as part of something else.
 *
 * @param subject id of the episode, event, link or candidate, or the key of the series
 * @param title what it is, one line for people
 * @param why in which way it was left out
 * @param into id of the incident that it was made part of or weighed for, or null if of none
 * @param reason why
 */
public record Silenced(
        String subject, String title, Why why, @Nullable String into, Reason reason) implements Comparable<Silenced> {

    /** In which way something was left out. A closed set, in the order of the engine's stages. */
    public enum Why {
        /** A series that is not compared with a baseline. */
        SKIPPED,
        /** A series with too little history for a baseline. */
        LEARNING,
        /** It left its normal no farther than chance explains among all that was tested. */
        INSIGNIFICANT,
        /** It left its normal, and no user met it, or not for long enough, or nothing that users met is connected with it. */
        NO_INCIDENT,
        /** An event in the time asked about that belongs to no incident. */
        APART,
        /** Two things that happened near each other and are not taken for cause and effect. */
        NOT_LINKED,
        /** A possible cause that failed a condition. */
        RULED_OUT,
        /** A possible cause that another explains or that ranks behind it. */
        OUTRANKED
    }

    public Silenced {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(why, "why");
        Objects.requireNonNull(reason, "reason");
    }

    /** Orders by way, then subject, then incident. */
    @Override
    public int compareTo(Silenced other) {
        return Comparator.comparing(Silenced::why)
                .thenComparing(Silenced::subject)
                .thenComparing(entry -> Objects.requireNonNullElse(entry.into, ""))
                .thenComparing(Silenced::title)
                .compare(this, other);
    }
}
