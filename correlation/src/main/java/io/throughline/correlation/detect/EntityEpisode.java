package io.throughline.correlation.detect;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Series of one entity that left their normal together, as one.
 *
 * @param id stable id: the same entity with the same first onset has the same id in every window
 * @param entity whose series they are
 * @param members the episodes, by onset; not empty
 * @param onset the earliest onset of the members, UTC
 * @param onsetBounds where the common onset lies: what the members' bounds share; all that they cover if they share
 *     nothing, see {@code agreed}
 * @param agreed whether the members' bounds share a time
 * @param end the latest end of the members, or null while one is still outside
 * @param tested number of series of the entity that were tested, members or not
 * @param pValue chance of members as unlikely as these among the entity's tested series if nothing had changed, however
 *     the series depend on one another, in {@code (0, 1]}
 * @param summary what left to which side, for people: {@code latency up, requests down}
 */
public record EntityEpisode(
        String id,
        EntityId entity,
        List<Episode> members,
        Instant onset,
        TimeWindow onsetBounds,
        boolean agreed,
        @Nullable Instant end,
        int tested,
        double pValue,
        String summary)
        implements Comparable<EntityEpisode> {

    public EntityEpisode {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(entity, "entity");
        members = members.stream().sorted().toList();
        Objects.requireNonNull(onset, "onset");
        Objects.requireNonNull(onsetBounds, "onsetBounds");
        Objects.requireNonNull(summary, "summary");
        if (members.isEmpty() || members.size() > tested) {
            throw new IllegalArgumentException(
                    "members must be 1 to " + tested + ", the number tested, were " + members.size());
        }
        if (!(pValue > 0 && pValue <= 1)) {
            throw new IllegalArgumentException("pValue must be in (0, 1], was " + pValue);
        }
    }

    /** Orders by onset, then by id. */
    @Override
    public int compareTo(EntityEpisode other) {
        int order = onset.compareTo(other.onset);
        return order != 0 ? order : id.compareTo(other.id);
    }
}
