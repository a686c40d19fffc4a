package io.throughline.jira;

import io.throughline.core.config.Secret;
import io.throughline.core.http.Credential;
import io.throughline.core.http.HttpClients;
import io.throughline.core.http.HttpTransport;
import io.throughline.core.http.JdkHttpTransport;
import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.Page;
import io.throughline.core.http.Paged;
import io.throughline.core.http.RequestLimiter;
import io.throughline.core.http.RestCall;
import io.throughline.core.http.RestClient;
import io.throughline.core.http.RestClientBuilder;
import io.throughline.core.http.RetryPolicy;
import io.throughline.core.http.Waiter;
import io.throughline.jira.JiraWire.OffsetPage;
import io.throughline.jira.issue.JiraChange;
import io.throughline.jira.issue.JiraIssue;
import io.throughline.jira.jql.Jql;
import io.throughline.jira.project.JiraPermission;
import io.throughline.jira.project.JiraProject;
import io.throughline.jira.site.JiraField;
import io.throughline.jira.site.JiraServerInfo;
import io.throughline.jira.site.JiraUser;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Jira Cloud's REST API, version 3. Immutable and thread-safe; holds nothing that must be closed.
 *
 * <pre>{@code
 * JiraClient jira = JiraClient.builder(URI.create("https://acme.atlassian.net"))
 *     .apiToken("sre@acme.example", token)
 *     .build();
 * Jql open = Jql.where(JqlClause.equal(JqlField.PROJECT, "OPS"))
 *     .and(JqlClause.notEqual(JqlField.STATUS_CATEGORY, "Done"));
 * for (JiraIssue issue : jira.searchIssues(JiraSearch.builder(open).fields("summary", "status").build())) {
 *   System.out.println(issue.key() + " " + issue.fields().summary());
 * }
 * }</pre>
 *
 * <p>All methods throw {@link io.throughline.core.http.SourceException} if Jira cannot be read. A credential that Jira
 * does not accept is an {@link io.throughline.core.http.AuthenticationException} even where Jira answers with success.
 */
public final class JiraClient {

    private static final String API = "/rest/api/3";
    private static final int PAGE_SIZE = 100;

    private final RestClient rest;

    private JiraClient(RestClient rest) {
        this.rest = rest;
    }

    /**
     * Returns a builder.
     *
     * @param site the address of the site, {@code https://<site>.atlassian.net}, or of the gateway with the cloud id
     */
    public static Builder builder(URI site) {
        return new Builder(site);
    }

    /** Returns the user that the credential belongs to, with the time zone that JQL's date literals are read in. */
    public JiraUser getMyself() {
        return get("get myself", rest.get("get myself", API + "/myself"), JiraUser.class);
    }

    /** Returns what the server says of itself. */
    public JiraServerInfo getServerInfo() {
        String operation = "get server info";
        return get(operation, rest.get(operation, API + "/serverInfo"), JiraServerInfo.class);
    }

    /** Returns a project with its components and issue types, by its current or an earlier key. */
    public JiraProject getProject(String key) {
        String operation = "get project " + key;
        return get(operation, rest.get(operation, API + "/project/{}", key), JiraProject.class);
    }

