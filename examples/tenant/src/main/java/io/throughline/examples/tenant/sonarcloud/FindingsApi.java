package io.throughline.examples.tenant.sonarcloud;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.tenant.wire.Json;
import io.throughline.examples.tenant.wire.WireRequest;
import io.throughline.examples.tenant.wire.WireResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Issues, hotspots, pull requests and webhooks, of which the recordings have none, and the main branch, which is what they
 * analysed.
 */
final class FindingsApi {

    private static final String MAIN = "main";
    /** Facets that name each of their values, even where nothing has it. */
    private static final Map<String, List<String>> CLOSED_FACETS = Map.of(
            "severities", List.of("BLOCKER", "CRITICAL", "INFO", "MAJOR", "MINOR"),
            "impactSeverities", List.of("BLOCKER", "HIGH", "INFO", "LOW", "MEDIUM"),
            "impactSoftwareQualities", List.of("MAINTAINABILITY", "RELIABILITY", "SECURITY"),
            "types", List.of("BUG", "CODE_SMELL", "VULNERABILITY"),
            "issueStatuses", List.of("ACCEPTED", "CONFIRMED", "FALSE_POSITIVE", "FIXED", "OPEN"));

    private final Predicate<String> known;
    private final Function<String, Optional<RecordedAnalysis>> latest;

    FindingsApi(Predicate<String> known, Function<String, Optional<RecordedAnalysis>> latest) {
        this.known = known;
        this.latest = latest;
    }

    /** Says nothing of a project that there is not: no issue is found in it. */
    WireResponse issues(WireRequest request) {
        Paging paging = Paging.of(request, 500);
        if ((long) paging.index() * paging.size() > 10_000) {
            throw SonarErrors.refusal(
                    400,
                    "Can return only the first 10000 results. " + (long) paging.index() * paging.size()
                            + "th result asked.");
        }
        ObjectNode body = Json.object().put("total", 0).put("p", paging.index()).put("ps", paging.size());
        paging.write(body, 0);
        body.put("effortTotal", 0);
        body.putArray("issues");
        body.putArray("components");
        ArrayNode facets = body.putArray("facets");
        request.parameter("facets").stream()
                .flatMap(text -> List.of(text.split(",")).stream())
                .forEach(name -> {
                    ArrayNode values = facets.addObject().put("property", name).putArray("values");
                    CLOSED_FACETS
                            .getOrDefault(name, List.of())
                            .forEach(value ->
                                    values.addObject().put("val", value).put("count", 0));
                });
        return WireResponse.json(200, body);
    }

    WireResponse hotspots(WireRequest request) {
        Paging paging = Paging.of(request, 500);
        String key = request.parameter("projectKey")
                .or(() -> request.parameter("project"))
                .orElseThrow(() -> SonarErrors.refusal(
                        400, "A value must be provided for either parameter 'projectKey' or parameter 'hotspots'"));
        require(key);
        ObjectNode body = Json.object();
        paging.write(body, 0);
        body.putArray("hotspots");
        body.putArray("components");
        return WireResponse.json(200, body);
    }

    WireResponse branches(WireRequest request) {
        String key = project(request);
        ObjectNode body = Json.object();
        ObjectNode main = body.putArray("branches")
                .addObject()
                .put("name", MAIN)
                .put("isMain", true)
                .put("type", "LONG");
        ObjectNode status = main.putObject("status");
        latest.apply(key).ifPresent(analysis -> {
            status.put("qualityGateStatus", analysis.status());
            main.put("analysisDate", SonarTimes.write(analysis.date()));
            main.putObject("commit").put("sha", analysis.revision());
        });
        return WireResponse.json(200, body);
    }

    WireResponse pullRequests(WireRequest request) {
        project(request);
        ObjectNode body = Json.object();
        body.putArray("pullRequests");
        return WireResponse.json(200, body);
    }

    WireResponse webhooks(WireRequest request) {
        request.parameter("project").ifPresent(this::require);
        ObjectNode body = Json.object();
        body.putArray("webhooks");
        return WireResponse.json(200, body);
    }

    /** Refuses a branch that was not analysed. */
    void requireBranch(WireRequest request, String project) {
        request.parameter("branch").filter(name -> !name.equals(MAIN)).ifPresent(name -> {
            throw SonarErrors.refusal(404, "Component '" + project + "' on branch '" + name + "' not found");
        });
    }

    private String project(WireRequest request) {
        String key = request.parameter("project")
                .orElseThrow(() -> SonarErrors.refusal(400, "The 'project' parameter is missing"));
        require(key);
        return key;
    }

    private void require(String key) {
        if (!known.test(key)) {
            throw SonarErrors.refusal(404, "Project '" + key + "' not found");
        }
    }
}
