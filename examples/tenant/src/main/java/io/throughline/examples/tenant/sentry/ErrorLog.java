package io.throughline.examples.tenant.sentry;

import io.throughline.examples.tenant.recording.Replay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The recorded errors and their groups. Ids are given in the order in which groups came up, as Sentry does. */
final class ErrorLog {

    /**
     * A group.
     *
     * @param id number
     * @param shortId {@code PROJECT-1A}
     */
    record Group(long id, String shortId, String project, String key) {}

    private static final long FIRST_ID = 6_000_000_001L;

    private final Replay replay;
    private final List<RecordedEvent> events;
    private final Map<String, Group> groups = new LinkedHashMap<>();

    ErrorLog(List<RecordedEvent> events, Replay replay) {
        this.events = List.copyOf(events);
        this.replay = replay;
        Map<String, Integer> numbers = new HashMap<>();
        for (RecordedEvent event : events) {
            groups.computeIfAbsent(key(event), key -> {
                int number = numbers.merge(event.project(), 1, Integer::sum);
                String shortId = event.project().toUpperCase(Locale.ROOT) + "-"
                        + Integer.toString(number, 32).toUpperCase(Locale.ROOT);
                return new Group(FIRST_ID + groups.size(), shortId, event.project(), key);
            });
        }
    }

    private static String key(RecordedEvent event) {
        return event.project() + "\n" + event.group();
    }

    /** Returns what has arrived by now, in the order of arrival. */
    List<RecordedEvent> visible() {
        List<RecordedEvent> visible = new ArrayList<>();
        for (RecordedEvent event : events) {
            if (event.received().isAfter(replay.now())) {
                break;
            }
            visible.add(event);
        }
        return visible;
    }

    Group group(RecordedEvent event) {
        Group group = groups.get(key(event));
        if (group == null) {
            throw new IllegalArgumentException("an event of another log: " + event.id());
        }
        return group;
    }

    Optional<Group> find(String idOrShortId) {
        return groups.values().stream()
                .filter(group -> String.valueOf(group.id()).equals(idOrShortId)
                        || group.shortId().equals(idOrShortId))
                .findFirst();
    }
}
