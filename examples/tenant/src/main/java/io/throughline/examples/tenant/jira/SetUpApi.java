package io.throughline.examples.tenant.jira;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.tenant.wire.Json;
import io.throughline.examples.tenant.wire.WireResponse;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** How the project is set up: statuses, fields, versions, and what the account may create and do, which is nothing. */
final class SetUpApi {

    private static final Map<String, String> FIELDS = fields();

    private final TicketWriter writer;
    private final Collection<String> statuses;

    SetUpApi(TicketWriter writer, List<RecordedTicket> tickets) {
        this.writer = writer;
        this.statuses = statuses(tickets);
    }

    private static Map<String, String> fields() {
        TreeMap<String, String> fields = new TreeMap<>();
        fields.put("summary", "Summary/string");
        fields.put("description", "Description/string");
        fields.put("status", "Status/status");
        fields.put("statuscategorychangedate", "Status Category Changed/datetime");
        fields.put("priority", "Priority/priority");
        fields.put("issuetype", "Issue Type/issuetype");
        fields.put("project", "Project/project");
        fields.put("labels", "Labels/array");
        fields.put("components", "Components/array");
        fields.put("created", "Created/datetime");
        fields.put("updated", "Updated/datetime");
        fields.put("resolution", "Resolution/resolution");
        fields.put("resolutiondate", "Resolved/datetime");
        fields.put("assignee", "Assignee/user");
        fields.put("reporter", "Reporter/user");
        return fields;
    }

    private static Collection<String> statuses(List<RecordedTicket> tickets) {
        TreeSet<String> names = new TreeSet<>();
        for (RecordedTicket ticket : tickets) {
            ticket.field("status").ifPresent(names::add);
            ticket.changelog().stream()
                    .flatMap(change -> change.items().stream())
                    .filter(item -> item.field().equals("status"))
                    .forEach(item -> {
                        if (item.from() != null) {
                            names.add(item.from());
                        }
                        if (item.to() != null) {
                            names.add(item.to());
                        }
                    });
        }
        return names;
    }

    WireResponse statuses() {
        ArrayNode all = Json.array();
        statuses.forEach(name -> all.add(writer.status(name)));
        return WireResponse.json(200, all);
    }

    WireResponse fieldList() {
        ArrayNode all = Json.array();
        FIELDS.forEach((id, told) -> {
            String[] nameAndType = told.split("/", -1);
            ObjectNode field = all.addObject()
                    .put("id", id)
                    .put("key", id)
                    .put("name", nameAndType[0])
                    .put("custom", false)
                    .put("orderable", true)
                    .put("navigable", true)
                    .put("searchable", true);
            field.putArray("clauseNames").add(id);
            field.putObject("schema").put("type", nameAndType[1]).put("system", id);
        });
        return WireResponse.json(200, all);
    }

    /** The recorded project has no versions. */
    WireResponse versions() {
        return WireResponse.json(200, page("values"));
    }

    /** The account may create nothing. */
    WireResponse issueTypes() {
        return WireResponse.json(200, page("issueTypes"));
    }

    WireResponse createFields() {
        return WireResponse.json(200, page("fields"));
    }

    /** The account may move nothing. */
    WireResponse transitions() {
        ObjectNode answer = Json.object().put("expand", "transitions");
        answer.putArray("transitions");
        return WireResponse.json(200, answer);
    }

    private static ObjectNode page(String items) {
        ObjectNode page = Json.object()
                .put("maxResults", 50)
                .put("startAt", 0)
                .put("total", 0)
                .put("isLast", true);
        page.putArray(items);
        return page;
    }
}
