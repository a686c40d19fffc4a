package io.throughline.jira.tracker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.core.http.Headers;
import io.throughline.core.http.HttpTransport;
import io.throughline.core.http.TransportFailure;
import io.throughline.core.http.TransportFailure.Phase;
import io.throughline.core.http.TransportRequest;
import io.throughline.core.http.TransportResponse;
import io.throughline.core.testkit.ScriptedTracker.Fault;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A Jira in memory whose issues are written: what is written can be lost, unanswered or late, and the index lags. */
final class TicketJira implements HttpTransport {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LABELS = Pattern.compile("labels = \"([^\"]+)\"");
    private static final Pattern KEYS = Pattern.compile("[A-Z]+-\\d+");
    private static final String[] CATEGORIES = {"new", "indeterminate", "done"};

    private final Clock clock;
    private final boolean cloud;
    private final Duration longestDelay;
    private final Map<Integer, Issue> issues = new TreeMap<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private Duration indexLag = Duration.ZERO;
    private int nextNumber = 40;

    private static final class Issue {
        private final int id;
        private final String key;
        private final JsonNode fields;
        private final Instant created;
        private final Instant indexed;
        private final Map<Integer, Comment> comments = new TreeMap<>();
        private final Map<String, JsonNode> links = new TreeMap<>();
        private int status;

        private Issue(int number, JsonNode fields, Instant created, Instant indexed) {
            this.id = 10_000 + number;
            this.key = "OPS-" + number;
            this.fields = fields;
            this.created = created;
            this.indexed = indexed;
        }
    }

    private record Comment(JsonNode json, Instant created) {}

    TicketJira(Clock clock, boolean cloud, Duration longestDelay) {
        this.clock = clock;
        this.cloud = cloud;
        this.longestDelay = longestDelay;
        // An older issue, which the index knows.
        issues.put(10_039, new Issue(39, JSON.createObjectNode(), Instant.EPOCH, Instant.EPOCH));
    }

    void fault(Fault fault) {
        faults.add(fault);
    }

    void indexLag(Duration lag) {
        indexLag = lag;
    }

    int labelled(String label) {
        return (int) issues.values().stream()
                .filter(issue -> hasLabel(issue, label))
                .count();
    }

    int comments(String id, String property) {
        return (int) issue(id).comments.values().stream()
                .filter(comment -> comment.json().at("/properties/0/key").asText().equals(property))
                .count();
    }

    int links(String id, String globalId) {
        return issue(id).links.containsKey(globalId) ? 1 : 0;
    }

    void delete(String id) {
        issues.remove(Integer.parseInt(id));
    }

    @Override
    public synchronized TransportResponse exchange(TransportRequest request) throws IOException {
        String path = request.uri().getPath();
        if (!path.startsWith(cloud ? "/rest/api/3/" : "/rest/api/2/")) {
            return error(404, "there is no such path on this server");
        }
        String resource = path.substring("/rest/api/3/".length());
        if (resource.equals("serverInfo")) {
            return json(
                    200,
                    JSON.createObjectNode()
                            .put("deploymentType", cloud ? "Cloud" : "Server")
                            .put("baseUrl", "https://acme.atlassian.net"));
        }
        if (resource.equals("issue/bulkfetch")) {
            return bulk(body(request));
        }
        if (resource.startsWith("search")) {
            return search(body(request).get("jql").asText());
        }
        boolean write = request.method().equals("POST");
        if (resource.equals("issue") && write) {
            return create(body(request).get("fields"));
        }
        Matcher part = Pattern.compile("issue/([^/]+)(?:/(comment|transitions|remotelink))?").matcher(resource);
        if (!part.matches()) {
            throw new AssertionError("unexpected call " + request);
        }
        Issue issue = find(part.group(1));
        if (issue == null) {
            return error(404, "Issue does not exist or you do not have permission to see it.");
        }
        if (part.group(2) == null) {
            return json(200, shown(issue));
        }
        return switch (part.group(2)) {
            case "comment" -> write ? comment(issue, body(request)) : commentsOf(issue);
            case "transitions" -> write ? take(issue, body(request)) : transitions(issue);
            default -> link(issue, body(request));
        };
    }

    private TransportResponse create(JsonNode fields) throws IOException {
        if (fields.at("/summary").asText().length() > 255) {
            return error(400, "Summary must be less than 255 characters.");
        }
        return write(at -> {
            Issue issue = new Issue(nextNumber++, fields, at, at.plus(indexLag));
            issues.put(issue.id, issue);
            return json(
                    201, JSON.createObjectNode().put("id", "" + issue.id).put("key", issue.key));
        });
    }

    private TransportResponse comment(Issue issue, JsonNode comment) throws IOException {
        return write(at -> {
            int id = 500 + issue.comments.size();
            issue.comments.put(id, new Comment(((ObjectNode) comment).put("id", "" + id), at));
            return json(201, comment);
        });
    }

