package io.throughline.sonarcloud;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.core.http.Headers;
import io.throughline.core.http.HttpTransport;
import io.throughline.core.http.TransportRequest;
import io.throughline.core.http.TransportResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A SonarCloud in memory, as far as the streams ask: it pages, ends searches at a wall, answers for unknown projects as
 * the real one does, and refuses parameters that it does not know, which the real one would silently ignore.
 */
final class SimulatedSonar implements HttpTransport {

    static final Set<String> METRICS = Set.of(
            "alert_status", "bugs", "coverage", "ncloc", "new_violations", "software_quality_reliability_rating");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter DATES = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXX", Locale.ROOT);

    /** An analysis with what it measured. */
    record Analysis(String key, Instant date, String version, String revision, Map<String, String> measures) {}

    /** An issue; {@code closed} is null while it is open. */
    record Issue(
            String key,
            String rule,
            String severity,
            String impact,
            String status,
            Instant created,
            Instant updated,
            @Nullable Instant closed) {

        boolean isGrave() {
            return impact.equals("BLOCKER") || impact.equals("HIGH");
        }
    }

    /** A hotspot. */
    record Hotspot(String key, String probability, String status, Instant created, Instant updated) {}

    /** A branch with what it has. */
    static final class Branch {
        final String id;
        String name;
        final List<Analysis> analyses = new ArrayList<>();
        final Map<String, Issue> issues = new TreeMap<>();
        final Map<String, Hotspot> hotspots = new TreeMap<>();

        Branch(String id, String name) {
            this.id = id;
            this.name = name;
        }

        Optional<Analysis> latest() {
            return analyses.isEmpty() ? Optional.empty() : Optional.of(analyses.get(analyses.size() - 1));
        }
    }

    /** A project: the first branch is the main one. */
    static final class Project {
        final String key;
        final List<Branch> branches = new ArrayList<>();
        /** Date of the latest analysis by pull request. */
        final Map<String, Instant> pullRequests = new TreeMap<>();

        boolean broken;

        Project(String key) {
            this.key = key;
            branches.add(new Branch(key + "-0", "main"));
        }

        Branch main() {
            return branches.get(0);
        }
    }

    boolean tokenValid = true;
    boolean webhooksAllowed = true;
    /** The mode of a server; null where it has no choice, or on Cloud. */
    @Nullable
    String mode;

    @Nullable
    String tokenExpiry;

    Instant serverTime = Instant.parse("2026-03-01T08:00:00Z");
    final Map<String, Project> projects = new TreeMap<>();
    final List<String> calls = new ArrayList<>();
    /** Results that one search pages through. */
    int wall = 10_000;
    /** The largest page; smaller than the real one's, so that little data has several pages. */
    int largestPage = 500;

    @Override
    public synchronized TransportResponse exchange(TransportRequest request) {
        String path = request.uri().getPath();
        Map<String, String> parameters = parameters(request.uri().getRawQuery());
        calls.add(path + " " + parameters);
        try {
            ObjectNode body = answer(path, parameters);
            if (!parameters.isEmpty()) {
                throw new AssertionError(path + " was sent parameters that it does not know: " + parameters);
            }
            Map<String, String> headers = new HashMap<>(Map.of(
                    "Content-Type",
                    "application/json",
                    "Date",
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(serverTime.atOffset(ZoneOffset.UTC))));
            if (tokenExpiry != null) {
                headers.put("SonarQube-Authentication-Token-Expiration", tokenExpiry);
            }
            return TransportResponse.of(200, headers(headers), body.toString());
        } catch (Refusal e) {
            ObjectNode body = JSON.createObjectNode();
            body.putArray("errors").addObject().put("msg", e.getMessage());
            return TransportResponse.of(e.status, Headers.of("Content-Type", "application/json"), body.toString());
        }
    }

    private static Headers headers(Map<String, String> fields) {
        Map<String, List<String>> lists = new HashMap<>();
        fields.forEach((name, value) -> lists.put(name, List.of(value)));
        return Headers.copyOf(lists);
    }