    /** Returns a project as {@link #getProject}; empty if there is none or the account may not see it. */
    public Optional<JiraProject> findProject(String key) {
        try {
            return Optional.of(getProject(key));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /** Returns the projects that the account may see, by key; without components and issue types. */
    public Paged<JiraProject> listProjects() {
        String operation = "list projects";
        return Paged.of(token -> offsetPage(get(
                operation,
                rest.get(operation, API + "/project/search")
                        .query("startAt", token == null ? "0" : token)
                        .query("maxResults", PAGE_SIZE)
                        .query("orderBy", "key"),
                JiraWire.ProjectPage.class)));
    }

    /**
     * Returns which of some permissions the account has in a project.
     *
     * @param permissions keys such as {@code BROWSE_PROJECTS}
     * @return by key; those that Jira does not know are absent
     */
    public Map<String, JiraPermission> getMyPermissions(String projectKey, Collection<String> permissions) {
        String operation = "get permissions in " + projectKey;
        Map<String, JiraPermission> found = get(
                        operation,
                        rest.get(operation, API + "/mypermissions")
                                .query("projectKey", projectKey)
                                .query("permissions", String.join(",", permissions)),
                        JiraWire.Permissions.class)
                .permissions();
        return found == null ? Map.of() : new TreeMap<>(found);
    }

    /** Returns all fields that issues of the site can have. */
    public List<JiraField> listFields() {
        String operation = "list fields";
        return JiraErrors.authenticated(
                operation, "GET", () -> rest.get(operation, API + "/field").fetchList(JiraField.class));
    }

    /** Returns the fields with a name, whatever its case: names are not unique. */
    public List<JiraField> findFields(String name) {
        return listFields().stream()
                .filter(field -> name.equalsIgnoreCase(field.name()))
                .toList();
    }

    /**
     * Returns the issues that a search finds, lazily; one call for each page. Jira's index lags behind changes by seconds,
     * sometimes minutes.
     */
    public Paged<JiraIssue> searchIssues(JiraSearch search) {
        return Paged.of(token -> {
            String operation = "search issues";
            JiraWire.SearchPage page = JiraErrors.authenticated(
                    operation,
                    "POST",
                    () -> rest.post(operation, API + "/search/jql")
                            .json(JiraWire.SearchBody.of(search, token))
                            .idempotent()
                            .fetch(JiraWire.SearchPage.class));
            boolean last = Boolean.TRUE.equals(page.isLast()) || isEmpty(page.nextPageToken());
            return Page.of(present(page.issues()), last ? null : page.nextPageToken());
        });
    }

    /** Returns about how many issues a query finds. */
    public long approximateCount(Jql jql) {
        String operation = "count issues";
        Long count = JiraErrors.authenticated(
                        operation,
                        "POST",
                        () -> rest.post(operation, API + "/search/approximate-count")
                                .json(new JiraWire.CountBody(jql.toString()))
                                .idempotent()
                                .fetch(JiraWire.Count.class))
                .count();
        return count == null ? 0 : count;
    }

    /**
     * Returns an issue with all its fields.
     *
     * @param idOrKey numeric id or key; an issue that was moved answers to its earlier keys and tells its current one
     */
    public JiraIssue getIssue(String idOrKey) {
        String operation = "get issue " + idOrKey;
        return get(operation, rest.get(operation, API + "/issue/{}", idOrKey).query("fields", "*all"), JiraIssue.class);
    }

    /** Returns all changes of an issue, oldest first, lazily. */
    public Paged<JiraChange> listChanges(String issueIdOrKey) {
        String operation = "list changes of issue " + issueIdOrKey;
        return Paged.of(token -> offsetPage(get(
                operation,
                rest.get(operation, API + "/issue/{}/changelog", issueIdOrKey)
                        .query("startAt", token == null ? "0" : token)
                        .query("maxResults", PAGE_SIZE),
                JiraWire.ChangePage.class)));
    }

    /** Returns how often Jira slowed this client down. */
    public long timesThrottled() {
        return rest.timesThrottled();
    }

    private static <T> T get(String operation, RestCall call, Class<T> type) {
        return JiraErrors.authenticated(operation, "GET", () -> call.fetch(type));
    }

    /** The next offset is what was received, not what was asked for: Jira lowers page sizes at will. */
    private static <T> Page<T> offsetPage(OffsetPage<T> page) {
        List<T> received = page.values() == null ? List.of() : page.values();
        Integer startAt = page.startAt();
        Integer total = page.total();
        long next = (startAt == null ? 0 : startAt) + (long) received.size();
        boolean last = received.isEmpty()
                || Boolean.TRUE.equals(page.isLast())
                || (page.isLast() == null && (total == null || next >= total));
        return new Page<>(
                present(received), last ? null : String.valueOf(next), total == null ? null : total.longValue());
    }

    private static <T> List<T> present(@Nullable List<T> items) {
        return items == null
                ? List.of()
                : items.stream().filter(Objects::nonNull).toList();
    }

    private static boolean isEmpty(@Nullable String text) {
        return text == null || text.isEmpty();
    }

    @Override
    public String toString() {
        return "JiraClient[" + rest.endpoint() + "]";
    }

    /** Puts a client together. Not thread-safe, reusable. */
    public static final class Builder {

        private final URI site;
        private Credential credential = Credential.none();
        private @Nullable HttpTransport transport;
        private RetryPolicy retryPolicy = RetryPolicy.standard();
        private Duration timeout = Duration.ofSeconds(RestClientBuilder.STANDARD_TIMEOUT_SECONDS);
        private RequestLimiter limiter = RequestLimiter.concurrent(RestClientBuilder.STANDARD_CONCURRENCY);
        private Clock clock = Clock.systemUTC();
        private Waiter waiter = Waiter.sleeping();
        private String userAgentSuffix = "";

        private Builder(URI site) {
            this.site = Objects.requireNonNull(site, "site");
        }

        /** Sets an account's e-mail address and API token. */
        public Builder apiToken(String email, Secret token) {
            return credential(Credential.basic(email, token));
        }

        /** Sets a token sent as bearer: an OAuth access token, or a personal access token. */
        public Builder bearer(Secret token) {
            return credential(Credential.bearer(token));
        }

        /** Sets what proves who calls; nothing otherwise, which many sites let read their public projects. */
        public Builder credential(Credential value) {
            credential = Objects.requireNonNull(value, "credential");
            return this;
        }

        /** Sets the HTTP client to use, which must not follow redirects and is not closed here. */
        public Builder httpClient(HttpClient value) {
            return transport(new JdkHttpTransport(value));
        }

        /** Sets how requests travel. */
        public Builder transport(HttpTransport value) {
            transport = Objects.requireNonNull(value, "transport");
            return this;
        }

        /** Sets how often to try again; {@link RetryPolicy#standard()} otherwise. */
        public Builder retryPolicy(RetryPolicy value) {
            retryPolicy = Objects.requireNonNull(value, "retryPolicy");
            return this;
        }

        /** Sets the total time of one attempt, from connecting to the last byte. */
        public Builder timeout(Duration value) {
            timeout = Objects.requireNonNull(value, "timeout");
            return this;
        }

        /** Sets the limiter, which clients of one site should share. */
        public Builder limiter(RequestLimiter value) {
            limiter = Objects.requireNonNull(value, "limiter");
            return this;
        }

        /** Sets the clock that limits' reset instants are compared to. */
        public Builder clock(Clock value) {
            clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /** Sets how time passes before a retry. */
        public Builder waiter(Waiter value) {
            waiter = Objects.requireNonNull(value, "waiter");
            return this;
        }

        /** Adds the host application's name to the user agent. */
        public Builder userAgentSuffix(String value) {
            userAgentSuffix = Objects.requireNonNull(value, "userAgentSuffix");
            return this;
        }

        /** Returns the client; no call is made. */
        public JiraClient build() {
            HttpTransport chosen = transport != null ? transport : new JdkHttpTransport(HttpClients.standard());
            return new JiraClient(RestClient.builder(JiraIds.SYSTEM, site, chosen)
                    .credential(credential)
                    .retryPolicy(retryPolicy)
                    .limiter(limiter)
                    .rateLimitHints(JiraRateLimits::read)
                    .errorReader(JiraErrors::read)
                    .timeout(timeout)
                    .clock(clock)
                    .waiter(waiter)
                    .userAgentSuffix(userAgentSuffix)
                    .build());
        }
    }
}
