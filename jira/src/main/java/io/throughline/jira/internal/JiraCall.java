package io.throughline.jira.internal;

import io.throughline.core.http.RestCall;
import io.throughline.core.http.RestResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call being put together; the reading methods make it and tell a refused login as that. Not thread-safe.
 */
public final class JiraCall {

    private final RestCall rest;

    JiraCall(RestCall rest) {
        this.rest = rest;
    }

    /** Adds a query parameter. */
    public JiraCall query(String name, Object value) {
        rest.query(name, value);
        return this;
    }

    /** Adds a query parameter unless the value is null. */
    public JiraCall queryIfPresent(String name, @Nullable Object value) {
        rest.queryIfPresent(name, value);
        return this;
    }

    /** Sends a value as JSON. */
    public JiraCall json(Object value) {
        rest.json(value);
        return this;
    }

    /** Declares that the call may be repeated without harm. */
    public JiraCall idempotent() {
        rest.idempotent();
        return this;
    }

    /** Makes the call and returns what it answers. */
    public <T> T fetch(Class<T> type) {
        return JiraErrors.authenticated(() -> rest.fetch(type)).body();
    }

    /** Makes the call and returns the list that it answers. */
    public <T> List<T> fetchList(Class<T> element) {
        return JiraErrors.authenticated(() -> rest.fetchList(element)).body();
    }

    /** Makes the call and returns what it answers, if it answers anything. */
    public <T> Optional<T> fetchOptional(Class<T> type) {
        return exchange(type).body();
    }

    /** Makes the call and returns what it answers, if it answers anything, with its status. */
    public <T> RestResponse<Optional<T>> exchange(Class<T> type) {
        return JiraErrors.authenticated(() -> rest.fetchOptional(type));
    }

    /** Makes the call; whatever JSON it answers, or nothing, will do. */
    public void send() {
        fetchOptional(Object.class);
    }
}
