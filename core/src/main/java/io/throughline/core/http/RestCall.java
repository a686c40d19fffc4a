package io.throughline.core.http;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call being put together; the reading methods make it. Not thread-safe. Made by {@link RestClient}.
 *
 * <p>Only calls that may be repeated without harm are tried again after no answer or a server's failure: {@code GET},
 * {@code HEAD}, {@code PUT} and {@code DELETE}, and what {@link #idempotent()} declares so.
 */
public final class RestCall {

    private final RestClient client;
    private final String operation;
    private final String method;
    private final URI base;
    private final StringBuilder query = new StringBuilder();
    private Headers headers = Headers.empty();
    private @Nullable String body;
    private @Nullable StringBuilder form;
    private boolean idempotent;
    private String bucket;

    RestCall(RestClient client, String operation, String method, URI base, String bucket) {
        this.client = client;
        this.operation = operation;
        this.method = method;
        this.base = base;
        this.bucket = bucket;
        this.idempotent = !method.equals("POST") && !method.equals("PATCH");
    }

    /** Adds a query parameter; the value is encoded. Parameters repeat in the order given. */
    public RestCall query(String name, Object value) {
        query.append(query.isEmpty() ? "" : "&")
                .append(PathTemplate.encode(name))
                .append('=')
                .append(PathTemplate.encode(value.toString()));
        return this;
    }

    /** Adds a query parameter once for each value. */
    public RestCall query(String name, Collection<?> values) {
        values.forEach(value -> query(name, Objects.requireNonNull(value, name)));
        return this;
    }

    /** Adds a query parameter unless the value is null. */
    public RestCall queryIfPresent(String name, @Nullable Object value) {
        return value == null ? this : query(name, value);
    }

    /**
     * Adds a header field.
     *
     * @throws IllegalArgumentException if the value has characters that no header may have
     */
    public RestCall header(String name, String value) {
        if (value.chars().anyMatch(c -> c < 0x20 || c >= 0x7f)) {
            throw new IllegalArgumentException("header " + name + " must be printable ASCII");
        }
        headers = headers.with(name, value);
        return this;
    }

    /** Sends a value as JSON: a record, map or list. */
    public RestCall json(Object value) {
        body = Json.write(value);
        return header("Content-Type", "application/json");
    }

    /** Adds a field of a form, which the body then is; fields repeat in the order given. */
    public RestCall form(String name, Object value) {
        if (form == null) {
            form = new StringBuilder();
            header("Content-Type", "application/x-www-form-urlencoded");
        }
        form.append(form.isEmpty() ? "" : "&")
                .append(PathTemplate.encode(name))
                .append('=')
                .append(PathTemplate.encode(value.toString()));
        return this;
    }

    /** Names the vendor's rate bucket that the call counts in; otherwise it is the method with the path's template. */
    public RestCall bucket(String name) {
        bucket = Objects.requireNonNull(name, "bucket");
        return this;
    }

    /** Declares that the call may be repeated without harm, for example a search by {@code POST}. */
    public RestCall idempotent() {
        idempotent = true;
        return this;
    }

    /**
     * Makes the call and decodes a JSON object.
     *
     * @param type usually a record of the caller's; members it does not name are ignored, times are {@link
     *     java.time.Instant}s with an offset, numbers must be finite
     * @throws SourceException if it fails
     */
    public <T> RestResponse<T> fetch(Class<T> type) {
        return client.execute(
                this, "application/json", (plain, contentType) -> Json.read(plain, type, client.spared(operation)));
    }

    /**
     * Makes the call and decodes a JSON array.
     *
     * @param element type of its items, as for {@link #fetch}
     * @throws SourceException if it fails
     */
    public <T> RestResponse<List<T>> fetchList(Class<T> element) {
        return client.execute(
                this,
                "application/json",
                (plain, contentType) -> Json.readList(plain, element, client.spared(operation)));
    }

    /**
     * Makes the call and decodes a JSON object, if there is one: whether a body came decides, not the status.
     *
     * @param type as for {@link #fetch}
     * @throws SourceException if it fails
     */
    public <T> RestResponse<Optional<T>> fetchOptional(Class<T> type) {
        return client.execute(
                this,
                "application/json",
                (plain, contentType) -> plain.length == 0
                        ? Optional.empty()
                        : Optional.of(Json.read(plain, type, client.spared(operation))));
    }

    /**
     * Makes the call and returns the body read as UTF-8; empty if there is none.
     *
     * @throws SourceException if it fails
     */
    public RestResponse<String> fetchText() {
        return client.execute(
                this, "*/*", (plain, contentType) -> new String(plain, java.nio.charset.StandardCharsets.UTF_8));
    }

    String operation() {
        return operation;
    }

    String method() {
        return method;
    }

    URI uri() {
        if (query.isEmpty()) {
            return base;
        }
        return URI.create(base + (base.getRawQuery() == null ? "?" : "&") + query);
    }

    Headers headers() {
        return headers;
    }

    @Nullable
    String body() {
        return form == null ? body : form.toString();
    }

    String bucket() {
        return bucket;
    }

    boolean isIdempotent() {
        return idempotent;
    }

    @Override
    public String toString() {
        return operation + ": " + method + " " + Redaction.of(uri());
    }
}