    private ObjectNode answer(String path, Map<String, String> parameters) {
        parameters.remove("organization");
        return switch (path) {
            case "/api/authentication/validate" -> JSON.createObjectNode().put("valid", tokenValid);
            case "/api/system/status" ->
                JSON.createObjectNode().put("version", "25.12.0.1").put("status", "UP");
            case "/api/v2/clean-code-policy/mode" -> {
                if (mode == null) {
                    throw new Refusal(404, "Unknown url : " + path);
                }
                yield JSON.createObjectNode().put("mode", mode);
            }
            case "/api/webhooks/list" -> webhooks(parameters);
            case "/api/qualitygates/project_status" -> gate(parameters);
            case "/api/projects/search" -> list(parameters);
            case "/api/components/search" -> {
                parameters.remove("qualifiers");
                yield list(parameters);
            }
            case "/api/components/show" -> component(parameters);
            case "/api/project_branches/list" -> branches(parameters);
            case "/api/project_pull_requests/list" -> pullRequests(parameters);
            case "/api/project_analyses/search" -> analyses(parameters);
            case "/api/metrics/search" -> metrics(parameters);
            case "/api/measures/component" -> measures(parameters);
            case "/api/measures/search_history" -> history(parameters);
            case "/api/issues/search" -> issues(parameters);
            case "/api/hotspots/search" -> hotspots(parameters);
            default -> throw new Refusal(404, "Unknown url : " + path);
        };
    }

    private ObjectNode webhooks(Map<String, String> parameters) {
        parameters.remove("project");
        if (!webhooksAllowed) {
            throw new Refusal(403, "Insufficient privileges");
        }
        ObjectNode body = JSON.createObjectNode();
        body.putArray("webhooks");
        return body;
    }

    private ObjectNode gate(Map<String, String> parameters) {
        Project project = readable(parameters.remove("projectKey"));
        ObjectNode body = JSON.createObjectNode();
        body.putObject("projectStatus")
                .put(
                        "status",
                        project.main()
                                .latest()
                                .map(latest -> latest.measures().get("alert_status"))
                                .orElse("NONE"))
                .putArray("conditions");
        return body;
    }

    private ObjectNode list(Map<String, String> parameters) {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode components = body.putArray("components");
        page(body, parameters, new ArrayList<>(projects.values())).forEach(project -> {
            ObjectNode component =
                    components.addObject().put("key", project.key).put("qualifier", "TRK");
            project.main().latest().ifPresent(latest -> component.put("lastAnalysisDate", text(latest.date())));
        });
        return body;
    }

    private ObjectNode component(Map<String, String> parameters) {
        Project project = project(parameters.remove("component"));
        ObjectNode body = JSON.createObjectNode();
        ObjectNode component =
                body.putObject("component").put("key", project.key).put("qualifier", "TRK");
        branch(project, parameters).latest().ifPresent(latest -> component.put("analysisDate", text(latest.date())));
        return body;
    }

    private ObjectNode branches(Map<String, String> parameters) {
        Project project = readable(parameters.remove("project"));
        ObjectNode body = JSON.createObjectNode();
        ArrayNode list = body.putArray("branches");
        for (Branch branch : project.branches) {
            ObjectNode node = list.addObject()
                    .put("name", branch.name)
                    .put("isMain", branch == project.main())
                    .put("type", "LONG")
                    .put("branchId", branch.id);
            ObjectNode status = node.putObject("status");
            branch.latest().ifPresent(latest -> {
                status.put("qualityGateStatus", latest.measures().get("alert_status"));
                node.put("analysisDate", text(latest.date()));
                node.putObject("commit").put("sha", latest.revision());
            });
        }
        return body;
    }

