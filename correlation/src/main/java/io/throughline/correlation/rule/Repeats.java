package io.throughline.correlation.rule;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.event.Event;
import io.throughline.correlation.evidence.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The times that something happened to one entity often enough. */
final class Repeats {

    private Repeats() {}

    /** Returns them; times that follow one another without a pause are one. */
    static List<Sighting> of(Condition.Repeated condition, List<Event> events, Scope scope) {
        Map<EntityId, List<Event>> byEntity = new TreeMap<>();
        events.forEach(event -> byEntity.computeIfAbsent(event.entity(), id -> new ArrayList<>())
                .add(event));
        List<Sighting> found = new ArrayList<>();
        byEntity.forEach((entity, own) -> {
            int n = condition.atLeast();
            int from = -1;
            Instant met = Instant.EPOCH;
            for (int i = n - 1; i <= own.size(); i++) {
                boolean often = i < own.size()
                        && !own.get(i - n + 1)
                                .start()
                                .plus(condition.within())
                                .isBefore(own.get(i).start());
                if (often && from < 0) {
                    from = i - n + 1;
                    met = own.get(i).start();
                } else if (!often && from >= 0) {
                    found.add(sighting(condition, entity, own.subList(from, i), met, scope));
                    from = -1;
                }
            }
        });
        return found;
    }

    private static Sighting sighting(
            Condition.Repeated condition, EntityId entity, List<Event> events, Instant met, Scope scope) {
        Event first = events.get(0);
        return new Sighting(
                Ids.of("events", entity, condition.event().kind(), first.id()),
                entity,
                first.start(),
                first.start(),
                met,
                events.get(events.size() - 1).start(),
                events.size() + " times on " + scope.nameOf(entity) + ": " + first.title());
    }
}
