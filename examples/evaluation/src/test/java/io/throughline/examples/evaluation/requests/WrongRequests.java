package io.throughline.examples.evaluation.requests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests each of which is wrong in one way, so that the check itself is checked. */
final class WrongRequests {

    private static final String ORGANIZATION = "/api/0/organizations/acme/";

    static final List<RecordedRequest> SENTRY = List.of(
            request("GET", ORGANIZATION + "issues", Map.of(), null), // no slash at the end
            request("POST", ORGANIZATION + "issues/", Map.of(), null),
            request("GET", ORGANIZATION + "issues/", Map.of("searchh", List.of("a")), null),
            request("GET", ORGANIZATION + "issues/", Map.of("limit", List.of("many")), null),
            request("GET", ORGANIZATION + "issues/", Map.of("sort", List.of("oldest")), null),
            request("GET", ORGANIZATION + "events/", Map.of("dataset", List.of("spans")), null), // no field
            request("PUT", ORGANIZATION + "issues/17/", Map.of(), "{\"status\":7}"),
            request("PUT", ORGANIZATION + "issues/17/", Map.of(), "{\"state\":\"resolved\"}"));

    static final List<RecordedRequest> JIRA = List.of(
            request("GET", "/rest/api/3/issues/OPS-1", Map.of(), null),
            request("GET", "/rest/api/3/search/jql", Map.of("maxResults", List.of("many")), null),
            request("GET", "/rest/api/3/issue/OPS-1", Map.of("field", List.of("a")), null),
            request("POST", "/rest/api/3/search/jql", Map.of(), "{\"jql\":\"a\",\"max\":1}"),
            request("POST", "/rest/api/3/search/jql", Map.of(), "{\"jql\":\"a\",\"maxResults\":\"1\"}"),
            request("POST", "/rest/api/3/search/jql", Map.of(), "{\"jql\":\"a\",\"fields\":\"summary\"}"),
            request("POST", "/rest/api/3/issue/bulkfetch", Map.of(), "{\"fields\":[\"a\"]}"), // no ids
            request("POST", "/rest/api/3/issueLink", Map.of(), "{\"type\":{\"name\":\"a\"},\"inward\":{}}"));

    private WrongRequests() {}

    private static RecordedRequest request(
            String method, String path, Map<String, List<String>> query, @Nullable String body) {
        try {
            return new RecordedRequest(
                    "wrong", method, path, query, Map.of(), body == null ? null : new ObjectMapper().readTree(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(body, e);
        }
    }
}