    private ObjectNode pullRequests(Map<String, String> parameters) {
        Project project = readable(parameters.remove("project"));
        ObjectNode body = JSON.createObjectNode();
        ArrayNode list = body.putArray("pullRequests");
        project.pullRequests.forEach((key, date) -> list.addObject()
                .put("key", key)
                .put("title", "Change " + key)
                .put("branch", "feature/" + key)
                .put("base", "main")
                .put("analysisDate", text(date))
                .putObject("status")
                .put("qualityGateStatus", "OK"));
        return body;
    }

    private ObjectNode analyses(Map<String, String> parameters) {
        Branch branch = branch(readable(parameters.remove("project")), parameters);
        List<Analysis> found = new ArrayList<>(within(branch, parameters));
        java.util.Collections.reverse(found);
        ObjectNode body = JSON.createObjectNode();
        ArrayNode list = body.putArray("analyses");
        page(body, parameters, found)
                .forEach(analysis -> list.addObject()
                        .put("key", analysis.key())
                        .put("date", text(analysis.date()))
                        .put("projectVersion", analysis.version())
                        .put("revision", analysis.revision())
                        .putArray("events"));
        return body;
    }

    private ObjectNode metrics(Map<String, String> parameters) {
        ObjectNode body = JSON.createObjectNode();
        int small = largestPage;
        largestPage = 500; // there are never more
        List<String> page = page(body, parameters, new ArrayList<>(new TreeSet<>(METRICS)));
        largestPage = small;
        ObjectNode paging = (ObjectNode) body.remove("paging");
        body.put("total", paging.get("total").asInt())
                .put("p", paging.get("pageIndex").asInt())
                .put("ps", paging.get("pageSize").asInt());
        ArrayNode list = body.putArray("metrics");
        page.forEach(key -> list.addObject()
                .put("key", key)
                .put("type", key.equals("alert_status") ? "LEVEL" : key.equals("coverage") ? "PERCENT" : "INT"));
        return body;
    }

    private ObjectNode measures(Map<String, String> parameters) {
        Branch branch = branch(readable(parameters.remove("component")), parameters);
        parameters.remove("additionalFields");
        List<String> keys = keys(parameters.remove("metricKeys"), 404);
        ObjectNode body = JSON.createObjectNode();
        ArrayNode list = body.putObject("component").putArray("measures");
        branch.latest()
                .ifPresent(latest -> keys.forEach(key -> {
                    String value = latest.measures().get(key);
                    if (value != null) {
                        list.addObject().put("metric", key).putObject("period").put("value", value);
                    }
                }));
        body.putObject("period").put("mode", "PREVIOUS_VERSION").put("parameter", "1.0");
        return body;
    }

    /** Has no values of new code, as the real one. */
    private ObjectNode history(Map<String, String> parameters) {
        Branch branch = branch(readable(parameters.remove("component")), parameters);
        List<String> keys = keys(parameters.remove("metrics"), 400);
        ObjectNode body = JSON.createObjectNode();
        List<Analysis> page = page(body, parameters, within(branch, parameters));
        ArrayNode list = body.putArray("measures");
        for (String key : keys) {
            ArrayNode history = list.addObject().put("metric", key).putArray("history");
            for (Analysis analysis : page) {
                ObjectNode point = history.addObject().put("date", text(analysis.date()));
                String value = analysis.measures().get(key);
                if (value != null && !key.startsWith("new_")) {
                    point.put("value", value);
                }
            }
        }
        return body;
    }

