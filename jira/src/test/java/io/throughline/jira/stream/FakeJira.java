package io.throughline.jira.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.core.http.Headers;
import io.throughline.core.http.HttpTransport;
import io.throughline.core.http.RetryPolicy;
import io.throughline.core.http.TransportRequest;
import io.throughline.core.http.TransportResponse;
import io.throughline.jira.JiraClient;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Jira in memory that does what makes reading hard: pages are short, sometimes empty, and follow what changes while they
 * are read; the index lags, and shows what was before until then; date literals have minutes in the account's zone; tokens
 * expire; projects and single tickets are hidden and shown; tickets are moved.
 */
public final class FakeJira implements HttpTransport {

    static final ZoneId ZONE = ZoneId.of("America/St_Johns");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXX").withZone(ZoneOffset.ofHours(-5));
    private static final Pattern CLAUSE =
            Pattern.compile("(project in|updated >=|created >=|created <=) (\\([^)]*\\)|\"[^\"]*\")");

    private final boolean cloud;
    private final Map<Integer, Issue> issues = new TreeMap<>();
    private final List<String> queries = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private final Set<String> projects = new TreeSet<>(Set.of("CHK", "OPS", "SEC"));
    private final Set<String> unbrowsable = new TreeSet<>();
    private final Map<String, String> versions = new TreeMap<>();
    private Instant now;
    private Duration indexLag = Duration.ZERO;
    private int pageSize = 3;
    private boolean tokensExpired;
    private int callsUntilFailure = Integer.MAX_VALUE;
    private int nextId = 10_000;

    /** What a ticket is, or what the index believes that it is. */
    record State(String project, String summary, Instant updated, String status) {}

    /** An issue; what the index knows of it may be older. */
    private static final class Issue {
        private final int id;
        private final Instant created;
        private final TreeMap<Instant, State> indexed = new TreeMap<>();
        private final List<State> history = new ArrayList<>();
        private State state;
        private boolean hidden;

        private Issue(int id, Instant created, State state) {
            this.id = id;
            this.created = created;
            this.state = state;
        }
    }

    public FakeJira(Instant now) {
        this(now, true);
    }

    FakeJira(Instant now, boolean cloud) {
        this.now = now;
        this.cloud = cloud;
    }

    public void advance(Duration duration) {
        now = now.plus(duration);
    }

    public Instant now() {
        return now;
    }

    void indexLag(Duration lag) {
        indexLag = lag;
    }

    void pageSize(int size) {
        pageSize = size;
    }

    /** Answers this many calls, then one with a failure, then all again. */
    public void failAfter(int answered) {
        callsUntilFailure = answered;
    }

    void expireTokens() {
        tokensExpired = true;
    }

    void hide(String project) {
        projects.remove(project);
    }

    void show(String project) {
        projects.add(project);
    }

    /** Lets a project be seen, but not its tickets. */
    void forbidBrowsing(String project) {
        unbrowsable.add(project);
    }

    void allowBrowsing(String project) {
        unbrowsable.remove(project);
    }

    /** Hides a ticket by a security level, or shows it again: nothing tells it as a change. */
    void hidden(int id, boolean hidden) {
        Objects.requireNonNull(issues.get(id)).hidden = hidden;
    }

    public int create(String project, String summary) {
        Issue issue = new Issue(nextId++, now, new State(project, summary, now, "1"));
        issues.put(issue.id, issue);
        index(issue);
        return issue.id;
    }

    void update(int id, String summary) {
        Issue issue = Objects.requireNonNull(issues.get(id));
        become(issue, new State(issue.state.project(), summary, now, issue.state.status()));
    }

    void move(int id, String project) {
        Issue issue = Objects.requireNonNull(issues.get(id));
        become(issue, new State(project, issue.state.summary(), now, issue.state.status()));
    }

    /** Changes the status by its id: 1 and 2 mean to do, 3 in progress, 4 done. */
    void transition(int id, String status) {
        Issue issue = Objects.requireNonNull(issues.get(id));
        become(issue, new State(issue.state.project(), issue.state.summary(), now, status));
    }

    private void become(Issue issue, State state) {
        issue.history.add(issue.state);
        issue.state = state;
        index(issue);
    }

    private void index(Issue issue) {
        // What comes later replaces what was still on its way.
        Instant at = now.plus(indexLag);
        issue.indexed.tailMap(at, true).clear();
        issue.indexed.put(at, issue.state);
    }

    public void delete(int id) {
        issues.remove(id);
    }

