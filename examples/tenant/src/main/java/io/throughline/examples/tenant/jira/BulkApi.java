package io.throughline.examples.tenant.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.tenant.wire.Json;
import io.throughline.examples.tenant.wire.WireRequest;
import io.throughline.examples.tenant.wire.WireResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Many issues by name in one call: the issues themselves, or their histories. Those that are not there are left out. */
final class BulkApi {

    private static final int MOST_ISSUES = 100;
    private static final int MOST_HISTORIES = 1_000;
    /** Small, so that a history comes in several pages. */
    private static final int LARGEST_PAGE = 3;

    private final TicketWriter writer;

    BulkApi(TicketWriter writer) {
        this.writer = writer;
    }

    WireResponse issues(WireRequest request, List<RecordedTicket> tickets) {
        JsonNode body = body(request);
        List<String> fields = texts(body.path("fields"));
        boolean changelog = texts(body.path("expand")).contains("changelog");
        ObjectNode answer = Json.object();
        ArrayNode issues = answer.putArray("issues");
        named(body, tickets, MOST_ISSUES)
                .forEach(ticket ->
                        issues.add(writer.issue(ticket, fields.isEmpty() ? List.of("*navigable") : fields, changelog)));
        answer.putArray("issueErrors");
        return WireResponse.json(200, answer);
    }

    /** Times are milliseconds here. */
    WireResponse changelogs(WireRequest request, List<RecordedTicket> tickets) {
        JsonNode body = body(request);
        Set<String> fields = new HashSet<>(texts(body.path("fieldIds")));
        int start = offset(body.path("nextPageToken").asText("0"));
        ObjectNode answer = Json.object();
        ArrayNode logs = answer.putArray("issueChangeLogs");
        int index = 0;
        int end = start + LARGEST_PAGE;
        for (RecordedTicket ticket : named(body, tickets, MOST_HISTORIES)) {
            ArrayNode histories = Json.array();
            for (int i = 0; i < ticket.changelog().size(); i++) {
                RecordedTicket.Change change = ticket.changelog().get(i);
                boolean wanted =
                        fields.isEmpty() || change.items().stream().anyMatch(item -> fields.contains(item.field()));
                if (wanted) {
                    if (index >= start && index < end) {
                        histories.add(writer.history(ticket, i)
                                .put("created", change.at().toEpochMilli()));
                    }
                    index++;
                }
            }
            if (!histories.isEmpty()) {
                logs.addObject().put("issueId", String.valueOf(ticket.id())).set("changeHistories", histories);
            }
        }
        if (index > end) {
            answer.put("nextPageToken", String.valueOf(end));
        }
        return WireResponse.json(200, answer);
    }

    private static JsonNode body(WireRequest request) {
        return Json.parse(request.body())
                .filter(JsonNode::isObject)
                .orElseThrow(() -> JiraErrors.refusal(
                        400, "There was an error parsing JSON. Check that your request body is valid."));
    }

    private static List<RecordedTicket> named(JsonNode body, List<RecordedTicket> tickets, int most) {
        List<String> names = texts(body.path("issueIdsOrKeys"));
        if (names.isEmpty() || names.size() > most) {
            throw JiraErrors.refusal(400, "issueIdsOrKeys must name between 1 and " + most + " issues.");
        }
        return tickets.stream()
                .filter(ticket -> names.stream()
                        .anyMatch(name ->
                                name.equalsIgnoreCase(ticket.key()) || name.equals(String.valueOf(ticket.id()))))
                .toList();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static int offset(String token) {
        try {
            return Integer.parseInt(token);
        } catch (NumberFormatException e) {
            throw JiraErrors.refusal(400, "The provided next page token is invalid or expired.");
        }
    }
}
