package io.throughline.sonarcloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a test needs of a real server beside the client: its own catalogue of services, and changes of issues. */
final class RealServer {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;
    private final String token;

    RealServer(URI url, String token) {
        this.url = url;
        this.token = token;
    }

    /** Returns the parameters of each service by its path, old names included. */
    Map<String, Set<String>> catalogue() throws IOException, InterruptedException {
        Map<String, Set<String>> parameters = new TreeMap<>();
        for (JsonNode service :
                get("/api/webservices/list?include_internals=true").path("webServices")) {
            for (JsonNode action : service.path("actions")) {
                Set<String> names = new TreeSet<>();
                for (JsonNode parameter : action.path("params")) {
                    names.add(parameter.path("key").asText());
                    names.add(parameter.path("deprecatedKey").asText());
                }
                parameters.put(
                        (action.path("post").asBoolean() ? "POST" : "GET") + " /"
                                + service.path("path").asText() + "/"
                                + action.path("key").asText(),
                        names);
            }
        }
        return parameters;
    }

    /** Returns the paths of the newer interface. */
    Set<String> newerPaths() throws IOException, InterruptedException {
        Set<String> paths = new TreeSet<>();
        get("/api/v2/api-docs").path("paths").fieldNames().forEachRemaining(paths::add);
        return paths;
    }

    void post(String service, String form) throws IOException, InterruptedException {
        HttpRequest request = request("/api/" + service)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(service + " was answered " + response.statusCode() + " " + response.body());
        }
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(http.send(request(path).build(), HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private HttpRequest.Builder request(String path) {
        String basic = Base64.getEncoder().encodeToString((token + ":").getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", "Basic " + basic);
    }
}
