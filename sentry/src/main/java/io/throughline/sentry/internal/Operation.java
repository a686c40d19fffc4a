package io.throughline.sentry.internal;

import io.throughline.core.http.ErrorReader;
import io.throughline.core.http.Headers;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the client asks for, with the scope that opens it. */
public enum Operation {
    GET_ORGANIZATION("get organization", "org:read"),
    LIST_PROJECTS("list projects", "org:read"),
    LIST_ISSUES("list issues", "event:read"),
    GET_ISSUE("get issue", "event:read"),
    LIST_ORGANIZATIONS("list organizations", "org:read"),
    LIST_ENVIRONMENTS("list environments", "org:read"),
    LIST_TEAMS("list teams", "org:read"),
    GET_STORED_EVENT("get stored event", "project:read"),
    LIST_TAG_KEYS("list tags", "project:read"),
    LIST_REPOSITORIES("list repositories", "org:read"),
    FIND_ISSUE("find issue", "event:read"),
    UPDATE_ISSUE("update issue", "event:write"),
    UPDATE_ISSUES("update issues", "event:write"),
    LIST_HASHES("list hashes", "event:read"),
    GET_TAG("get tag", "event:read"),
    LIST_TAG_VALUES("list tag values", "event:read"),
    LIST_ISSUE_EVENTS("list events of issue", "event:read"),
    GET_EVENT("get event", "event:read"),
    FIND_EVENT("find event", "org:read"),
    LIST_SUSPECT_COMMITS("list suspect commits", "project:read"),
    LIST_INTEGRATIONS("list integrations", "org:read"),
    LIST_EXTERNAL_ISSUES("list external issues", "event:read"),
    LINK_TICKET("link ticket", "event:write"),
    UNLINK_TICKET("unlink ticket", "event:write"),
    PUT_EXTERNAL_ISSUE("put external issue", "event:write"),
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

    private static final Pattern SCOPES = Pattern.compile("scopes?=\"([^\"]+)\"");

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
        return (operation, status, headers, body) -> {
            String moved = status / 100 == 3 ? movedTo(body) : null;
            String challenge = status == 403 ? scopesOf(headers) : null;
            return standard.read(operation, status, headers, body)
                    .withRemedy(
                            moved != null
                                    ? "it was renamed to '" + moved + "'; use that name"
                                    : remedy(operation, status, organization, challenge));
        };
    }

    /** Returns the name that a renamed thing has now; null if that is not what the answer says. */
    private static @Nullable String movedTo(@Nullable Object body) {
        return body instanceof Map<?, ?> members
                        && members.get("detail") instanceof Map<?, ?> detail
                        && "resource-moved".equals(detail.get("code"))
                        && members.get("slug") instanceof String slug
                ? slug
                : null;
    }

    /** Returns the scopes that newer servers name; any one of them is enough. */
    private static @Nullable String scopesOf(Headers headers) {
        return headers.first("WWW-Authenticate")
                .map(SCOPES::matcher)
                .filter(Matcher::find)
                .map(matcher -> String.join(" or ", matcher.group(1).strip().split("[\\s,]+")))
                .orElse(null);
    }

    private static @Nullable String remedy(
            String operation, int status, String organization, @Nullable String challenge) {
        return switch (status) {
            case 401 ->
                "check the token: create an internal integration under Settings > Developer Settings with"
                        + " org:read, project:read and event:read, and take its token";
            case 403 ->
                "give the token the scope " + (challenge == null ? scopeOf(operation) : challenge)
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
