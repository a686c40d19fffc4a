package io.throughline.examples.shop.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Jira's issues: the one that the person on call filed, and the stories behind the commits, which move as their commits and releases do. */
final class Tickets {
    private static final String ON_CALL = "Jonas Okafor";
    private static final String OWNER = "Renate Halvorsen";

    private final Raw raw;
    private final Changes changes;

    Tickets(Raw raw, Changes changes) {
        this.raw = raw;
        this.changes = changes;
    }

    int write(Path folder) throws IOException {
        Map<String, ObjectNode> tickets = new TreeMap<>();
        for (JsonNode commit : changes.commits()) {
            String key = commit.path("message").asText().replaceAll(":.*", "");
            if (!tickets.containsKey(key)) {
                tickets.put(key, story(key, commit));
            }
        }
        for (JsonNode event : raw.events("ticket")) {
            onCall(tickets, event);
        }
        int number = 10_000;
        ArrayNode array = JsonFiles.array();
        for (ObjectNode ticket : tickets.values()) {
            ticket.put(
                    "id",
                    String.valueOf(number
                            + Integer.parseInt(ticket.path("key").asText().replaceAll("\\D", ""))));
            array.add(ticket);
        }
        JsonFiles.write(folder.resolve("tickets.json"), array);
        return array.size();
    }

    private ObjectNode story(String key, JsonNode commit) {
        Instant authored = Instant.parse(commit.path("at").asText());
        String summary = commit.path("message").asText().replaceAll("^[^:]*: ", "");
        String service = commit.path("service").asText("");
        String assignee = commit.path("author").asText().replaceAll(" *<.*", "");
        ObjectNode ticket = ticket(
                key,
                "Story",
                summary,
                summary + ".",
                "Medium",
                OWNER,
                service.isEmpty() || service.equals("null") ? List.of() : List.of(service),
                authored.minus(Duration.ofHours(26)));
        ticket.put("assignee", assignee);
        transition(ticket, authored.minus(Duration.ofHours(3)), assignee, "To Do", "In Progress");
        for (JsonNode event : raw.events("deploy")) {
            if (event.path("what").asText().equals("finished")
                    && event.path("service").asText().equals(service)
                    && event.path("version")
                            .asText()
                            .equals(commit.path("version").asText())) {
                transition(ticket, Instant.parse(event.path("at").asText()), assignee, "In Progress", "Done");
            }
        }
        if (commit.path("version").isNull()) {
            transition(ticket, authored.plus(Duration.ofHours(3)), assignee, "In Progress", "Done");
        }
        return ticket;
    }

    private static void onCall(Map<String, ObjectNode> tickets, JsonNode event) {
        String key = event.path("key").asText();
        Instant at = Instant.parse(event.path("at").asText());
        switch (event.path("what").asText()) {
            case "created" -> {
                ObjectNode ticket = ticket(
                        key,
                        "Bug",
                        event.path("summary").asText(),
                        event.path("description").asText(),
                        "Highest",
                        ON_CALL,
                        List.of(event.path("service").asText()),
                        at);
                ticket.put("assignee", ON_CALL);
                ticket.withArray("labels").add("incident");
                tickets.put(key, ticket);
            }
            case "transition" ->
                transition(
                        filed(tickets, key),
                        at,
                        ON_CALL,
                        event.path("from").asText(),
                        event.path("status").asText());
            case "comment" -> {
                ObjectNode ticket = filed(tickets, key);
                ticket.withArray("comments")
                        .addObject()
                        .put("at", at.toString())
                        .put("author", ON_CALL)
                        .put("text", event.path("text").asText());
                ticket.put("updated", at.toString());
            }
            default -> throw new IllegalArgumentException("a ticket event is unknown: " + event);
        }
    }

    private static ObjectNode filed(Map<String, ObjectNode> tickets, String key) {
        ObjectNode ticket = tickets.get(key);
        if (ticket == null) {
            throw new IllegalArgumentException("the ticket " + key + " is changed before it is created");
        }
        return ticket;
    }

    private static ObjectNode ticket(
            String key,
            String type,
            String summary,
            String description,
            String priority,
            String reporter,
            List<String> components,
            Instant created) {
        ObjectNode ticket = JsonFiles.object()
                .put("key", key)
                .put("type", type)
                .put("summary", summary)
                .put("description", description)
                .put("status", "To Do")
                .put("priority", priority)
                .put("reporter", reporter)
                .put("assignee", reporter)
                .put("created", created.toString())
                .put("updated", created.toString())
                .putNull("resolutionDate");
        ArrayNode names = ticket.putArray("components");
        components.forEach(names::add);
        ticket.putArray("labels");
        ticket.putArray("changelog");
        ticket.putArray("comments");
        return ticket;
    }

    private static void transition(ObjectNode ticket, Instant at, String author, String from, String to) {
        ObjectNode history = ticket.withArray("changelog")
                .addObject()
                .put("at", at.toString())
                .put("author", author);
        history.putArray("items")
                .addObject()
                .put("field", "status")
                .put("from", from)
                .put("to", to);
        ticket.put("status", to).put("updated", at.toString());
        if (to.equals("Done")) {
            ticket.put("resolutionDate", at.toString());
        }
    }
}
