package io.throughline.core.http;

import java.net.URI;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls one vendor's JSON interface: adds the credential, keeps within limits, tries again where that is safe, and turns
 * whatever goes wrong into a {@link SourceException}. Immutable and thread-safe; holds nothing that must be closed.
 *
 * <pre>{@code
 * RestClient client = RestClient.builder("sentry", URI.create("https://de.sentry.io"), transport)
 *         .credential(Credential.bearer(token))
 *         .build();
 * List<Project> projects = client.get("list projects", "/api/0/organizations/{}/projects/", organization)
 *         .query("per_page", 100)
 *         .fetchList(Project.class)
 *         .body();
 * }</pre>
 */
public final class RestClient {

    private final RestClientBuilder settings;
    private final Exchanges exchanges;

    RestClient(RestClientBuilder settings) {
        this.settings = settings;
        this.exchanges = new Exchanges(settings);
    }

    /**
     * Returns a builder.
     *
     * @param source the vendor's id, for messages
     * @param endpoint absolute address that the paths of calls are appended to
     */
    public static RestClientBuilder builder(String source, URI endpoint, HttpTransport transport) {
        return new RestClientBuilder(source, endpoint, transport);
    }

    /** Returns a {@code GET}; see {@link #call}. */
    public RestCall get(String operation, String path, Object... segments) {
        return call(operation, "GET", path, segments);
    }

    /** Returns a {@code POST}; see {@link #call}. */
    public RestCall post(String operation, String path, Object... segments) {
        return call(operation, "POST", path, segments);
    }

    /** Returns a {@code PUT}; see {@link #call}. */
    public RestCall put(String operation, String path, Object... segments) {
        return call(operation, "PUT", path, segments);
    }

    /** Returns a {@code PATCH}; see {@link #call}. */
    public RestCall patch(String operation, String path, Object... segments) {
        return call(operation, "PATCH", path, segments);
    }

    /** Returns a {@code DELETE}; see {@link #call}. */
    public RestCall delete(String operation, String path, Object... segments) {
        return call(operation, "DELETE", path, segments);
    }

    /**
     * Returns a call to be completed.
     *
     * @param operation what it is for, in a few words, for messages: {@code list issues}
     * @param path path below the endpoint, with <code>{}</code> for each segment
     * @param segments what stands in the places, percent-encoded here
     */
    public RestCall call(String operation, String method, String path, Object... segments) {
        URI address = PathTemplate.resolve(settings.endpoint(), path, segments);
        return new RestCall(this, operation, method, address, method + " " + path);
    }

    /**
     * Returns a {@code GET} of an address that the vendor gave, such as a link to the next page.
     *
     * @throws SourceException if it leads to another origin: the credential does not go there
     */
    public RestCall follow(String operation, URI link) {
        URI target = settings.endpoint().resolve(link);
        if (!Origin.same(settings.endpoint(), target)) {
            throw exchanges.refusedLink(operation, target);
        }
        return new RestCall(this, operation, "GET", target, "GET " + target.getPath());
    }

    /**
     * Returns a client of another address with all else the same, its credential and limits included. The caller makes
     * sure that the address belongs to whom the credential is meant for.
     *
     * @throws IllegalArgumentException if the address is no endpoint, as for {@link #builder}
     */
    public RestClient at(URI endpoint) {
        return settings.at(endpoint).build();
    }

    /** Returns the address that paths are appended to, without a trailing slash. */
    public URI endpoint() {
        return settings.endpoint();
    }

    /** Returns how often the vendor slowed this client down: refused calls (429) and pauses for a used-up limit. */
    public long timesThrottled() {
        return exchanges.timesThrottled();
    }

    <T> RestResponse<T> execute(RestCall call, String accept, Exchanges.Decoder<T> decoder) {
        return exchanges.execute(call, accept, decoder);
    }

    /** Returns what becomes of items that cannot be read on this thread, or null if they fail their answer. */
    Json.@Nullable Spared spared(String operation) {
        Consumer<UnreadableItem> taker = settings.unreadable().taker();
        return taker == null ? null : new Json.Spared(operation, taker);
    }

    /** Returns source and endpoint; no credential. */
    @Override
    public String toString() {
        return "RestClient[" + Objects.requireNonNull(settings.source()) + " at " + Redaction.of(settings.endpoint())
                + "]";
    }
}
