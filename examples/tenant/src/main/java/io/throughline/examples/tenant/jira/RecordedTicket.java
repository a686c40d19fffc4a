package io.throughline.examples.tenant.jira;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.examples.tenant.recording.Recording;
import io.throughline.examples.tenant.recording.Replay;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A ticket with its history, in served times.
 *
 * @param id the number that stays when a ticket moves
 * @param fields the simple fields by their id: {@code summary}, {@code status}, {@code priority}, {@code resolution}…
 */
record RecordedTicket(
        long id,
        String key,
        String type,
        Map<String, String> fields,
        String description,
        List<String> components,
        List<String> labels,
        Instant created,
        Instant updated,
        Optional<Instant> resolved,
        List<Change> changelog) {

    /** One entry of the changelog. */
    record Change(Instant at, String author, List<Item> items) {
        Change {
            items = List.copyOf(items);
        }
    }

    /** One field's change. */
    record Item(
            String field, @Nullable String from, @Nullable String to) {}

    RecordedTicket {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        components = List.copyOf(components);
        labels = List.copyOf(labels);
        changelog = List.copyOf(changelog);
    }

    /** Reads the tickets; of a ticket that is in several folders the last state counts. */
    static List<RecordedTicket> of(Recording recording, Replay replay) {
        Map<String, RecordedTicket> tickets = new LinkedHashMap<>();
        for (JsonNode json : recording.items("tickets.json", "tickets")) {
            RecordedTicket ticket = read(json, replay);
            tickets.put(ticket.key(), ticket);
        }
        return List.copyOf(tickets.values());
    }

    private static RecordedTicket read(JsonNode json, Replay replay) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String name : List.of("summary", "status", "priority", "reporter", "assignee")) {
            if (json.hasNonNull(name)) {
                fields.put(name, json.get(name).asText());
            }
        }
        Optional<Instant> resolved = time(json, replay, "resolutionDate", "resolvedAt");
        if (json.hasNonNull("resolution") || resolved.isPresent()) {
            fields.put("resolution", json.path("resolution").asText("Done"));
        }
        List<Change> changelog = new ArrayList<>();
        for (JsonNode entry : json.path("changelog")) {
            List<Item> items = new ArrayList<>();
            for (JsonNode item : entry.path("items")) {
                items.add(new Item(item.path("field").asText(), text(item, "from"), text(item, "to")));
            }
            changelog.add(new Change(
                    time(entry, replay, "at", "created").orElseThrow(),
                    entry.path("author").asText(),
                    items));
        }
        changelog.sort(Comparator.comparing(Change::at));
        Instant created = time(json, replay, "created", "createdAt").orElseThrow();
        return new RecordedTicket(
                json.path("id").asLong(),
                json.path("key").asText(),
                json.path(json.hasNonNull("type") ? "type" : "issueType").asText(),
                fields,
                json.path("description").asText(),
                texts(json.path("components")),
                texts(json.path("labels")),
                created,
                time(json, replay, "updated", "updatedAt").orElse(created),
                resolved,
                changelog);
    }

    private static Optional<Instant> time(JsonNode json, Replay replay, String... names) {
        for (String name : names) {
            if (json.hasNonNull(name)) {
                return Optional.of(replay.served(Instant.parse(json.get(name).asText())));
            }
        }
        return Optional.empty();
    }

    private static @Nullable String text(JsonNode json, String name) {
        return json.hasNonNull(name) ? json.get(name).asText() : null;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    String project() {
        return key.substring(0, key.lastIndexOf('-'));
    }

    Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** Returns the ticket as it was at an instant, later changes undone; nothing if it did not exist yet. */
    Optional<RecordedTicket> at(Instant now) {
        if (created.isAfter(now)) {
            return Optional.empty();
        }
        if (!updated.isAfter(now)) {
            return Optional.of(this);
        }
        Map<String, String> earlier = new LinkedHashMap<>(fields);
        List<Change> past = new ArrayList<>();
        for (int i = changelog.size() - 1; i >= 0; i--) {
            Change change = changelog.get(i);
            if (!change.at().isAfter(now)) {
                past.add(0, change);
                continue;
            }
            for (Item item : change.items()) {
                if (item.from() == null) {
                    earlier.remove(item.field());
                } else {
                    earlier.put(item.field(), item.from());
                }
            }
        }
        Optional<Instant> doneBy = resolved.filter(at -> !at.isAfter(now));
        if (doneBy.isEmpty()) {
            earlier.remove("resolution");
        }
        Instant last = past.isEmpty()
                ? created
                : Objects.requireNonNull(past.get(past.size() - 1)).at();
        return Optional.of(new RecordedTicket(
                id, key, type, earlier, description, components, labels, created, last, doneBy, past));
    }
}
