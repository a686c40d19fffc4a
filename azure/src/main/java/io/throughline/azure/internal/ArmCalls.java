package io.throughline.azure.internal;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.paging.AzurePages;
import io.throughline.core.http.Origin;
import io.throughline.core.http.UnreadableItem;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What Resource Manager's own services have in common: addresses, lists with a link to go on, and writes. Thread-safe. */
public final class ArmCalls {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpPipeline pipeline;
    private final JsonCalls calls;
    private final URI resourceManager;
    private final AzureFailures failures;
    private final CallPace pace;

    /** Creates calls over the pipeline for Resource Manager, at whatever pace. */
    public ArmCalls(HttpPipeline pipeline, AzureEndpoints endpoints, AzureFailures failures) {
        this(pipeline, endpoints, failures, CallPace.any());
    }

    /** Creates calls over the pipeline for Resource Manager that keep to a pace. */
    public ArmCalls(HttpPipeline pipeline, AzureEndpoints endpoints, AzureFailures failures, CallPace pace) {
        this.pipeline = pipeline;
        this.calls = new JsonCalls(pipeline, failures);
        this.resourceManager = endpoints.resourceManager();
        this.failures = failures;
        this.pace = pace;
    }

    /**
     * Returns an address.
     *
     * @param path not encoded, with a leading slash: names of resources may hold blanks and other signs
     * @param query parameters in the order of the map; values not encoded
     */
    public URI address(String path, Map<String, String> query) {
        String encoded = java.util.Arrays.stream(path.split("/", -1))
                .map(ArmCalls::encode)
                .collect(Collectors.joining("/"));
        String parameters = query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
        return URI.create(resourceManager + encoded + (parameters.isEmpty() ? "" : "?" + parameters));
    }

    /** Gets an object; one request. */
    public JsonPart get(URI address, AzureCall call) {
        CallNotes notes = new CallNotes();
        return get(address, call, notes);
    }

    /**
     * Returns the list that begins at an address and goes on where {@code nextLink} leads to, on the same host only; a link
     * is looked at when it is to be followed.
     */
    public <T> AzurePages<T> list(URI first, AzureCall call, Function<JsonPart, T> item) {
        return AzurePages.of(link -> {
            CallNotes notes = new CallNotes();
            JsonPart page = get(link == null ? first : sameHost(link, call, notes), call, notes);
            List<T> items = new ArrayList<>();
            Consumer<UnreadableItem> taker = failures.unreadable().taker();
            page.parts("value")
                    .forEach(part -> part.read(call.operation(), item, taker).ifPresent(items::add));
            return new AzurePages.Part<>(items, page.text("nextLink"), notes.throttled());
        });
    }

    /**
     * Posts; one request, sent again only if the service refused it or was not reached at all: after any other failure
     * nobody knows whether it was carried out.
     */
    public JsonPart postOnce(URI address, Map<String, String> body, AzureCall call) {
        CallNotes notes = new CallNotes().onlyOnce();
        try {
            HttpRequest request = new HttpRequest(HttpMethod.POST, address.toURL())
                    .setHeader(HttpHeaderName.ACCEPT, "application/json");
            if (!body.isEmpty()) {
                request.setHeader(HttpHeaderName.CONTENT_TYPE, "application/json")
                        .setBody(JSON.writeValueAsBytes(body));
            }
            pace.await();
            try (HttpResponse response = pipeline.sendSync(request, notes.context());
                    InputStream in = response.getBodyAsBinaryData().toStream()) {
                if (response.getStatusCode() != 200) {
                    throw failures.of(call, notes, response);
                }
                return part(JSON.readTree(in), call, notes);
            }
        } catch (MalformedURLException | JsonProcessingException e) {
            throw failures.unreadable(call, notes, "", "no JSON", e);
        } catch (IOException e) {
            throw failures.unreadable(call, notes, "", "no answer that can be read", e);
        } catch (RuntimeException e) {
            throw failures.of(call, notes, e);
        }
    }

    /** The link may name the port and another version of the interface; it must not name another host. */
    private URI sameHost(String text, AzureCall call, CallNotes notes) {
        try {
            URI link = URI.create(text.replace(" ", "%20"));
            if (Origin.same(link, resourceManager)) {
                return link;
            }
        } catch (IllegalArgumentException e) {
            throw failures.unreadable(call, notes, "/nextLink", "no web address", e);
        }
        throw failures.unreadable(
                call, notes, "/nextLink", "it leads to another host than " + resourceManager + "; not followed", null);
    }

    private JsonPart get(URI address, AzureCall call, CallNotes notes) {
        try {
            pace.await();
        } catch (RuntimeException e) {
            throw failures.of(call, notes, e);
        }
        return part(calls.get(address, call, notes), call, notes);
    }

    private JsonPart part(@Nullable JsonNode body, AzureCall call, CallNotes notes) {
        if (body == null || !body.isObject()) {
            throw failures.unreadable(call, notes, "", "a JSON object was expected", null);
        }
        return JsonPart.whole(
                body, (pointer, expected, cause) -> failures.unreadable(call, notes, pointer, expected, cause));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
