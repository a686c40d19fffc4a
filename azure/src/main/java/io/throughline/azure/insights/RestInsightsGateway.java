package io.throughline.azure.insights;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.internal.AzureCall;
import io.throughline.azure.internal.AzureError;
import io.throughline.azure.internal.AzureFailures;
import io.throughline.azure.internal.AzurePipelines;
import io.throughline.azure.internal.CallNotes;
import io.throughline.azure.logs.KqlQuery;
import io.throughline.azure.logs.LogsResult;
import io.throughline.core.telemetry.TimeWindow;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The classic interface of Application Insights, for which the SDK has no client, through the SDK's pipeline. */
public final class RestInsightsGateway implements InsightsGateway {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern APPLICATION = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final HttpPipeline pipeline;
    private final URI endpoint;
    private final AzureFailures failures;

    /** Creates a gateway over the pipelines of a credential. */
    public RestInsightsGateway(AzurePipelines pipelines, AzureEndpoints endpoints, AzureFailures failures) {
        InsightsEndpoint insights = InsightsEndpoint.of(endpoints);
        this.pipeline = pipelines.insights(insights.scope());
        this.endpoint = insights.address();
        this.failures = failures;
    }

    @Override
    public LogsResult query(String application, KqlQuery query, List<String> moreApplications, TimeWindow span) {
        ObjectNode body = JSON.createObjectNode().put("query", query.text()).put("timespan", span.toString());
        if (!moreApplications.isEmpty()) {
            ArrayNode applications = body.putArray("applications");
            moreApplications.forEach(applications::add);
        }
        AzureCall call = call("query application", application);
        CallNotes notes = new CallNotes();
        return send(
                request(HttpMethod.POST, application, "/query", Map.of(), body),
                call,
                notes,
                in -> LogsResult.read(in).withThrottled(notes.throttled()));
    }

    @Override
    public InsightsMetric metric(String application, InsightsMetric.Query query) {
        AzureCall call = call("ask for metric " + query.id() + " of application", application);
        CallNotes notes = new CallNotes();
        JsonNode answer = send(
                request(HttpMethod.GET, application, "/metrics/" + encoded(query.id()), parameters(query), null),
                call,
                notes,
                JSON::readTree);
        return InsightsMetric.of(query.id(), answer.path("value"))
                .orElseThrow(() -> failures.unreadable(call, notes, "/value", "a metric was expected", null));
    }

    @Override
    public List<InsightsMetric.Answer> metrics(String application, List<InsightsMetric.Query> queries) {
        ArrayNode body = JSON.createArrayNode();
        for (int i = 0; i < queries.size(); i++) {
            ObjectNode parameters =
                    body.addObject().put("id", String.valueOf(i)).putObject("parameters");
            parameters.put("metricId", queries.get(i).id());
            parameters(queries.get(i)).forEach(parameters::put);
        }
        AzureCall call = call("ask for " + queries.size() + " metrics of application", application);
        CallNotes notes = new CallNotes();
        JsonNode answers =
                send(request(HttpMethod.POST, application, "/metrics", Map.of(), body), call, notes, JSON::readTree);
        if (!answers.isArray() || answers.size() != queries.size()) {
            throw failures.unreadable(call, notes, "", "an answer for each of the metrics was expected", null);
        }
        List<InsightsMetric.Answer> ordered = new ArrayList<>();
        for (JsonNode answer : inOrder(answers)) {
            ordered.add(answer(queries.get(ordered.size()), answer, call, notes));
        }
        return List.copyOf(ordered);
    }

    /** By our ids, which are positions; where others came back, as they stand. */
    private static List<JsonNode> inOrder(JsonNode answers) {
        JsonNode[] byId = new JsonNode[answers.size()];
        List<JsonNode> asTheyStand = new ArrayList<>();
        for (JsonNode answer : answers) {
            asTheyStand.add(answer);
            for (int i = 0; i < byId.length; i++) {
                if (answer.path("id").asText().equals(String.valueOf(i))) {
                    byId[i] = answer;
                }
            }
        }
        List<JsonNode> known = Arrays.stream(byId).filter(Objects::nonNull).toList();
        return known.size() == byId.length ? known : asTheyStand;
    }

