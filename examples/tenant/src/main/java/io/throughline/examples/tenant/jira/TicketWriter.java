package io.throughline.examples.tenant.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.tenant.wire.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes tickets and their changelogs as Jira does. */
final class TicketWriter {

    /** How many entries a search shows of a changelog; the rest must be asked for. */
    private static final int SHOWN_HISTORIES = 3;

    private final String site;
    private final String projectName;

    TicketWriter(String site, String projectName) {
        this.site = site;
        this.projectName = projectName;
    }

    ObjectNode issue(RecordedTicket ticket, List<String> fields, boolean changelog) {
        ObjectNode issue = Json.object()
                .put("expand", "operations,versionedRepresentations,editmeta,changelog,renderedFields")
                .put("id", String.valueOf(ticket.id()))
                .put("self", api("issue", ticket.id()))
                .put("key", ticket.key());
        ObjectNode shown = Json.object();
        fields(ticket).forEach((name, value) -> {
            boolean all = fields.contains("*all") || fields.contains("*navigable");
            if ((all || fields.contains(name)) && !fields.contains("-" + name)) {
                shown.set(name, value);
            }
        });
        if (!fields.isEmpty() && !fields.equals(List.of("id"))) {
            issue.set("fields", shown);
        }
        if (changelog) {
            issue.set("changelog", histories(ticket));
        }
        return issue;
    }

    private Map<String, JsonNode> fields(RecordedTicket ticket) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        fields.put("summary", text(ticket.field("summary")));
        fields.put("status", status(ticket.field("status").orElse("To Do")));
        fields.put(
                "priority",
                ticket.field("priority").<JsonNode>map(this::priority).orElse(nothing()));
        fields.put(
                "issuetype",
                named("issuetype", Vocabulary.id("issuetype", ticket.type()), ticket.type())
                        .put("subtask", false)
                        .put("hierarchyLevel", 0));
        fields.put(
                "project",
                named("project", Vocabulary.id("project", ticket.project()), projectName)
                        .put("key", ticket.project())
                        .put("projectTypeKey", "software"));
        ArrayNode labels = Json.array();
        ticket.labels().forEach(labels::add);
        fields.put("labels", labels);
        ArrayNode components = Json.array();
        ticket.components().forEach(name -> components.add(named("component", Vocabulary.id("component", name), name)));
        fields.put("components", components);
        fields.put("created", text(Optional.of(JiraTimes.write(ticket.created()))));
        fields.put("updated", text(Optional.of(JiraTimes.write(ticket.updated()))));
        fields.put(
                "resolution",
                ticket.field("resolution")
                        .<JsonNode>map(name -> named("resolution", Vocabulary.id("resolution", name), name))
                        .orElse(nothing()));
        fields.put("resolutiondate", text(ticket.resolved().map(JiraTimes::write)));
        fields.put("statuscategorychangedate", text(Optional.of(JiraTimes.write(categoryChanged(ticket)))));
        fields.put("description", ticket.description().isEmpty() ? nothing() : document(ticket.description()));
        fields.put(
                "assignee", ticket.field("assignee").<JsonNode>map(this::person).orElse(nothing()));
        fields.put(
                "reporter", ticket.field("reporter").<JsonNode>map(this::person).orElse(nothing()));
        return fields;
    }

    /** When a change of status last moved the ticket from one category to another; else when it was created. */
    private static Instant categoryChanged(RecordedTicket ticket) {
        Instant changed = ticket.created();
        for (RecordedTicket.Change change : ticket.changelog()) {
            for (RecordedTicket.Item item : change.items()) {
                boolean moved = item.field().equals("status")
                        && item.from() != null
                        && item.to() != null
                        && !Vocabulary.category(item.from()).equals(Vocabulary.category(item.to()));
                changed = moved ? change.at() : changed;
            }
        }
        return changed;
    }

    ObjectNode status(String name) {
        ObjectNode status = named("status", Vocabulary.statusId(name), name);
        Vocabulary.Category category = Vocabulary.category(name);
        status.putObject("statusCategory")
                .put("self", api("statuscategory", category.id()))
                .put("id", category.id())
                .put("key", category.key())
                .put("colorName", category.color())
                .put("name", category.name());
        return status;
    }

    private ObjectNode priority(String name) {
        return named("priority", Vocabulary.priorityId(name), name);
    }

    ObjectNode person(String name) {
        String id = Vocabulary.accountId(name);
        return Json.object()
                .put("self", site + "/rest/api/3/user?accountId=" + id)
                .put("accountId", id)
                .put("accountType", "atlassian")
                .put("active", true)
                .put("displayName", name);
    }

    /** The newest entries, newest first. */
    private ObjectNode histories(RecordedTicket ticket) {
        int total = ticket.changelog().size();
        int shown = Math.min(total, SHOWN_HISTORIES);
        ObjectNode changelog =
                Json.object().put("startAt", 0).put("maxResults", shown).put("total", total);
        ArrayNode histories = changelog.putArray("histories");
        for (int i = total - 1; i >= total - shown; i--) {
            histories.add(history(ticket, i));
        }
        return changelog;
    }

    ObjectNode history(RecordedTicket ticket, int index) {
        RecordedTicket.Change change = ticket.changelog().get(index);
        ObjectNode history = Json.object().put("id", String.valueOf(ticket.id() * 100 + index));
        history.set("author", person(change.author()));
        history.put("created", JiraTimes.write(change.at()));
        ArrayNode items = history.putArray("items");
        for (RecordedTicket.Item item : change.items()) {
            items.addObject()
                    .put("field", item.field())
                    .put("fieldtype", "jira")
                    .put("fieldId", item.field())
                    .put("from", id(item.field(), item.from()))
                    .put("fromString", item.from())
                    .put("to", id(item.field(), item.to()))
                    .put("toString", item.to());
        }
        return history;
    }

    private static @org.jspecify.annotations.Nullable String id(
            String field, @org.jspecify.annotations.Nullable String value) {
        if (value == null) {
            return null;
        }
        return switch (field) {
            case "status" -> Vocabulary.statusId(value);
            case "priority" -> Vocabulary.priorityId(value);
            case "assignee", "reporter" -> Vocabulary.accountId(value);
            case "summary", "description", "labels" -> null;
            default -> Vocabulary.id(field, value);
        };
    }

    /** Plain text as a document: a paragraph for each line. */
    private static ObjectNode document(String text) {
        ObjectNode document = Json.object().put("version", 1).put("type", "doc");
        ArrayNode content = document.putArray("content");
        text.lines().forEach(line -> {
            ObjectNode paragraph = content.addObject().put("type", "paragraph");
            if (!line.isEmpty()) {
                paragraph.putArray("content").addObject().put("type", "text").put("text", line);
            }
        });
        return document;
    }

    ObjectNode named(String kind, String id, String name) {
        return Json.object().put("self", api(kind, id)).put("id", id).put("name", name);
    }

    private String api(String kind, Object id) {
        return site + "/rest/api/3/" + kind + "/" + id;
    }

    private static JsonNode text(Optional<String> value) {
        return value.<JsonNode>map(text -> Json.mapper().getNodeFactory().textNode(text))
                .orElse(nothing());
    }

    private static JsonNode nothing() {
        return Json.mapper().nullNode();
    }
}
