package io.throughline.azure.resources;

import com.azure.core.http.HttpPipeline;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.resourcemanager.resourcegraph.ResourceGraphManager;
import com.azure.resourcemanager.resourcegraph.models.QueryRequest;
import com.azure.resourcemanager.resourcegraph.models.QueryRequestOptions;
import com.azure.resourcemanager.resourcegraph.models.QueryResponse;
import com.azure.resourcemanager.resourcegraph.models.ResultFormat;
import com.azure.resourcemanager.resourcegraph.models.ResultTruncated;
import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.internal.AzureCall;
import io.throughline.azure.internal.AzureFailures;
import io.throughline.azure.internal.AzurePipelines;
import io.throughline.azure.internal.CallNotes;
import io.throughline.azure.logs.KqlQuery;
import io.throughline.core.http.UnreadableItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Queries of Resource Graph, page by page. Thread-safe. */
final class GraphTable {

    private static final int PAGE = 1000;
    /** Subscriptions named in one query; the service takes some more. */
    private static final int MOST_SUBSCRIPTIONS = 300;

    private final ResourceGraphManager manager;
    private final AzureFailures failures;

    GraphTable(HttpPipeline pipeline, AzureEndpoints endpoints, AzureFailures failures) {
        Map<String, String> addresses = new HashMap<>(AzureEnvironment.AZURE.getEndpoints());
        addresses.put(AzureEnvironment.Endpoint.RESOURCE_MANAGER.identifier(), endpoints.resourceManager() + "/");
        this.manager = ResourceGraphManager.authenticate(
                AzurePipelines.onCallersThread(pipeline),
                new AzureProfile(null, null, new AzureEnvironment(addresses)));
        this.failures = failures;
    }

    /**
     * The rows of a query.
     *
     * @param rows in the order of the service
     * @param throttled whether the service slowed it down
     * @param calls requests that it took
     */
    record Rows(List<Map<?, ?>> rows, boolean throttled, int calls) {}

    /** Returns how many requests are made at least for that many subscriptions. */
    static int groupsOf(int subscriptions) {
        return (subscriptions + MOST_SUBSCRIPTIONS - 1) / MOST_SUBSCRIPTIONS;
    }

    /** Returns the rows of the named subscriptions, asked for in groups; none for none. */
    Rows ofSubscriptions(AzureCall call, KqlQuery query, List<String> subscriptions) {
        List<Map<?, ?>> rows = new ArrayList<>();
        boolean throttled = false;
        int calls = 0;
        for (int i = 0; i < subscriptions.size(); i += MOST_SUBSCRIPTIONS) {
            List<String> some = subscriptions.subList(i, Math.min(i + MOST_SUBSCRIPTIONS, subscriptions.size()));
            Rows part = pages(call, new QueryRequest().withSubscriptions(some).withQuery(query.text()));
            rows.addAll(part.rows());
            throttled |= part.throttled();
            calls += part.calls();
        }
        return new Rows(rows, throttled, calls);
    }

    /** Returns the rows below management groups; of all that can be seen if none is named. */
    Rows ofManagementGroups(AzureCall call, KqlQuery query, List<String> groups) {
        QueryRequest request = new QueryRequest().withQuery(query.text());
        return pages(call, groups.isEmpty() ? request : request.withManagementGroups(groups));
    }

    private Rows pages(AzureCall call, QueryRequest request) {
        List<Map<?, ?>> rows = new ArrayList<>();
        String token = null;
        Set<String> tokens = new HashSet<>();
        boolean throttled = false;
        int calls = 0;
        do {
            CallNotes notes = new CallNotes();
            QueryResponse page = page(call, notes, request, token);
            calls++;
            throttled |= notes.throttled();
            if (!(page.data() instanceof List<?> data)) {
                throw failures.unreadable(call, notes, "/data", "a list of objects was expected", null);
            }
            for (Object row : data) {
                if (!(row instanceof Map<?, ?> members)) {
                    throw failures.unreadable(call, notes, "/data", "an object was expected in the list", null);
                }
                rows.add(members);
            }
            token = page.skipToken();
            if (token == null && page.resultTruncated() == ResultTruncated.TRUE) {
                throw failures.unreadable(
                        call, notes, "/resultTruncated", "the service cut the list off without a way to go on", null);
            }
            if (token != null && !tokens.add(token)) {
                throw failures.unreadable(call, notes, "/$skipToken", "the pages go round in a circle", null);
            }
        } while (token != null);
        return new Rows(rows, throttled, calls);
    }

    private QueryResponse page(AzureCall call, CallNotes notes, QueryRequest request, @Nullable String token) {
        request.withOptions(new QueryRequestOptions()
                .withTop(PAGE)
                .withSkipToken(token)
                .withResultFormat(ResultFormat.OBJECT_ARRAY)
                .withAllowPartialScopes(false));
        try {
            return manager.resourceProviders()
                    .resourcesWithResponse(request, notes.context())
                    .getValue();
        } catch (RuntimeException e) {
            throw failures.of(call, notes, e);
        }
    }

    /** Returns a text of a row, or null if there is none. */
    static @Nullable String text(Map<?, ?> row, String name) {
        return row.get(name) instanceof String text && !text.isBlank() ? text : null;
    }

    /** Returns a whole number of a row, 0 if there is none. */
    static long whole(Map<?, ?> row, String name) {
        return row.get(name) instanceof Number number ? number.longValue() : 0;
    }

    /** Tells whether somebody takes rows that cannot be read. */
    boolean sparesUnreadable() {
        return failures.unreadable().taker() != null;
    }

    /** Returns a row that cannot be read, as far as it may be told. */
    UnreadableItem unread(AzureCall call, Map<?, ?> row, String reason) {
        String members = row.keySet().stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
        Object id = row.get("id") instanceof String text && !text.isBlank() ? text : row.get("name");
        return new UnreadableItem(
                call.operation(), "/data", id instanceof String text ? text : null, null, reason, "{" + members + "}");
    }

    /** Returns the failure to read an answer. */
    RuntimeException unreadable(AzureCall call, String expected) {
        return failures.unreadable(call, new CallNotes(), "/data", expected, null);
    }
}
