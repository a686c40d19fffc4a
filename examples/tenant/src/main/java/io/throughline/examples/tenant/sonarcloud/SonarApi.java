package io.throughline.examples.tenant.sonarcloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.tenant.recording.Manifest;
import io.throughline.examples.tenant.recording.RecordedService;
import io.throughline.examples.tenant.recording.Recording;
import io.throughline.examples.tenant.recording.Replay;
import io.throughline.examples.tenant.wire.Json;
import io.throughline.examples.tenant.wire.Routes;
import io.throughline.examples.tenant.wire.Throttle;
import io.throughline.examples.tenant.wire.WireRequest;
import io.throughline.examples.tenant.wire.WireResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The routes; all are reads. An analysis is visible from the moment it was made. */
public final class SonarApi {

    private final Manifest manifest;
    private final Replay replay;
    private final List<RecordedAnalysis> analyses;
    private final MetricCatalog metrics;
    /** Names by key. */
    private final Map<String, String> projects = new TreeMap<>();

    private final String authorization;
    private final Throttle throttle;
    private final FindingsApi findings;

    /** Creates the API. */
    public SonarApi(Recording recording, Replay replay, String token, Throttle throttle) {
        this.manifest = recording.manifest();
        this.replay = replay;
        this.analyses = RecordedAnalysis.of(recording, replay);
        this.metrics = new MetricCatalog(analyses);
        for (RecordedService service : manifest.services()) {
            projects.put(service.sonarProject(), service.role());
        }
        analyses.forEach(analysis -> projects.putIfAbsent(analysis.project(), analysis.project()));
        this.authorization = "Bearer " + token;
        this.throttle = throttle;
        this.findings = new FindingsApi(projects::containsKey, this::latest);
    }

    /** Returns the routes. */
    public Routes routes() {
        return Routes.exact(SonarErrors::noSuchPath, SonarErrors::wrongMethod)
                .get("/api/authentication/validate", this::validate)
                .get("/api/components/show", request -> signed(request, this::component))
                .get("/api/components/search", request -> signed(request, this::list))
                .get("/api/projects/search", request -> signed(request, this::list))
                .get("/api/project_analyses/search", request -> signed(request, this::analyses))
                .get("/api/metrics/search", request -> signed(request, this::metrics))
                .get("/api/measures/component", request -> signed(request, this::measures))
                .get("/api/measures/search_history", request -> signed(request, this::history))
                .get("/api/qualitygates/project_status", request -> signed(request, this::status))
                .get("/api/project_branches/list", request -> signed(request, findings::branches))
                .get("/api/project_pull_requests/list", request -> signed(request, findings::pullRequests))
                .get("/api/issues/search", request -> signed(request, findings::issues))
                .get("/api/hotspots/search", request -> signed(request, findings::hotspots))
                .get("/api/webhooks/list", request -> signed(request, this::webhooks));
    }

    /** Returns what is answered when a handler fails. */
    public static WireResponse failure() {
        return SonarErrors.error(500, "An error has occurred. Please contact your administrator");
    }

    private boolean isKnown(WireRequest request) {
        byte[] given = request.header("Authorization").orElse("").getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(given, authorization.getBytes(StandardCharsets.UTF_8));
    }

    /** Refuses strangers with an empty body. */
    private WireResponse signed(WireRequest request, Routes.Handler handler) {
        return isKnown(request) ? handler.answer(request) : WireResponse.empty(401);
    }

    private WireResponse webhooks(WireRequest request) {
        requireOrganization(request);
        return findings.webhooks(request);
    }

    /** Says yes to those without credentials, too: an anonymous reader is a valid one. */
    private WireResponse validate(WireRequest request) {
        boolean valid = request.header("Authorization").isEmpty() || isKnown(request);
        return WireResponse.text(200, "application/json;charset=ISO-8859-1", "{\"valid\":" + valid + "}");
    }