    private TransportResponse commentsOf(Issue issue) {
        ObjectNode page = JSON.createObjectNode().put("startAt", 0);
        ArrayNode comments = page.putArray("comments");
        for (Comment comment : issue.comments.values()) {
            if (!comment.created().isAfter(clock.instant())) {
                comments.add(comment.json());
            }
        }
        return json(200, page.put("total", comments.size()));
    }

    private TransportResponse transitions(Issue issue) {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode all = body.putArray("transitions");
        for (int to = 0; to < CATEGORIES.length; to++) {
            if (to != issue.status) {
                ObjectNode transition = all.addObject().put("id", "" + to).put("name", "to " + to);
                transition.set("to", status(to));
                transition.putObject("fields");
            }
        }
        return json(200, body);
    }

    private TransportResponse take(Issue issue, JsonNode body) throws IOException {
        return write(at -> {
            issue.status = body.at("/transition/id").asInt();
            return TransportResponse.of(204, Headers.of("Content-Type", "application/json"), "");
        });
    }

    private TransportResponse link(Issue issue, JsonNode body) throws IOException {
        return write(at -> {
            issue.links.put(body.get("globalId").asText(), body);
            return json(201, JSON.createObjectNode().put("id", 1));
        });
    }

    private TransportResponse search(String jql) {
        Matcher label = LABELS.matcher(jql);
        boolean byLabel = label.find();
        boolean byKey = jql.contains("key in");
        if (!byLabel && !byKey && !jql.startsWith("project = \"OPS\"")) {
            throw new AssertionError("unexpected query " + jql);
        }
        List<String> keys = KEYS.matcher(jql).results().map(MatchResult::group).toList();
        List<Issue> found = issues.values().stream()
                .filter(issue -> !issue.indexed.isAfter(clock.instant()))
                .filter(issue -> !byLabel || hasLabel(issue, label.group(1)))
                .filter(issue -> !byKey || keys.contains(issue.key))
                .sorted(Comparator.comparing((Issue issue) -> issue.created).reversed())
                .toList();
        ObjectNode page = JSON.createObjectNode();
        ArrayNode shown = page.putArray("issues");
        found.forEach(issue -> shown.add(shown(issue)));
        return json(200, page.put("isLast", true).put("startAt", 0).put("total", found.size()));
    }

    private TransportResponse bulk(JsonNode body) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode found = answer.putArray("issues");
        for (JsonNode name : body.get("issueIdsOrKeys")) {
            Issue issue = find(name.asText());
            if (issue != null) {
                found.add(shown(issue));
            }
        }
        answer.putArray("issueErrors");
        return json(200, answer);
    }

    private TransportResponse write(Write write) throws IOException {
        Instant now = clock.instant();
        Fault fault = faults.poll();
        if (fault == null) {
            return write.at(now);
        }
        switch (fault) {
            case REFUSED -> {
                return error(400, "the project is read-only for a moment");
            }
            case LOST_ANSWER -> write.at(now);
            case LATE -> write.at(now.plus(longestDelay).minusMillis(1).minus(indexLag));
            case LOST_REQUEST -> {
                // nothing arrived
            }
        }
        throw new TransportFailure(Phase.RESPONSE, "the connection was reset", null);
    }

    private Issue issue(String id) {
        Issue issue = find(id);
        if (issue == null) {
            throw new AssertionError("no issue " + id);
        }
        return issue;
    }

    private @Nullable Issue find(String idOrKey) {
        return issues.values().stream()
                .filter(issue -> idOrKey.equals("" + issue.id) || idOrKey.equals(issue.key))
                .filter(issue -> !issue.created.isAfter(clock.instant()))
                .findFirst()
                .orElse(null);
    }

    private static boolean hasLabel(Issue issue, String label) {
        for (JsonNode one : issue.fields.path("labels")) {
            if (one.asText().equalsIgnoreCase(label)) {
                return true;
            }
        }
        return false;
    }

    private static ObjectNode shown(Issue issue) {
        ObjectNode json = JSON.createObjectNode().put("id", "" + issue.id).put("key", issue.key);
        ObjectNode fields = json.putObject("fields");
        fields.put("summary", issue.fields.path("summary").asText());
        fields.set("labels", issue.fields.path("labels").deepCopy());
        fields.set("status", status(issue.status));
        fields.putObject("project").put("key", "OPS");
        return json;
    }

    private static ObjectNode status(int index) {
        ObjectNode status = JSON.createObjectNode().put("id", "" + index).put("name", "status " + index);
        status.putObject("statusCategory").put("key", CATEGORIES[index]);
        return status;
    }

    private static JsonNode body(TransportRequest request) {
        try {
            return JSON.readTree(String.valueOf(request.body()));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static TransportResponse json(int status, JsonNode body) {
        return TransportResponse.of(status, Headers.of("Content-Type", "application/json"), body.toString());
    }

    private static TransportResponse error(int status, String message) {
        ObjectNode body = JSON.createObjectNode();
        body.putArray("errorMessages").add(message);
        return json(status, body);
    }

    /** Something done at an instant. */
    private interface Write {
        TransportResponse at(Instant instant);
    }
}
