package io.throughline.sentry;

import io.throughline.core.config.Secret;
import io.throughline.core.http.Credential;
import io.throughline.core.http.HttpClients;
import io.throughline.core.http.HttpTransport;
import io.throughline.core.http.JdkHttpTransport;
import io.throughline.core.http.Page;
import io.throughline.core.http.Paged;
import io.throughline.core.http.RequestLimiter;
import io.throughline.core.http.RestCall;
import io.throughline.core.http.RestClient;
import io.throughline.core.http.RestClientBuilder;
import io.throughline.core.http.RestResponse;
import io.throughline.core.http.RetryPolicy;
import io.throughline.core.http.Waiter;
import io.throughline.core.telemetry.TimeWindow;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one organization of a Sentry server: sentry.io, one of its regions, or self-hosted. Immutable and thread-safe;
 * holds nothing that must be closed. Lists are lazy, one request a page. Whatever fails is a {@link
 * io.throughline.core.http.SourceException}.
 *
 * <pre>{@code
 * SentryClient sentry = SentryClient.builder(URI.create("https://de.sentry.io"), "acme")
 *         .token(Secret.of(System.getenv("SENTRY_TOKEN")))
 *         .build();
 * for (SentryIssue issue : sentry.listIssues(IssueQuery.builder().search("is:unresolved").build())) {
 *     System.out.println(issue.shortId() + " " + issue.title());
 * }
 * }</pre>
 *
 * <p>The token needs {@code org:read}, {@code project:read} and {@code event:read}.
 */
public final class SentryClient {

    private static final Logger LOG = LoggerFactory.getLogger(SentryClient.class);

    private static final String ORGANIZATION = "/api/0/organizations/{}/";
    private static final int LARGEST_PAGE = 100;

    private final RestClient rest;
    private final String organization;

    private SentryClient(RestClient rest, String organization) {
        this.rest = rest;
        this.organization = organization;
    }

    /**
     * Returns a builder.
     *
     * @param endpoint the server's address without {@code /api/0}, for example {@code https://de.sentry.io}
     * @param organization the organization's slug
     */
    public static Builder builder(URI endpoint, String organization) {
        return new Builder(endpoint, organization);
    }

    /** Reads the organization without its projects. */
    public SentryOrganization getOrganization() {
        return fetch(
                rest.get(Operation.GET_ORGANIZATION.words(), ORGANIZATION, organization)
                        .query("detailed", 0),
                SentryOrganization.class);
    }

    /** Lists the projects that the token may see. */
    public Paged<SentryProject> listProjects() {
        return listProjects(LARGEST_PAGE);
    }

    /** Lists the projects that the token may see, in pages of 1 to 100. */
    public Paged<SentryProject> listProjects(int pageSize) {
        return paged(
                () -> rest.get(Operation.LIST_PROJECTS.words(), ORGANIZATION + "projects/", organization)
                        .query("per_page", pageSize),
                SentryProject.class);
    }

    /** Lists issues, the one seen last first. */
    public Paged<SentryIssue> listIssues(IssueQuery query) {
        return paged(
                () -> within(
                        rest.get(Operation.LIST_ISSUES.words(), ORGANIZATION + "issues/", organization)
                                // Without it Sentry would list unresolved ones only.
                                .query("query", query.search())
                                .query("sort", "date")
                                .query("limit", query.pageSize())
                                .query("collapse", List.of("stats", "filtered", "unhandled")),
                        query.projects(),
                        query.environments(),
                        query.window()),
                SentryIssue.class);
    }

    /** Reads one issue with its first and last release. */
    public SentryIssue getIssue(String id) {
        return fetch(
                rest.get(Operation.GET_ISSUE.words(), ORGANIZATION + "issues/{}/", organization, id)
                        .query("collapse", List.of("stats", "tags")),
                SentryIssue.class);
    }

    /**
     * Lists releases, the newest first.
     *
     * @param projects ids; empty for every project the token may see
     */
    public Paged<SentryRelease> listReleases(List<String> projects) {
        return listReleases(projects, LARGEST_PAGE);
    }

    /** Lists releases in pages of 1 to 100, the newest first. */
    public Paged<SentryRelease> listReleases(List<String> projects, int pageSize) {
        return paged(
                () -> rest.get(Operation.LIST_RELEASES.words(), ORGANIZATION + "releases/", organization)
                        .query("project", projects)
                        .query("per_page", pageSize),
                SentryRelease.class);
    }

    /** Lists the deployments of a release. */
    public Paged<SentryDeploy> listDeploys(String version) {
        return paged(
                () -> rest.get(
                                Operation.LIST_DEPLOYS.words(),
                                ORGANIZATION + "releases/{}/deploys/",
                                organization,
                                version)
                        .query("per_page", LARGEST_PAGE),
                SentryDeploy.class);
    }

    /** Lists the commits of a release. */
    public Paged<SentryCommit> listCommits(String version) {
        return paged(
                () -> rest.get(
                                Operation.LIST_COMMITS.words(),
                                ORGANIZATION + "releases/{}/commits/",
                                organization,
                                version)
                        .query("per_page", LARGEST_PAGE),
                SentryCommit.class);
    }

    /** Asks for series over time. */
    public SentryTimeSeries queryTimeSeries(TimeSeriesQuery query) {
        RestCall call = within(
                rest.get(Operation.QUERY_TIME_SERIES.words(), ORGANIZATION + "events-timeseries/", organization)
                        .query("dataset", query.dataset())
                        .query("yAxis", query.yAxis())
                        .query("interval", interval(query.interval())),
                query.projects(),
                query.environments(),
                query.window());
        if (!query.search().isEmpty()) {
            call.query("query", query.search());
        }
        String groupBy = query.groupBy();
        if (groupBy != null) {
            call.query("groupBy", groupBy).query("topEvents", query.topGroups()).query("sort", "-" + query.yAxis());
        }
        return fetch(call, SentryTimeSeries.class);
    }