    /** Adds a released version to project OPS; without a date if the text is empty. */
    void version(String id, String releaseDate) {
        versions.put(id, releaseDate);
    }

    void deleteVersion(String id) {
        versions.remove(id);
    }

    /** Returns project and summary by id, as they are now, of all that can be seen in some projects. */
    Map<String, String> visible(Set<String> keys) {
        Map<String, String> seen = new TreeMap<>();
        issues.values().stream()
                .filter(issue -> isVisible(issue) && keys.contains(issue.state.project()))
                .forEach(issue ->
                        seen.put(String.valueOf(issue.id), issue.state.project() + " " + issue.state.summary()));
        return seen;
    }

    /** Returns the summaries by id, as they are now. */
    Map<String, String> summaries() {
        Map<String, String> summaries = new TreeMap<>();
        issues.values().forEach(issue -> summaries.put(String.valueOf(issue.id), issue.state.summary()));
        return summaries;
    }

    List<Integer> ids() {
        return List.copyOf(issues.keySet());
    }

    List<String> queries() {
        return queries;
    }

    /** Returns the paths that were asked for. */
    List<String> calls() {
        return calls;
    }

    public JiraClient.Builder builder() {
        return JiraClient.builder(URI.create(cloud ? "https://acme.atlassian.net" : "https://jira.acme.example"))
                .transport(this)
                .retryPolicy(RetryPolicy.never());
    }

    JiraClient client() {
        return builder().build();
    }

    @Override
    public synchronized TransportResponse exchange(TransportRequest request) {
        String path = request.uri().getPath();
        calls.add(path);
        if (callsUntilFailure-- == 0) {
            return error(503, "Service unavailable.");
        }
        if (!path.startsWith(cloud ? "/rest/api/3/" : "/rest/api/2/")) {
            return error(404, "there is no such path on this server");
        }
        String query = String.valueOf(request.uri().getQuery());
        String resource = path.substring("/rest/api/3/".length());
        if (resource.equals("myself")) {
            return json(200, JSON.createObjectNode().put("accountId", "bot").put("timeZone", ZONE.getId()));
        }
        if (resource.equals("serverInfo")) {
            return json(
                    200,
                    JSON.createObjectNode()
                            .put("deploymentType", cloud ? "Cloud" : "Server")
                            .put("baseUrl", "https://acme.atlassian.net")
                            .put("serverTime", TIME.format(now)));
        }
        if (resource.equals("field")) {
            return json(200, JSON.createArrayNode());
        }
        if (resource.equals("status")) {
            return statuses();
        }
        if (resource.equals("mypermissions")) {
            return permissions(query);
        }
        if (resource.equals("project/search")) {
            ObjectNode page = JSON.createObjectNode().put("isLast", true);
            ArrayNode values = page.putArray("values");
            projects.stream().filter(key -> !unbrowsable.contains(key)).forEach(key -> values.add(project(key)));
            return json(200, page);
        }
        if (resource.equals("project")) {
            ArrayNode all = JSON.createArrayNode();
            projects.stream().filter(key -> !unbrowsable.contains(key)).forEach(key -> all.add(project(key)));
            return json(200, all);
        }
        Matcher version = Pattern.compile("project/([A-Z]+)/version").matcher(resource);
        if (version.matches()) {
            return versions(version.group(1));
        }
        if (resource.startsWith("project/")) {
            String key = resource.substring("project/".length());
            return projects.contains(key)
                    ? json(200, project(key))
                    : error(404, "No project could be found with key '" + key + "'.");
        }
        if (resource.equals("search/jql") || resource.equals("search")) {
            return search(body(request));
        }
        if (resource.equals("search/approximate-count")) {
            String jql = body(request).get("jql").asText() + " ORDER BY created ASC";
            long count = issues.values().stream()
                    .filter(issue -> indexed(issue)
                            .filter(state -> matches(issue, state, jql))
                            .isPresent())
                    .count();
            return json(200, JSON.createObjectNode().put("count", count));
        }
        if (resource.equals("issue/bulkfetch")) {
            return bulk(body(request));
        }
        if (resource.equals("changelog/bulkfetch")) {
            return changelogs(body(request));
        }
        if (resource.startsWith("issue/")) {
            Issue issue = issues.get(Integer.parseInt(resource.substring("issue/".length())));
            return issue == null || !isVisible(issue)
                    ? error(404, "Issue does not exist or you do not have permission to see it.")
                    : json(200, whole(issue));
        }
        throw new AssertionError("unexpected call " + request);
    }