    private ObjectNode issues(Map<String, String> parameters) {
        Project project = projects.get(Optional.ofNullable(parameters.remove("componentKeys"))
                .orElseGet(() -> parameters.remove("components")));
        if (project != null && project.broken) {
            throw new Refusal(403, "Insufficient privileges");
        }
        List<Issue> all = project == null
                ? List.of()
                : new ArrayList<>(branch(project, parameters).issues.values());
        List<Predicate<Issue>> filters = new ArrayList<>();
        filter(parameters, "impactSeverities", Issue::impact, filters);
        filter(parameters, "severities", Issue::severity, filters);
        filter(parameters, "rules", Issue::rule, filters);
        filter(parameters, "issueStatuses", Issue::status, filters);
        filter(parameters, "types", issue -> "BUG", filters);
        filter(parameters, "impactSoftwareQualities", issue -> "RELIABILITY", filters);
        filter(parameters, "issues", Issue::key, filters);
        filter(parameters, "files", issue -> "A.java", filters);
        filter(parameters, "directories", issue -> "src", filters);
        filter(parameters, "languages", issue -> "java", filters);
        filter(parameters, "scopes", issue -> "MAIN", filters);
        filter(parameters, "resolved", issue -> String.valueOf(issue.closed() != null), filters);
        Optional.ofNullable(parameters.remove("createdAfter"))
                .map(SimulatedSonar::instant)
                .ifPresent(from -> filters.add(issue -> !issue.created().isBefore(from)));
        Optional.ofNullable(parameters.remove("createdBefore"))
                .map(SimulatedSonar::instant)
                .ifPresent(to -> filters.add(issue -> issue.created().isBefore(to)));
        Comparator<Issue> order = "UPDATE_DATE".equals(parameters.remove("s"))
                ? Comparator.comparing(Issue::updated)
                : Comparator.comparing(Issue::created);
        order = "false".equals(parameters.remove("asc")) ? order.reversed() : order;
        List<Issue> found = all.stream()
                .filter(issue -> filters.stream().allMatch(filter -> filter.test(issue)))
                .sorted(order.thenComparing(Issue::key))
                .toList();
        ObjectNode body = JSON.createObjectNode();
        ArrayNode facets = JSON.createArrayNode();
        for (String facet : Optional.ofNullable(parameters.remove("facets"))
                .map(text -> text.split(","))
                .orElse(new String[0])) {
            facets.add(facet(facet, found));
        }
        parameters.remove("additionalFields");
        int index = Integer.parseInt(parameters.getOrDefault("p", "1"));
        int size = Integer.parseInt(parameters.getOrDefault("ps", "100"));
        if ((long) index * size > wall && (index - 1L) * size >= Math.min(wall, found.size()) && index > 1) {
            throw new Refusal(400, "Can return only the first " + wall + " results.");
        }
        List<Issue> page = page(body, parameters, found);
        body.put("total", found.size()).put("p", index).put("ps", size);
        ArrayNode list = body.putArray("issues");
        page.forEach(issue -> list.add(node(project, issue)));
        body.set("facets", facets);
        return body;
    }

    private static ObjectNode node(@Nullable Project project, Issue issue) {
        ObjectNode node = JSON.createObjectNode()
                .put("key", issue.key())
                .put("rule", issue.rule())
                .put("severity", issue.severity())
                .put("component", (project == null ? "" : project.key) + ":src/A.java")
                .put("project", project == null ? "" : project.key)
                .put("status", issue.closed() == null ? "OPEN" : "CLOSED")
                .put("issueStatus", issue.status())
                .put("message", "Repair it.")
                .put("type", "BUG")
                .put("creationDate", text(issue.created()))
                .put("updateDate", text(issue.updated()));
        node.putArray("impacts")
                .addObject()
                .put("softwareQuality", "RELIABILITY")
                .put("severity", issue.impact());
        if (issue.closed() != null) {
            node.put("closeDate", text(issue.closed()));
        }
        return node;
    }

    private static ObjectNode facet(String property, List<Issue> found) {
        Function<Issue, String> value = switch (property) {
            case "impactSeverities" -> Issue::impact;
            case "severities" -> Issue::severity;
            case "rules" -> Issue::rule;
            case "types" -> issue -> "BUG";
            case "impactSoftwareQualities" -> issue -> "RELIABILITY";
            case "files", "directories" -> issue -> "src";
            default -> issue -> "x";
        };
        ObjectNode facet = JSON.createObjectNode().put("property", property);
        ArrayNode values = facet.putArray("values");
        found.stream()
                .collect(Collectors.groupingBy(value, TreeMap::new, Collectors.counting()))
                .forEach((key, count) -> values.addObject().put("val", key).put("count", count));
        return facet;
    }

