package io.throughline.sentry.internal;

import io.throughline.core.http.ErrorReader;
import io.throughline.core.http.Headers;
import org.jspecify.annotations.Nullable;

/** What the client asks for, with the scope that opens it. */
public enum Operation {
    GET_ORGANIZATION("get organization", "org:read"),
    LIST_PROJECTS("list projects", "org:read"),
    LIST_ISSUES("list issues", "event:read"),
    GET_ISSUE("get issue", "event:read"),
    LIST_RELEASES("list releases", "project:read"),
    LIST_DEPLOYS("list deploys", "project:read"),
    LIST_COMMITS("list commits", "project:read"),
    QUERY_TIME_SERIES("query time series", "org:read"),
    QUERY_OUTCOMES("query outcomes", "org:read"),
    LIST_EVENTS("list events", "org:read"),
    QUERY_STATS("query event stats", "org:read"),
    GET_TRACE("get trace", "org:read"),
    QUERY_SESSIONS("query sessions", "org:read"),
    SUMMARIZE_USAGE("summarize usage", "org:read"),
    GET_RELEASE("get release", "project:read"),
    LIST_COMMIT_FILES("list commit files", "project:releases"),
    CREATE_DEPLOY("create deploy", "project:releases"),
    UPDATE_RELEASE("update release", "project:releases"),
    LIST_MONITORS("list monitors", "alerts:read"),
    GET_MONITOR("get monitor", "alerts:read"),
    LIST_CHECK_INS("list check-ins", "alerts:read"),
    LIST_DETECTORS("list detectors", "alerts:read"),
    GET_DETECTOR("get detector", "alerts:read"),
    LIST_WORKFLOWS("list workflows", "alerts:read"),
    GET_WORKFLOW("get workflow", "alerts:read");

    private final String words;
    private final String scope;

    Operation(String words, String scope) {
        this.words = words;
        this.scope = scope;
    }

    /** Returns the operation in words, as messages tell it. */
    public String words() {
        return words;
    }

    /** Returns the scope that a token needs for it. */
    public String scope() {
        return scope;
    }

    /** Returns a reader of Sentry's errors that says what to do about them. */
    public static ErrorReader errors(String organization) {
        ErrorReader standard = ErrorReader.standard();
        return (operation, status, headers, body) ->
                standard.read(operation, status, headers, body).withRemedy(remedy(operation, status, organization));
    }

    private static @Nullable String remedy(String operation, int status, String organization) {
        return switch (status) {
            case 401 ->
                "check the token: create an internal integration under Settings > Developer Settings with"
                        + " org:read, project:read and event:read, and take its token";
            case 403 ->
                "give the token the scope " + scopeOf(operation)
                        + " (organization tokens sntrys_... cannot have it: use an internal integration)";
            case 404 ->
                "check that organization '" + organization
                        + "' exists on this host (regions: us.sentry.io, de.sentry.io) and that the token may see it";
            case 410 -> "Sentry has withdrawn this call; a newer version of this library is needed";
            default -> null;
        };
    }

    private static String scopeOf(String words) {
        for (Operation operation : values()) {
            if (operation.words.equals(words)) {
                return operation.scope;
            }
        }
        return "that the call needs";
    }

    /** Notes that Sentry will withdraw what was called; returns null if it does not say so. */
    public static @Nullable String deprecation(Headers headers) {
        return headers.first("X-Sentry-Deprecation-Date")
                .map(date -> "withdrawn from " + date + ", replaced by "
                        + headers.first("X-Sentry-Replacement-Endpoint").orElse("nothing"))
                .orElse(null);
    }
}
