package io.throughline.azure.cost;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.internal.AzureCall;
import io.throughline.azure.internal.AzureFailures;
import io.throughline.azure.internal.CallNotes;
import io.throughline.azure.internal.JsonCalls;
import io.throughline.core.http.Origin;
import io.throughline.core.http.UnreadableItem;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cost Management (api-version 2023-11-01) and Consumption (2023-05-01) over a pipeline of their own.
 *
 * <p>azure-resourcemanager-costmanagement is not used although it could be: it reads a page into boxed objects at once,
 * turns amounts into {@code Double}, has no way to the next page, and takes no header of the caller's.
 */
public final class RestCostGateway implements CostGateway {

    /** How calls name their maker unless told: callers without a name share one quota of the tenant. */
    public static final String CLIENT_TYPE = "Throughline";

    private static final HttpHeaderName CLIENT_TYPE_HEADER = HttpHeaderName.fromString("ClientType");

    private final HttpPipeline pipeline;
    private final JsonCalls calls;
    private final URI resourceManager;
    private final String clientType;
    private final AzureFailures failures;

    /**
     * Creates a gateway.
     *
     * @param pipeline the one for costs
     * @param clientType how calls name their maker, in the header {@code ClientType}
     */
    public RestCostGateway(HttpPipeline pipeline, AzureEndpoints endpoints, String clientType, AzureFailures failures) {
        this.pipeline = pipeline;
        this.calls = new JsonCalls(pipeline, failures);
        this.resourceManager = endpoints.resourceManager();
        this.clientType = clientType;
        this.failures = failures;
    }

    @Override
    public Outcome query(CostQuery query, Consumer<List<CostRow>> pages) {
        return pages("query", "costs", query, CostBody.query(query), pages);
    }

    @Override
    public Outcome forecast(CostQuery query, boolean withActual, Consumer<List<CostRow>> pages) {
        if (!query.groupings().isEmpty() || query.granularity() == CostGranularity.TOTAL) {
            throw new IllegalArgumentException("a forecast has no groups, and is daily or monthly");
        }
        return pages("forecast", "the forecast of costs", query, CostBody.forecast(query, withActual), pages);
    }

    @Override
    public Budgets budgets(CostScope scope) {
        AzureCall call = call("list budgets of", scope);
        List<Budget> budgets = new ArrayList<>();
        Set<URI> seen = new HashSet<>();
        boolean throttled = false;
        URI next = URI.create(resourceManager + "/" + scope.path()
                + "/providers/Microsoft.Consumption/budgets?api-version=2023-05-01");
        while (next != null) {
            CallNotes notes = new CallNotes();
            requireNew(seen, next, call, notes);
            JsonNode page = calls.get(next, call, notes);
            throttled |= notes.throttled();
            for (JsonNode item : page.path("value")) {
                Optional<Budget> budget = BudgetJson.read(item);
                Consumer<UnreadableItem> taker = failures.unreadable().taker();
                if (budget.isEmpty() && taker != null) {
                    taker.accept(UnreadableItem.of(
                            call.operation(), "/value", item.toString(), "it has no id, name or amount"));
                    continue;
                }
                budgets.add(budget.orElseThrow(
                        () -> failures.unreadable(call, notes, "/value", "a budget without id, name or amount", null)));
            }
            next = link(page.path("nextLink").asText(""), call, notes).orElse(null);
        }
        return new Budgets(budgets, throttled);
    }

    private Outcome pages(String operation, String what, CostQuery query, byte[] body, Consumer<List<CostRow>> pages) {
        AzureCall call = call("query " + what + " of", query.scope());
        Set<URI> seen = new HashSet<>();
        int count = 0;
        long rows = 0;
        boolean throttled = false;
        URI next = URI.create(resourceManager + "/" + query.scope().path() + "/providers/Microsoft.CostManagement/"
                + operation + "?api-version=2023-11-01&$top=" + PAGE_ROWS);
        while (next != null) {
            CallNotes notes = new CallNotes().weighing(query.months());
            requireNew(seen, next, call, notes);
            CostPage page = page(next, body, query.amounts().get(0), call, notes);
            count++;
            rows += page.rows().size();
            throttled |= notes.throttled();
            if (!page.rows().isEmpty()) {
                pages.accept(page.rows());
            }
            next = page.next() == null ? null : link(page.next(), call, notes).orElse(null);
        }
        return new Outcome(count, rows, throttled);
    }

    private CostPage page(URI address, byte[] body, String amount, AzureCall call, CallNotes notes) {
        notes.reading(in -> CostPage.read(
                in, amount, call.operation(), failures.unreadable().taker()));
        try (HttpResponse response = pipeline.sendSync(
                new HttpRequest(HttpMethod.POST, address.toURL())
                        .setHeader(HttpHeaderName.ACCEPT, "application/json")
                        .setHeader(HttpHeaderName.CONTENT_TYPE, "application/json")
                        .setHeader(CLIENT_TYPE_HEADER, clientType)
                        .setBody(body),
                notes.context())) {
            if (response.getStatusCode() == 204) {
                return new CostPage(List.of(), null);
            }
            if (response.getStatusCode() != 200) {
                throw failures.of(call, notes, response);
            }
            return notes.decoded(CostPage.class)
                    .orElseThrow(() -> failures.unreadable(call, notes, "", "an answer to a query", null));
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("address must be a web address, was " + address, e);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof JacksonException unreadable) {
                throw failures.unreadable(call, notes, "", unreadable.getOriginalMessage(), unreadable);
            }
            throw failures.of(call, notes, e);
        } catch (RuntimeException e) {
            throw failures.of(call, notes, e);
        }
    }

    /** The link may name another version of the interface; it must not name another host. */
    private Optional<URI> link(@Nullable String text, AzureCall call, CallNotes notes) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            URI link = URI.create(text.replace(" ", "%20"));
            if (Origin.same(link, resourceManager)) {
                return Optional.of(link);
            }
        } catch (IllegalArgumentException e) {
            throw failures.unreadable(call, notes, "/properties/nextLink", "no web address", e);
        }
        throw failures.unreadable(
                call,
                notes,
                "/properties/nextLink",
                "it leads to another host than " + resourceManager + "; not followed",
                null);
    }

    private void requireNew(Set<URI> seen, URI next, AzureCall call, CallNotes notes) {
        if (!seen.add(next)) {
            throw failures.unreadable(call, notes, "/properties/nextLink", "the pages go round in a circle", null);
        }
    }

    private static AzureCall call(String operation, CostScope scope) {
        return new AzureCall(operation + " " + scope.path(), scope.permission(), "check the id of the scope");
    }
}