    private WireResponse list(WireRequest request) {
        requireOrganization(request);
        Paging paging = Paging.of(request, 500);
        String wanted = request.parameter("q").orElse("").toLowerCase(Locale.ROOT);
        List<String> keys = projects.entrySet().stream()
                .filter(project -> project.getKey().toLowerCase(Locale.ROOT).contains(wanted)
                        || project.getValue().toLowerCase(Locale.ROOT).contains(wanted))
                .map(Map.Entry::getKey)
                .toList();
        ObjectNode body = Json.object();
        paging.write(body, keys.size());
        ArrayNode components = body.putArray("components");
        for (String key : paging.of(keys)) {
            ObjectNode component = describe(key);
            latest(key)
                    .ifPresent(analysis -> component
                            .put("lastAnalysisDate", SonarTimes.write(analysis.date()))
                            .put("revision", analysis.revision()));
            components.add(component);
        }
        return WireResponse.json(200, body);
    }

    private void requireOrganization(WireRequest request) {
        String organization = request.parameter("organization")
                .orElseThrow(() -> SonarErrors.refusal(400, "The 'organization' parameter is missing"));
        if (!organization.equals(manifest.sonarOrganization())) {
            throw SonarErrors.refusal(404, "No organization with key '" + organization + "'");
        }
    }

    private ObjectNode describe(String key) {
        return Json.object()
                .put("organization", manifest.sonarOrganization())
                .put("key", key)
                .put("name", projects.get(key))
                .put("qualifier", "TRK")
                .put("visibility", "private");
    }

    private WireResponse component(WireRequest request) {
        String key = project(request, "component", "Component key");
        ObjectNode component = describe(key);
        latest(key)
                .ifPresent(analysis -> component
                        .put("version", analysis.version())
                        .put("analysisDate", SonarTimes.write(analysis.date())));
        ObjectNode body = Json.object();
        body.set("component", component);
        body.putArray("ancestors");
        return WireResponse.json(200, body);
    }

    private String project(WireRequest request, String parameter, String kind) {
        String key = request.parameter(parameter)
                .orElseThrow(() -> SonarErrors.refusal(400, "The '" + parameter + "' parameter is missing"));
        if (!projects.containsKey(key)) {
            throw SonarErrors.refusal(404, kind + " '" + key + "' not found");
        }
        findings.requireBranch(request, key);
        return key;
    }

    /** Those of a project that have been made by now, oldest first. */
    private List<RecordedAnalysis> of(String project) {
        Instant now = replay.now();
        return analyses.stream()
                .filter(analysis ->
                        analysis.project().equals(project) && !analysis.date().isAfter(now))
                .toList();
    }

