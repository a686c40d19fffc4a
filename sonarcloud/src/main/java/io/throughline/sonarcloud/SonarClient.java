package io.throughline.sonarcloud;

import io.throughline.core.config.Secret;
import io.throughline.core.http.CallInfo;
import io.throughline.core.http.Credential;
import io.throughline.core.http.HttpClients;
import io.throughline.core.http.HttpTransport;
import io.throughline.core.http.JdkHttpTransport;
import io.throughline.core.http.MalformedResponseException;
import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.Page;
import io.throughline.core.http.Paged;
import io.throughline.core.http.RequestLimiter;
import io.throughline.core.http.RestCall;
import io.throughline.core.http.RestClient;
import io.throughline.core.http.RestClientBuilder;
import io.throughline.core.http.RestResponse;
import io.throughline.core.http.RetryPolicy;
import io.throughline.core.http.Timestamps;
import io.throughline.core.http.Waiter;
import io.throughline.sonarcloud.SonarWire.Paging;
import io.throughline.sonarcloud.analysis.SonarAnalysis;
import io.throughline.sonarcloud.gate.SonarGateStatus;
import io.throughline.sonarcloud.measure.SonarHistory;
import io.throughline.sonarcloud.measure.SonarMeasure;
import io.throughline.sonarcloud.measure.SonarMetric;
import io.throughline.sonarcloud.project.SonarProject;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The web API of SonarQube Cloud (SonarCloud) and SonarQube Server. Immutable and thread-safe; holds nothing that must be
 * closed.
 *
 * <pre>{@code
 * SonarClient sonar = SonarClient.builder(URI.create("https://sonarcloud.io"))
 *     .organization("acme")
 *     .token(token)
 *     .build();
 * for (SonarAnalysis analysis : sonar.listAnalyses(SonarSpan.of("acme_checkout"))) {
 *   System.out.println(analysis.date() + " " + analysis.revision());
 * }
 * }</pre>
 *
 * <p>All methods throw {@link io.throughline.core.http.SourceException} if the server cannot be read.
 */
public final class SonarClient {

    private static final String EXPIRY_HEADER = "SonarQube-Authentication-Token-Expiration";
    private static final int PAGE_SIZE = 500;
    private static final int HISTORY_PAGE_SIZE = 1_000;

    private final RestClient rest;
    private final SonarEdition edition;
    private final @Nullable String organization;

    private SonarClient(RestClient rest, SonarEdition edition, @Nullable String organization) {
        this.rest = rest;
        this.edition = edition;
        this.organization = organization;
    }

    /**
     * Returns a builder.
     *
     * @param url {@code https://sonarcloud.io}, {@code https://sonarqube.us}, or a server's address with its context path
     */
    public static Builder builder(URI url) {
        return new Builder(url);
    }

    /** Returns which of the two products is spoken to. */
    public SonarEdition edition() {
        return edition;
    }

    /** Returns whether the token is accepted. The server answers this call with success either way. */
    public SonarTokenStatus validateToken() {
        String operation = "validate the token";
        RestResponse<SonarWire.Validation> response =
                rest.get(operation, "/api/authentication/validate").fetch(SonarWire.Validation.class);
        return new SonarTokenStatus(
                Boolean.TRUE.equals(response.body().valid()),
                response.headers()
                        .first(EXPIRY_HEADER)
                        .map(SonarClient::instant)
                        .orElse(null));
    }

    /** Returns the projects that the caller may browse, lazily; on Cloud those of the organization. */
    public Paged<SonarProject> listProjects() {
        String operation = "list projects";
        return Paged.of(token -> {
            RestCall call = edition == SonarEdition.CLOUD
                    ? rest.get(operation, "/api/projects/search").queryIfPresent("organization", organization)
                    // projects/search needs an administrator on Server
                    : rest.get(operation, "/api/components/search").query("qualifiers", "TRK");
            SonarWire.ProjectPage page = paged(call, token, PAGE_SIZE)
                    .fetch(SonarWire.ProjectPage.class)
                    .body();
            return page(page.components(), page.paging(), token, PAGE_SIZE);
        });
    }

