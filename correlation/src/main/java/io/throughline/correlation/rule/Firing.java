package io.throughline.correlation.rule;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.event.Severity;
import io.throughline.correlation.evidence.JsonText;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A rule's conditions were met. It stands beside what the engine concludes and is no part of it.
 *
 * @param id stable id: the same rule on the same entity with the same first evidence has the same id in every window
 * @param rule the rule's name
 * @param then whether it is to be told, or is a link
 * @param says the rule's line for people
 * @param severity how bad the rule calls it
 * @param entity what met the first condition
 * @param entities everything concerned, sorted
 * @param from the first instant at which any of it may have begun, UTC
 * @param met when the last condition was met by event time, UTC
 * @param to when all of it was over, UTC, or null while something is not where the data end
 * @param evidence what met the conditions, by time; not empty
 */
public record Firing(
        String id,
        String rule,
        Rule.Then then,
        String says,
        Severity severity,
        EntityId entity,
        List<EntityId> entities,
        Instant from,
        Instant met,
        @Nullable Instant to,
        List<Sighting> evidence)
        implements Comparable<Firing> {

    public Firing {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(then, "then");
        Objects.requireNonNull(says, "says");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(entity, "entity");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(met, "met");
        entities = entities.stream().sorted().toList();
        evidence = evidence.stream().sorted().toList();
        if (evidence.isEmpty()) {
            throw new IllegalArgumentException("firing of rule " + rule + " must have evidence");
        }
    }

    /** Writes it as an object of canonical JSON. */
    public void writeTo(JsonText json) {
        json.object(() -> json.text("id", id)
                .text("rule", rule)
                .text("then", then)
                .text("says", says)
                .text("severity", severity)
                .text("entity", entity)
                .texts("entities", entities)
                .time("from", from)
                .time("met", met)
                .time("to", to)
                .list(
                        "evidence",
                        evidence,
                        (j, sighting) -> j.object(() -> j.text("id", sighting.id())
                                .text("entity", sighting.entity())
                                .time("earliest", sighting.earliest())
                                .time("latest", sighting.latest())
                                .time("met", sighting.met())
                                .time("end", sighting.end())
                                .text("says", sighting.says()))));
    }

    /** Orders by when it was met, then by id. */
    @Override
    public int compareTo(Firing other) {
        int order = met.compareTo(other.met);
        return order != 0 ? order : id.compareTo(other.id);
    }
}