    /**
     * Asks what became of the error events that were sent: accepted, filtered, over a limit.
     *
     * @param projects ids; empty for every project the token may see
     * @param interval width of the steps, from an hour to a day
     */
    public SentryOutcomes queryErrorOutcomes(List<String> projects, TimeWindow window, Duration interval) {
        RestCall call = rest.get(Operation.QUERY_OUTCOMES.words(), ORGANIZATION + "stats_v2/", organization)
                .query("field", "sum(quantity)")
                .query("groupBy", "outcome")
                .query("category", "error")
                .query("interval", interval(interval));
        // Unlike elsewhere, all projects must be asked for.
        return fetch(
                within(call, projects.isEmpty() ? List.of("-1") : projects, List.of(), window), SentryOutcomes.class);
    }

    /** Returns how often the server has slowed this client down since it was built. */
    public long timesThrottled() {
        return rest.timesThrottled();
    }

    private static RestCall within(
            RestCall call, List<String> projects, List<String> environments, @Nullable TimeWindow window) {
        call.query("project", projects).query("environment", environments);
        if (window != null) {
            call.query("start", window.from()).query("end", window.to());
        }
        return call;
    }

    private static String interval(Duration interval) {
        return interval.toSeconds() % 60 == 0 ? interval.toMinutes() + "m" : interval.toSeconds() + "s";
    }

    private <T> T fetch(RestCall call, Class<T> type) {
        RestResponse<T> response = call.fetch(type);
        warn(response);
        return response.body();
    }

    private <T> Paged<T> paged(Supplier<RestCall> calls, Class<T> type) {
        return Paged.of(cursor -> {
            RestResponse<List<T>> response =
                    calls.get().queryIfPresent("cursor", cursor).fetchList(type);
            warn(response);
            String next = LinkHeader.nextCursor(response.headers().all("Link")).orElse(null);
            long hits = response.headers().number("X-Hits").orElse(-1);
            return new Page<>(response.body(), next, hits < 0 ? null : hits);
        });
    }

    private void warn(RestResponse<?> response) {
        String deprecation = Operation.deprecation(response.headers());
        if (deprecation != null) {
            LOG.warn("Sentry: {} will be {}", response.uri().getPath(), deprecation);
        }
    }

    /** Returns endpoint and organization; no token. */
    @Override
    public String toString() {
        return "SentryClient[" + rest.endpoint() + " " + organization + "]";
    }

    /** Puts a client together. Not thread-safe, reusable. */
    public static final class Builder {

        private static final int CONCURRENCY = 4;

        private final URI endpoint;
        private final String organization;
        private @Nullable HttpTransport transport;
        private Credential credential = Credential.none();
        private RequestLimiter limiter = RequestLimiter.concurrent(CONCURRENCY);
        private RetryPolicy retryPolicy = RetryPolicy.standard();
        private Duration timeout = Duration.ofSeconds(RestClientBuilder.STANDARD_TIMEOUT_SECONDS);
        private String userAgentSuffix = "";
        private Clock clock = Clock.systemUTC();
        private Waiter waiter = Waiter.sleeping();

        private Builder(URI endpoint, String organization) {
            this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
            this.organization = Objects.requireNonNull(organization, "organization");
            if (organization.isBlank()) {
                throw new IllegalArgumentException("organization must be the organization's slug, was blank");
            }
        }

        /** Sets the token of an internal integration or a user. */
        public Builder token(Secret token) {
            return credential(Credential.bearer(token));
        }

        /** Sets another credential, for example a legacy API key ({@link Credential#basicToken}). */
        public Builder credential(Credential value) {
            credential = Objects.requireNonNull(value, "credential");
            return this;
        }

        /** Sets the transport; otherwise one over {@link HttpClients#standard()}. */
        public Builder transport(HttpTransport value) {
            transport = Objects.requireNonNull(value, "transport");
            return this;
        }

        /** Sets the limiter, to share among clients of one user or integration. */
        public Builder limiter(RequestLimiter value) {
            limiter = Objects.requireNonNull(value, "limiter");
            return this;
        }

        /** Sets how often to try again. */
        public Builder retryPolicy(RetryPolicy value) {
            retryPolicy = Objects.requireNonNull(value, "retryPolicy");
            return this;
        }

        /** Sets the total time of one attempt. */
        public Builder timeout(Duration value) {
            timeout = Objects.requireNonNull(value, "timeout");
            return this;
        }

        /** Adds the host application's name to the user agent. */
        public Builder userAgentSuffix(String value) {
            userAgentSuffix = Objects.requireNonNull(value, "userAgentSuffix");
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

        /** Returns the client. */
        public SentryClient build() {
            HttpTransport used = transport == null ? new JdkHttpTransport(HttpClients.standard()) : transport;
            RestClient rest = RestClient.builder("sentry", endpoint, used)
                    .credential(credential)
                    .limiter(limiter)
                    .retryPolicy(retryPolicy)
                    .timeout(timeout)
                    .userAgentSuffix(userAgentSuffix)
                    .clock(clock)
                    .waiter(waiter)
                    .rateLimitHints(SentryRateLimits::read)
                    .errorReader(Operation.errors(organization))
                    .build();
            return new SentryClient(rest, organization);
        }
    }
}
