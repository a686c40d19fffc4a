package io.throughline.examples.tenant.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.tenant.wire.Json;
import io.throughline.examples.tenant.wire.WireRequest;
import io.throughline.examples.tenant.wire.WireResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** {@code POST /search/jql}: pages by token, without a total, and smaller than asked for. */
final class SearchApi {

    private static final Set<String> MEMBERS = Set.of(
            "jql", "nextPageToken", "maxResults", "fields", "expand", "properties", "fieldsByKeys", "reconcileIssues");
    private static final int LARGEST_PAGE = 4;
    private static final int LARGEST_PAGE_OF_IDS = 25;

    private final TicketWriter writer;
    private final Set<String> projects;

    SearchApi(TicketWriter writer, Set<String> projects) {
        this.writer = writer;
        this.projects = projects;
    }

    WireResponse answer(WireRequest request, List<RecordedTicket> tickets, Instant now) {
        JsonNode body = Json.parse(request.body())
                .filter(JsonNode::isObject)
                .orElseThrow(() -> JiraErrors.refusal(
                        400, "There was an error parsing JSON. Check that your request body is valid."));
        for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
            if (!MEMBERS.contains(names.next())) {
                throw JiraErrors.refusal(
                        400, "Invalid request payload. Refer to the REST API documentation and try again.");
            }
        }
        String jql = body.path("jql").asText("");
        Jql query = bounded(jql);
        int most = body.path("maxResults").asInt(50);
        if (most < 1 || most > 5000) {
            throw JiraErrors.refusal(400, "maxResults must be between 1 and 5000, was " + most + ".");
        }
        List<String> fields = new ArrayList<>();
        body.path("fields").forEach(field -> fields.add(field.asText()));
        boolean onlyIds = fields.isEmpty() || fields.equals(List.of("id")) || fields.equals(List.of("key"));
        List<RecordedTicket> found = new JqlMatcher(projects, now).search(query, tickets);
        int from = body.hasNonNull("nextPageToken")
                ? offset(body.get("nextPageToken").asText(), jql)
                : 0;
        int to = Math.min(found.size(), from + Math.min(most, onlyIds ? LARGEST_PAGE_OF_IDS : LARGEST_PAGE));
        boolean changelog = body.path("expand").asText("").contains("changelog");
        ObjectNode page = Json.object();
        ArrayNode issues = page.putArray("issues");
        for (RecordedTicket ticket : found.subList(Math.min(from, to), to)) {
            issues.add(writer.issue(ticket, fields, changelog));
        }
        if (to < found.size()) {
            page.put("nextPageToken", token(to, jql));
        }
        return WireResponse.json(200, page.put("isLast", to >= found.size()));
    }

    /** An estimate in Jira; here it is exact. */
    WireResponse count(WireRequest request, List<RecordedTicket> tickets, Instant now) {
        String jql = Json.parse(request.body())
                .map(body -> body.path("jql").asText(""))
                .orElse("");
        int count = new JqlMatcher(projects, now).search(bounded(jql), tickets).size();
        return WireResponse.json(200, Json.object().put("count", count));
    }

    private static Jql bounded(String jql) {
        Jql query = JqlParser.parse(jql);
        if (!query.bounded()) {
            throw JiraErrors.refusal(
                    400, "Unbounded JQL queries are not allowed here. Please add a search restriction to your query.");
        }
        return query;
    }

    /** A token is good for the query that it was given for. */
    private static String token(int offset, String jql) {
        String text = offset + ":" + Integer.toHexString(jql.hashCode());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static int offset(String token, String jql) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            int offset = Integer.parseInt(text.substring(0, Math.max(0, text.indexOf(':'))));
            if (token(offset, jql).equals(token)) {
                return offset;
            }
        } catch (IllegalArgumentException e) {
            // refused below
        }
        throw JiraErrors.refusal(400, "The provided next page token is invalid or expired.");
    }
}