    /** Data Center gives the whole history with a single issue. */
    private static ObjectNode whole(Issue issue) {
        ObjectNode json = JSON.createObjectNode().put("id", String.valueOf(issue.id));
        json.put("key", issue.state.project() + "-" + issue.id);
        ArrayNode histories = json.putObject("changelog").putArray("histories");
        changes(issue, issue.history.size()).forEach(histories::add);
        return json;
    }

    private static JsonNode body(TransportRequest request) {
        try {
            return JSON.readTree(String.valueOf(request.body()));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static ObjectNode project(String key) {
        return JSON.createObjectNode()
                .put("id", String.valueOf(key.hashCode()))
                .put("key", key)
                .put("name", key);
    }

    private TransportResponse statuses() {
        ArrayNode all = JSON.createArrayNode();
        String[] categories = {"new", "new", "indeterminate", "done"};
        for (int i = 0; i < categories.length; i++) {
            all.addObject()
                    .put("id", String.valueOf(i + 1))
                    .put("name", "status " + (i + 1))
                    .putObject("statusCategory")
                    .put("key", categories[i]);
        }
        return json(200, all);
    }

    private TransportResponse permissions(String query) {
        Matcher key = Pattern.compile("projectKey=([A-Z]+)").matcher(query);
        boolean may = key.find() && projects.contains(key.group(1)) && !unbrowsable.contains(key.group(1));
        ObjectNode body = JSON.createObjectNode();
        body.putObject("permissions").putObject("BROWSE_PROJECTS").put("havePermission", may);
        return json(200, body);
    }

    private TransportResponse versions(String key) {
        ObjectNode page = JSON.createObjectNode().put("isLast", true);
        ArrayNode values = page.putArray("values");
        if (key.equals("OPS")) {
            versions.forEach((id, date) -> values.addObject()
                    .put("id", id)
                    .put("name", "v" + id)
                    .put("released", true)
                    .put("archived", false)
                    .put("releaseDate", date.isEmpty() ? null : date));
        }
        return json(200, page);
    }

    private boolean isVisible(Issue issue) {
        String project = issue.state.project();
        return !issue.hidden && projects.contains(project) && !unbrowsable.contains(project);
    }

    private Optional<State> indexed(Issue issue) {
        return Optional.ofNullable(issue.indexed.floorEntry(now)).map(Map.Entry::getValue);
    }

    private TransportResponse search(JsonNode body) {
        String jql = body.get("jql").asText();
        queries.add(jql);
        String token = body.path("nextPageToken").asText("");
        if (!token.isEmpty() && tokensExpired) {
            tokensExpired = false;
            return error(400, "The provided next page token is invalid or expired.");
        }
        List<Issue> found = issues.values().stream()
                .filter(issue -> isVisible(issue)
                        && indexed(issue)
                                .filter(state -> matches(issue, state, jql))
                                .isPresent())
                .sorted(Comparator.comparing((Issue issue) -> issue.created).thenComparing(issue -> issue.id))
                .toList();
        return cloud ? byToken(body, found, token) : byOffset(body, found);
    }

    private TransportResponse byToken(JsonNode body, List<Issue> found, String token) {
        // As a real token does: it remembers the place, not the number of what came before.
        int after = token.isEmpty() ? 0 : Integer.parseInt(token.split("-", -1)[0]);
        int round = token.isEmpty() ? 0 : Integer.parseInt(token.split("-", -1)[1]);
        List<Issue> rest = found.stream().filter(issue -> issue.id > after).toList();
        // Every other page is empty although more follow.
        int size =
                round % 2 == 0 ? 0 : Math.min(pageSize, body.get("maxResults").asInt());
        List<Issue> shown = rest.subList(0, Math.min(size, rest.size()));
        ObjectNode page = JSON.createObjectNode();
        ArrayNode items = page.putArray("issues");
        shown.forEach(issue -> items.add(issue(issue)));
        boolean last = shown.size() == rest.size();
        page.put("isLast", last);
        if (!last) {
            int reached = shown.isEmpty() ? after : shown.get(shown.size() - 1).id;
            page.put("nextPageToken", reached + "-" + (round + 1));
        }
        return json(200, page);
    }

    private TransportResponse byOffset(JsonNode body, List<Issue> found) {
        int start = body.path("startAt").asInt(0);
        int end = Math.min(
                found.size(), start + Math.min(pageSize, body.path("maxResults").asInt(50)));
        ObjectNode page = JSON.createObjectNode()
                .put("startAt", start)
                .put("maxResults", pageSize)
                .put("total", found.size());
        ArrayNode items = page.putArray("issues");
        found.subList(Math.min(start, end), end).forEach(issue -> items.add(issue(issue)));
        return json(200, page);
    }

    private boolean matches(Issue issue, State state, String jql) {
        String where = jql.replaceFirst(" ORDER BY .*", "");
        for (String clause : where.split(" AND ", -1)) {
            if (clause.startsWith("id in (")) {
                return Set.of(clause.substring(7, clause.length() - 1).split(", "))
                        .contains(String.valueOf(issue.id));
            }
            Matcher matcher = CLAUSE.matcher(clause);
            if (!matcher.matches()) {
                throw new AssertionError("JQL that this Jira does not know: " + clause);
            }
            String value = matcher.group(2);
            boolean holds = switch (matcher.group(1)) {
                case "project in" -> value.contains("\"" + state.project() + "\"");
                case "updated >=" -> !state.updated().isBefore(instant(value));
                case "created >=" -> !issue.created.isBefore(instant(value));
                default -> !issue.created.isAfter(instant(value));
            };
            if (!holds) {
                return false;
            }
        }
        return true;
    }

    private static Instant instant(String literal) {
        String text = literal.replace("\"", "").replace(' ', 'T');
        return LocalDateTime.parse(text).atZone(ZONE).toInstant();
    }

    private TransportResponse bulk(JsonNode body) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode found = answer.putArray("issues");
        for (JsonNode id : body.get("issueIdsOrKeys")) {
            Issue issue = issues.get(id.asInt());
            if (issue != null && isVisible(issue)) {
                found.add(issue(issue, issue.state, issue.history.size()));
            }
        }
        answer.putArray("issueErrors");
        return json(200, answer);
    }

    private TransportResponse changelogs(JsonNode body) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode logs = answer.putArray("issueChangeLogs");
        for (JsonNode id : body.get("issueIdsOrKeys")) {
            Issue issue = issues.get(id.asInt());
            if (issue != null && isVisible(issue)) {
                ObjectNode log = logs.addObject().put("issueId", id.asText());
                ArrayNode histories = log.putArray("changeHistories");
                changes(issue, issue.history.size()).forEach(histories::add);
            }
        }
        return json(200, answer);
    }