    private InsightsMetric.Answer answer(InsightsMetric.Query query, JsonNode answer, AzureCall call, CallNotes notes) {
        JsonNode body = answer.path("body");
        if (answer.path("status").asInt() != 200) {
            AzureError error = AzureError.parse(body.toString())
                    .orElseGet(() -> new AzureError(
                            List.of(answer.path("status").asText()), List.of("the metric could not be had"), null));
            return new InsightsMetric.Answer(null, error);
        }
        return new InsightsMetric.Answer(
                InsightsMetric.of(query.id(), body.path("value"))
                        .orElseThrow(
                                () -> failures.unreadable(call, notes, "/body/value", "a metric was expected", null)),
                null);
    }

    @Override
    public InsightsEvents events(String application, String type, TimeWindow span, @Nullable String filter, int most) {
        if (most < 1 || most > MOST_EVENTS) {
            throw new IllegalArgumentException("most must be in [1, " + MOST_EVENTS + "], was " + most);
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("timespan", span.toString());
        parameters.put("$top", String.valueOf(most));
        parameters.put("$orderby", "timestamp desc");
        if (filter != null) {
            parameters.put("$filter", filter);
        }
        return events(application, type, "/events/" + encoded(type), parameters);
    }

    @Override
    public InsightsEvents event(String application, String type, String id, TimeWindow span) {
        return events(
                application, type, "/events/" + encoded(type) + "/" + encoded(id), Map.of("timespan", span.toString()));
    }

    private InsightsEvents events(String application, String type, String path, Map<String, String> parameters) {
        AzureCall call = call("read " + type + " of application", application);
        CallNotes notes = new CallNotes();
        JsonNode answer =
                send(request(HttpMethod.GET, application, path, parameters, null), call, notes, JSON::readTree);
        return InsightsEvents.of(answer)
                .orElseThrow(() -> failures.unreadable(
                        call, notes, "/value", "events with id, type and time were expected", null));
    }

    private static Map<String, String> parameters(InsightsMetric.Query query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("timespan", query.span().toString());
        if (query.interval() != null) {
            parameters.put("interval", query.interval().toString());
        }
        if (!query.aggregations().isEmpty()) {
            parameters.put("aggregation", String.join(",", query.aggregations()));
        }
        if (!query.segments().isEmpty()) {
            parameters.put("segment", String.join(",", query.segments()));
        }
        if (query.most() != null) {
            parameters.put("top", query.most().toString());
        }
        if (query.filter() != null) {
            parameters.put("filter", query.filter());
        }
        return parameters;
    }

    private HttpRequest request(
            HttpMethod method,
            String application,
            String path,
            Map<String, String> parameters,
            @Nullable JsonNode body) {
        if (!APPLICATION.matcher(application).matches()) {
            throw new IllegalArgumentException(
                    "application must be the id under 'API access' of its page, was '" + application + "'");
        }
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        parameters.forEach((name, value) -> query.add(encoded(name) + "=" + encoded(value)));
        try {
            HttpRequest request = new HttpRequest(
                            method,
                            URI.create(endpoint + "/v1/apps/" + application + path + query)
                                    .toURL())
                    .setHeader(HttpHeaderName.ACCEPT, "application/json");
            return body == null
                    ? request
                    : request.setHeader(HttpHeaderName.CONTENT_TYPE, "application/json")
                            .setBody(body.toString());
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("no address: " + endpoint, e);
        }
    }

    /** Reads a body. */
    private interface Reading<T> {
        T read(InputStream body) throws IOException;
    }

    private <T> T send(HttpRequest request, AzureCall call, CallNotes notes, Reading<T> reading) {
        try (HttpResponse response = pipeline.sendSync(request, notes.context())) {
            if (response.getStatusCode() != 200) {
                throw failures.of(call, notes, response);
            }
            try (InputStream body = response.getBodyAsBinaryData().toStream()) {
                return reading.read(body);
            }
        } catch (IOException e) {
            throw failures.unreadable(call, notes, "", String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            throw failures.of(call, notes, e);
        }
    }

    private static AzureCall call(String what, String application) {
        return new AzureCall(
                what + " " + application,
                "grant the role Monitoring Reader on the Application Insights resource with id " + application,
                "check the application's id: it is under 'API access' of its page");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