    private Optional<RecordedAnalysis> latest(String project) {
        List<RecordedAnalysis> all = of(project);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    private List<RecordedAnalysis> within(WireRequest request, String project) {
        Optional<Instant> from = request.parameter("from").map(SonarTimes::read);
        Optional<Instant> to = request.parameter("to").map(SonarTimes::read);
        return of(project).stream()
                .filter(analysis -> from.isEmpty() || !analysis.date().isBefore(from.get()))
                .filter(analysis -> to.isEmpty() || !analysis.date().isAfter(to.get()))
                .toList();
    }

    private WireResponse analyses(WireRequest request) {
        String project = project(request, "project", "Component key");
        Paging paging = Paging.of(request, 500);
        List<RecordedAnalysis> found = new ArrayList<>(within(request, project));
        Collections.reverse(found);
        ObjectNode body = Json.object();
        paging.write(body, found.size());
        ArrayNode list = body.putArray("analyses");
        for (RecordedAnalysis analysis : paging.of(found)) {
            ObjectNode item = list.addObject()
                    .put("key", analysis.key())
                    .put("date", SonarTimes.write(analysis.date()))
                    .put("projectVersion", analysis.version())
                    .put("revision", analysis.revision())
                    .put("manualNewCodePeriodBaseline", false);
            events(item.putArray("events"), analysis);
        }
        return WireResponse.json(200, body);
    }

    /** A version and a gate's status are events only where they changed. */
    private void events(ArrayNode events, RecordedAnalysis analysis) {
        List<RecordedAnalysis> all = of(analysis.project());
        int index = all.indexOf(analysis);
        Optional<RecordedAnalysis> before = index > 0 ? Optional.of(all.get(index - 1)) : Optional.empty();
        if (!before.map(RecordedAnalysis::status).orElse("OK").equals(analysis.status())) {
            events.addObject()
                    .put("key", analysis.key() + "-g")
                    .put("category", "QUALITY_GATE")
                    .put("name", analysis.status().equals("OK") ? "Passed" : "Failed")
                    .put("description", failing(analysis));
        }
        if (!before.map(RecordedAnalysis::version).orElse("").equals(analysis.version())) {
            events.addObject()
                    .put("key", analysis.key() + "-v")
                    .put("category", "VERSION")
                    .put("name", analysis.version());
        }
    }

    private static String failing(RecordedAnalysis analysis) {
        List<String> failing = new ArrayList<>();
        for (JsonNode condition : analysis.gate().path("conditions")) {
            if (condition.path("status").asText().equals("ERROR")) {
                String sign = condition.path("comparator").asText().equals("LT") ? " < " : " > ";
                failing.add(condition.path("metricKey").asText()
                        + sign
                        + condition.path("errorThreshold").asText());
            }
        }
        return String.join(", ", failing);
    }

    private WireResponse metrics(WireRequest request) {
        Paging paging = Paging.of(request, 500);
        List<ObjectNode> all = metrics.all();
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("metrics");
        paging.of(all).forEach(list::add);
        return WireResponse.json(
                200, body.put("total", all.size()).put("p", paging.index()).put("ps", paging.size()));
    }

    private static List<String> keys(WireRequest request, String parameter) {
        String text = request.parameter(parameter)
                .orElseThrow(() -> SonarErrors.refusal(400, "The '" + parameter + "' parameter is missing"));
        return List.of(text.split(",", -1));
    }

    private WireResponse measures(WireRequest request) {
        String project = project(request, "component", "Component key");
        List<String> keys = keys(request, "metricKeys");
        List<String> unknown = keys.stream().filter(key -> !metrics.has(key)).toList();
        if (!unknown.isEmpty()) {
            throw SonarErrors.refusal(404, "The following metric keys are not found: " + String.join(", ", unknown));
        }
        ObjectNode body = Json.object();
        ObjectNode component = describe(project);
        ArrayNode measures = component.putArray("measures");
        latest(project)
                .ifPresent(analysis -> analysis.measures().forEach((key, value) -> {
                    if (keys.contains(key)) {
                        measures.addObject().put("metric", key).put("value", value);
                    }
                }));
        body.set("component", component);
        return WireResponse.json(200, body);
    }

    private WireResponse history(WireRequest request) {
        if (throttle.refuses("history")) {
            return SonarErrors.error(429, "Too many requests").with("Retry-After", "1");
        }
        String project = project(request, "component", "Component key");
        Paging paging = Paging.of(request, 1000);
        List<String> keys = keys(request, "metrics");
        List<String> unknown = keys.stream().filter(key -> !metrics.has(key)).toList();
        if (!unknown.isEmpty()) {
            throw SonarErrors.refusal(400, "Metrics " + String.join(", ", unknown) + " are not found");
        }
        List<RecordedAnalysis> found = within(request, project);
        ObjectNode body = Json.object();
        paging.write(body, found.size());
        ArrayNode measures = body.putArray("measures");
        for (String key : keys) {
            ArrayNode history = measures.addObject().put("metric", key).putArray("history");
            for (RecordedAnalysis analysis : paging.of(found)) {
                ObjectNode point = history.addObject().put("date", SonarTimes.write(analysis.date()));
                String value = analysis.measures().get(key);
                if (value != null) {
                    point.put("value", value);
                }
            }
        }
        return WireResponse.json(200, body);
    }

    private WireResponse status(WireRequest request) {
        Optional<String> analysisId = request.parameter("analysisId");
        Optional<RecordedAnalysis> of;
        if (analysisId.isPresent()) {
            of = analyses.stream()
                    .filter(analysis -> analysis.key().equals(analysisId.get())
                            && !analysis.date().isAfter(replay.now()))
                    .findFirst();
            if (of.isEmpty()) {
                throw SonarErrors.refusal(404, "Analysis with id '" + analysisId.get() + "' is not found");
            }
        } else {
            of = latest(project(request, "projectKey", "Project"));
        }
        ObjectNode body = Json.object();
        ObjectNode status = body.putObject("projectStatus")
                .put("status", of.map(RecordedAnalysis::status).orElse("NONE"))
                .put("ignoredConditions", false);
        ArrayNode conditions = status.putArray("conditions");
        of.ifPresent(analysis -> analysis.gate().path("conditions").forEach(conditions::add));
        return WireResponse.json(200, body);
    }
}