    private ObjectNode issue(Issue issue) {
        State state = indexed(issue).orElseThrow();
        int changes = issue.history.contains(state) ? issue.history.indexOf(state) : issue.history.size();
        return issue(issue, state, changes);
    }

    private ObjectNode issue(Issue issue, State state, int changes) {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", String.valueOf(issue.id)).put("key", state.project() + "-" + issue.id);
        ObjectNode fields = json.putObject("fields")
                .put("summary", state.summary())
                .put("created", TIME.format(issue.created))
                .put("updated", TIME.format(state.updated()));
        fields.putObject("project").put("key", state.project());
        fields.putObject("status")
                .put("id", state.status())
                .put("name", "status " + state.status())
                .putObject("statusCategory")
                .put("key", new String[] {"new", "new", "indeterminate", "done"}[Integer.parseInt(state.status()) - 1]);
        List<ObjectNode> all = changes(issue, changes);
        // Only the newest come along.
        List<ObjectNode> sent = all.subList(Math.max(0, all.size() - 2), all.size());
        ObjectNode changelog = json.putObject("changelog").put("startAt", 0).put("total", all.size());
        ArrayNode histories = changelog.putArray("histories");
        sent.forEach(histories::add);
        return json;
    }

    private static List<ObjectNode> changes(Issue issue, int count) {
        List<ObjectNode> changes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            State before = issue.history.get(i);
            State after = i + 1 < issue.history.size() ? issue.history.get(i + 1) : issue.state;
            ObjectNode change = JSON.createObjectNode()
                    .put("id", String.valueOf(issue.id * 1000L + i))
                    .put("created", TIME.format(after.updated()));
            ArrayNode items = change.putArray("items");
            if (!before.status().equals(after.status())) {
                items.addObject()
                        .put("field", "status")
                        .put("fieldId", "status")
                        .put("from", before.status())
                        .put("fromString", "status " + before.status())
                        .put("to", after.status())
                        .put("toString", "status " + after.status());
            } else {
                items.addObject().put("field", "summary").put("fieldId", "summary");
            }
            changes.add(change);
        }
        return changes;
    }

    private static TransportResponse json(int status, JsonNode body) {
        return TransportResponse.of(status, Headers.of("Content-Type", "application/json"), body.toString());
    }

    private static TransportResponse error(int status, String message) {
        ObjectNode body = JSON.createObjectNode();
        body.putArray("errorMessages").add(message);
        return json(status, body);
    }
}
