package io.throughline.jira;

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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Jira in memory that does what makes reading hard: pages are short, sometimes empty, and follow what changes while they
 * are read; the index lags; date literals have minutes in the account's zone.
 */
final class FakeJira implements HttpTransport {

    static final ZoneId ZONE = ZoneId.of("America/St_Johns");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXX").withZone(ZoneOffset.ofHours(-5));
    private static final Pattern CLAUSE =
            Pattern.compile("(project in|updated >=|created >=|created <=) (\\([^)]*\\)|\"[^\"]*\")");

    private final Map<Integer, Issue> issues = new TreeMap<>();
    private final List<String> queries = new ArrayList<>();
    private final Set<String> projects = new TreeSet<>(Set.of("CHK", "OPS"));
    private Instant now;
    private Duration indexLag = Duration.ZERO;
    private int pageSize = 3;
    private boolean tokensExpired;
    private int callsUntilFailure = Integer.MAX_VALUE;
    private int nextId = 10_000;

    /** An issue; what the index knows of it may be older. */
    private static final class Issue {
        private final int id;
        private final String project;
        private final Instant created;
        private Instant updated;
        private String summary;
        private Instant indexedAt;

        private Issue(int id, String project, Instant created, String summary) {
            this.id = id;
            this.project = project;
            this.created = created;
            this.updated = created;
            this.summary = summary;
            this.indexedAt = created;
        }
    }

    FakeJira(Instant now) {
        this.now = now;
    }

    void advance(Duration duration) {
        now = now.plus(duration);
    }

    Instant now() {
        return now;
    }

    void indexLag(Duration lag) {
        indexLag = lag;
    }

    /** Answers this many calls, then one with a failure, then all again. */
    void failAfter(int calls) {
        callsUntilFailure = calls;
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

    int create(String project, String summary) {
        Issue issue = new Issue(nextId++, project, now, summary);
        issue.indexedAt = now.plus(indexLag);
        issues.put(issue.id, issue);
        return issue.id;
    }

    void update(int id, String summary) {
        Issue issue = Objects.requireNonNull(issues.get(id));
        issue.summary = summary;
        issue.updated = now;
        issue.indexedAt = now.plus(indexLag);
    }

    void delete(int id) {
        issues.remove(id);
    }

    /** Returns the summaries by id, as they are now. */
    Map<String, String> summaries() {
        Map<String, String> summaries = new TreeMap<>();
        issues.values().forEach(issue -> summaries.put(String.valueOf(issue.id), issue.summary));
        return summaries;
    }

    List<String> queries() {
        return queries;
    }

    JiraClient client() {
        return JiraClient.builder(URI.create("https://acme.atlassian.net"))
                .transport(this)
                .retryPolicy(RetryPolicy.never())
                .build();
    }

    @Override
    public synchronized TransportResponse exchange(TransportRequest request) {
        if (callsUntilFailure-- == 0) {
            return error(503, "Service unavailable.");
        }
        String path = request.uri().getPath();
        if (path.endsWith("/myself")) {
            return json(200, JSON.createObjectNode().put("accountId", "bot").put("timeZone", ZONE.getId()));
        }
        if (path.endsWith("/serverInfo")) {
            return json(
                    200,
                    JSON.createObjectNode()
                            .put("deploymentType", "Cloud")
                            .put("baseUrl", "https://acme.atlassian.net")
                            .put("serverTime", TIME.format(now)));
        }
        if (path.contains("/project/")) {
            String key = path.substring(path.lastIndexOf('/') + 1);
            return projects.contains(key)
                    ? json(
                            200,
                            JSON.createObjectNode()
                                    .put("id", "1")
                                    .put("key", key)
                                    .put("name", key))
                    : error(404, "No project could be found with key '" + key + "'.");
        }
        if (path.endsWith("/search/jql")) {
            return search(request);
        }
        throw new AssertionError("unexpected call " + request);
    }

    private TransportResponse search(TransportRequest request) {
        JsonNode body;
        try {
            body = JSON.readTree(String.valueOf(request.body()));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
        String jql = body.get("jql").asText();
        queries.add(jql);
        String token = body.path("nextPageToken").asText("");
        if (!token.isEmpty() && tokensExpired) {
            tokensExpired = false;
            return error(400, "The provided next page token is invalid or expired.");
        }
        List<Issue> found = issues.values().stream()
                .filter(issue -> !issue.indexedAt.isAfter(now))
                .filter(issue -> matches(issue, jql))
                .sorted(Comparator.comparing((Issue issue) -> issue.created).thenComparing(issue -> issue.id))
                .toList();
        int offset = token.isEmpty() ? 0 : Integer.parseInt(token.split("-", -1)[0]);
        int round = token.isEmpty() ? 0 : Integer.parseInt(token.split("-", -1)[1]);
        // Every other page is empty although more follow.
        int size =
                round % 2 == 0 ? 0 : Math.min(pageSize, body.get("maxResults").asInt());
        int end = Math.min(found.size(), offset + size);
        ObjectNode page = JSON.createObjectNode();
        ArrayNode items = page.putArray("issues");
        for (Issue issue : found.subList(Math.min(offset, end), end)) {
            items.add(issue(issue));
        }
        boolean last = end >= found.size();
        page.put("isLast", last);
        if (!last) {
            page.put("nextPageToken", end + "-" + (round + 1));
        }
        return json(200, page);
    }

    private boolean matches(Issue issue, String jql) {
        String where = jql.substring(0, jql.indexOf(" ORDER BY "));
        for (String clause : where.split(" AND ", -1)) {
            Matcher matcher = CLAUSE.matcher(clause);
            if (!matcher.matches()) {
                throw new AssertionError("JQL that this Jira does not know: " + clause);
            }
            String value = matcher.group(2);
            boolean holds = switch (matcher.group(1)) {
                case "project in" -> value.contains("\"" + issue.project + "\"");
                case "updated >=" -> !issue.updated.isBefore(instant(value));
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

    private static ObjectNode issue(Issue issue) {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", String.valueOf(issue.id)).put("key", issue.project + "-" + issue.id);
        json.putObject("fields")
                .put("summary", issue.summary)
                .put("created", TIME.format(issue.created))
                .put("updated", TIME.format(issue.updated))
                .putObject("project")
                .put("key", issue.project);
        ObjectNode changelog = json.putObject("changelog").put("startAt", 0).put("total", 0);
        changelog.putArray("histories");
        return json;
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