    /** Returns a project. */
    public SonarProject getProject(String key) {
        String operation = "get project " + key;
        RestResponse<SonarWire.Shown> response = rest.get(operation, "/api/components/show")
                .query("component", key)
                .fetch(SonarWire.Shown.class);
        return required(response.body().component(), operation, response, "/component");
    }

    /** Returns a project; empty if there is none or the caller may not browse it. */
    public Optional<SonarProject> findProject(String key) {
        try {
            return Optional.of(getProject(key));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /** Returns the analyses of a project's branch within a span, newest first, lazily. */
    public Paged<SonarAnalysis> listAnalyses(SonarSpan span) {
        String operation = "list analyses of " + span.project();
        return Paged.of(token -> {
            RestCall call = span.addTo(rest.get(operation, "/api/project_analyses/search"), "project");
            SonarWire.AnalysisPage page = paged(call, token, PAGE_SIZE)
                    .fetch(SonarWire.AnalysisPage.class)
                    .body();
            return page(page.analyses(), page.paging(), token, PAGE_SIZE);
        });
    }

    /**
     * Returns the values of metrics at the analyses of a project's branch within a span, lazily. Each page has an item for
     * each metric with a part of its history, oldest first; so the same metric comes once a page.
     *
     * @param metrics keys, all of which the server must know ({@link #listMetrics})
     */
    public Paged<SonarHistory> listHistory(SonarSpan span, Collection<String> metrics) {
        String operation = "list measures of " + span.project();
        if (metrics.isEmpty()) {
            throw new IllegalArgumentException("metrics must not be empty");
        }
        return Paged.of(token -> {
            RestCall call = span.addTo(rest.get(operation, "/api/measures/search_history"), "component")
                    .query("metrics", String.join(",", metrics));
            SonarWire.HistoryPage page = paged(call, token, HISTORY_PAGE_SIZE)
                    .fetch(SonarWire.HistoryPage.class)
                    .body();
            // The total counts analyses, of which a page has one size; not the items, which are metrics.
            return new Page<>(
                    present(page.measures()), next(page.paging(), token, HISTORY_PAGE_SIZE), total(page.paging()));
        });
    }

    /** Returns the metrics that the server knows, lazily. */
    public Paged<SonarMetric> listMetrics() {
        String operation = "list metrics";
        return Paged.of(token -> {
            SonarWire.MetricPage page = paged(rest.get(operation, "/api/metrics/search"), token, PAGE_SIZE)
                    .fetch(SonarWire.MetricPage.class)
                    .body();
            return page(page.metrics(), new Paging(page.p(), page.ps(), page.total()), token, PAGE_SIZE);
        });
    }

    /**
     * Returns what a project or another component measures now. Metrics without a value are left out.
     *
     * @param metrics keys; a single one that the server does not know fails the whole call
     */
    public List<SonarMeasure> getMeasures(String component, Collection<String> metrics) {
        String operation = "get measures of " + component;
        RestResponse<SonarWire.Measured> response = rest.get(operation, "/api/measures/component")
                .query("component", component)
                .query("metricKeys", String.join(",", metrics))
                .fetch(SonarWire.Measured.class);
        return present(required(response.body().component(), operation, response, "/component")
                .measures());
    }

    /** Returns the quality gate's verdict on a project as it is now. */
    public SonarGateStatus getGateStatus(String project) {
        return gate("get quality gate of " + project, "projectKey", project);
    }

    /** Returns the quality gate's verdict at an analysis. */
    public SonarGateStatus getGateStatusAt(String analysisKey) {
        return gate("get quality gate at analysis " + analysisKey, "analysisId", analysisKey);
    }

    private SonarGateStatus gate(String operation, String parameter, String value) {
        RestResponse<SonarWire.Gate> response = rest.get(operation, "/api/qualitygates/project_status")
                .query(parameter, value)
                .fetch(SonarWire.Gate.class);
        return required(response.body().projectStatus(), operation, response, "/projectStatus");
    }

    /** Returns how often the server slowed this client down. */
    public long timesThrottled() {
        return rest.timesThrottled();
    }

    private static @Nullable Instant instant(String text) {
        try {
            return Timestamps.parse(text.strip());
        } catch (DateTimeException e) {
            return null; // a courtesy of some servers, in no documented form
        }
    }

    private static RestCall paged(RestCall call, @Nullable String token, int size) {
        return call.query("p", token == null ? "1" : token).query("ps", size);
    }

    private static <T> Page<T> page(
            @Nullable List<T> items, @Nullable Paging paging, @Nullable String token, int size) {
        return new Page<>(
                present(items), items == null || items.isEmpty() ? null : next(paging, token, size), total(paging));
    }

    /** Returns the number of the next page: pages are counted, and the server may lower their size. */
    private static @Nullable String next(@Nullable Paging paging, @Nullable String token, int asked) {
        if (paging == null || paging.total() == null) {
            return null;
        }
        int index = token == null ? 1 : Integer.parseInt(token);
        Integer told = paging.pageSize();
        long size = told == null || told < 1 ? asked : told;
        return index * size < paging.total() ? String.valueOf(index + 1) : null;
    }

    private static @Nullable Long total(@Nullable Paging paging) {
        return paging == null || paging.total() == null ? null : Long.valueOf(paging.total());
    }

    private static <T> List<T> present(@Nullable List<T> items) {
        return items == null
                ? List.of()
                : items.stream().filter(Objects::nonNull).toList();
    }

    private static <T> T required(@Nullable T value, String operation, RestResponse<?> response, String pointer) {
        if (value == null) {
            throw new MalformedResponseException(
                    CallInfo.of(SonarIds.SYSTEM, operation, "GET", response.uri(), 1, Duration.ZERO),
                    pointer,
                    "expected an object, found none",
                    "",
                    null);
        }
        return value;
    }

    @Override
    public String toString() {
        return "SonarClient[" + edition + " at " + rest.endpoint() + "]";
    }

    /** Puts a client together. Not thread-safe, reusable. */
    public static final class Builder {

        private final URI url;
        private @Nullable SonarEdition edition;
        private @Nullable String organization;
        private Credential credential = Credential.none();
        private @Nullable HttpTransport transport;
        private RetryPolicy retryPolicy = RetryPolicy.standard();
        private Duration timeout = Duration.ofSeconds(RestClientBuilder.STANDARD_TIMEOUT_SECONDS);
        private RequestLimiter limiter = RequestLimiter.concurrent(RestClientBuilder.STANDARD_CONCURRENCY);
        private Clock clock = Clock.systemUTC();
        private Waiter waiter = Waiter.sleeping();
        private String userAgentSuffix = "";

        private Builder(URI url) {
            this.url = Objects.requireNonNull(url, "url");
        }

        /**
         * Sets which product it is. Otherwise it is Cloud at Cloud's own hosts, and wherever an organization is named.
         */
        public Builder edition(SonarEdition value) {
            edition = Objects.requireNonNull(value, "edition");
            return this;
        }

        /** Sets the key of the organization; needed on Cloud. */
        public Builder organization(String key) {
            organization = Objects.requireNonNull(key, "organization");
            return this;
        }

        /** Sets a user token, or on Cloud a scoped organization token. */
        public Builder token(Secret token) {
            return credential(Credential.bearer(token));
        }

        /** Sets what proves who calls; nothing otherwise, which lets public projects of Cloud be read. */
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

        /** Sets the limiter, which clients of one server should share. */
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

        /**
         * Returns the client; no call is made.
         *
         * @throws IllegalArgumentException if it is Cloud and no organization was set
         */
        public SonarClient build() {
            boolean cloud = edition == null
                    ? organization != null || SonarEdition.isCloudHost(url)
                    : edition == SonarEdition.CLOUD;
            if (cloud && organization == null) {
                throw new IllegalArgumentException("organization must be set for SonarQube Cloud");
            }
            HttpTransport chosen = transport != null ? transport : new JdkHttpTransport(HttpClients.standard());
            RestClient rest = RestClient.builder(SonarIds.SYSTEM, url, chosen)
                    .credential(credential)
                    .retryPolicy(retryPolicy)
                    .limiter(limiter)
                    .errorReader(SonarErrors::read)
                    .timeout(timeout)
                    .clock(clock)
                    .waiter(waiter)
                    .userAgentSuffix(userAgentSuffix)
                    .build();
            return new SonarClient(rest, cloud ? SonarEdition.CLOUD : SonarEdition.SERVER, organization);
        }
    }
}