    private ObjectNode hotspots(Map<String, String> parameters) {
        Branch branch = branch(
                readable(Optional.ofNullable(parameters.remove("projectKey"))
                        .orElseGet(() -> parameters.remove("project"))),
                parameters);
        String status = parameters.remove("status");
        ObjectNode body = JSON.createObjectNode();
        ArrayNode list = body.putArray("hotspots");
        List<Hotspot> found = branch.hotspots.values().stream()
                .filter(hotspot -> status == null || hotspot.status().equals(status))
                .toList();
        page(body, parameters, found)
                .forEach(hotspot -> list.addObject()
                        .put("key", hotspot.key())
                        .put("vulnerabilityProbability", hotspot.probability())
                        .put("status", hotspot.status())
                        .put("ruleKey", "java:S2245")
                        .put("creationDate", text(hotspot.created()))
                        .put("updateDate", text(hotspot.updated())));
        return body;
    }

    private static void filter(
            Map<String, String> parameters,
            String name,
            Function<Issue, String> value,
            List<Predicate<Issue>> filters) {
        String wanted = parameters.remove(name);
        if (wanted != null) {
            List<String> values = Arrays.asList(wanted.split(","));
            filters.add(issue -> values.contains(value.apply(issue)));
        }
    }

    private static List<Analysis> within(Branch branch, Map<String, String> parameters) {
        String from = parameters.remove("from");
        String to = parameters.remove("to");
        return branch.analyses.stream()
                .filter(analysis -> from == null || !analysis.date().isBefore(instant(from)))
                .filter(analysis -> to == null || !analysis.date().isAfter(instant(to)))
                .toList();
    }

    private static List<String> keys(@Nullable String text, int status) {
        List<String> keys = Arrays.asList(String.valueOf(text).split(","));
        List<String> unknown =
                keys.stream().filter(key -> !METRICS.contains(key)).toList();
        if (!unknown.isEmpty()) {
            throw new Refusal(status, "Metrics " + unknown + " are not found");
        }
        return keys;
    }

    private Project project(@Nullable String key) {
        Project project = key == null ? null : projects.get(key);
        if (project == null) {
            throw new Refusal(404, "Component key '" + key + "' not found");
        }
        return project;
    }

    /** A project that may not be read can still be seen. */
    private Project readable(@Nullable String key) {
        Project project = project(key);
        if (project.broken) {
            throw new Refusal(403, "Insufficient privileges");
        }
        return project;
    }

    private static Branch branch(Project project, Map<String, String> parameters) {
        String name = parameters.remove("branch");
        return project.branches.stream()
                .filter(branch -> name == null ? branch == project.main() : branch.name.equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new Refusal(404, "Branch '" + name + "' in project '" + project.key + "' not found"));
    }

    private <T> List<T> page(ObjectNode body, Map<String, String> parameters, List<T> all) {
        int index = Integer.parseInt(Optional.ofNullable(parameters.remove("p")).orElse("1"));
        int size = Math.min(
                largestPage,
                Integer.parseInt(Optional.ofNullable(parameters.remove("ps")).orElse("100")));
        body.putObject("paging").put("pageIndex", index).put("pageSize", size).put("total", all.size());
        int from = Math.min(all.size(), (index - 1) * size);
        return all.subList(from, Math.min(all.size(), from + size));
    }

    private static Map<String, String> parameters(@Nullable String query) {
        Map<String, String> parameters = new HashMap<>();
        if (query != null && !query.isEmpty()) {
            for (String pair : query.split("&", -1)) {
                int at = pair.indexOf('=');
                parameters.put(
                        URLDecoder.decode(pair.substring(0, at), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    private static String text(Instant instant) {
        return DATES.format(instant.atOffset(ZoneOffset.UTC));
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text, DATES).toInstant();
    }

    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;

        Refusal(int status, String message) {
            super(message);
            this.status = status;
        }
    }
}
