package io.throughline.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpPipeline;
import io.throughline.azure.activity.ActivityLogGateway;
import io.throughline.azure.activity.RestActivityLogGateway;
import io.throughline.azure.advisor.AdvisorGateway;
import io.throughline.azure.advisor.RestAdvisorGateway;
import io.throughline.azure.alerts.AlertsGateway;
import io.throughline.azure.alerts.RestAlertsGateway;
import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.cost.CostGateway;
import io.throughline.azure.cost.RestCostGateway;
import io.throughline.azure.health.HealthGateway;
import io.throughline.azure.health.RestHealthGateway;
import io.throughline.azure.insights.InsightsGateway;
import io.throughline.azure.insights.RestInsightsGateway;
import io.throughline.azure.internal.AzureCall;
import io.throughline.azure.internal.AzureFailures;
import io.throughline.azure.internal.AzurePipelines;
import io.throughline.azure.internal.CallNotes;
import io.throughline.azure.logs.LogsClient;
import io.throughline.azure.logs.LogsGateway;
import io.throughline.azure.logs.MonitorQueryLogsGateway;
import io.throughline.azure.metrics.MetricDefinitions;
import io.throughline.azure.metrics.MetricsGateway;
import io.throughline.azure.metrics.MonitorQueryMetricsGateway;
import io.throughline.azure.metrics.PlatformMetricsGateway;
import io.throughline.azure.metrics.ResourceManagerMetricsGateway;
import io.throughline.azure.metrics.RestMetricDefinitions;
import io.throughline.azure.resources.GraphSubscriptions;
import io.throughline.azure.resources.ManagedResourceGraphGateway;
import io.throughline.azure.resources.ResourceGraphGateway;
import io.throughline.azure.resources.ScopeSurvey;
import io.throughline.azure.resources.SubscriptionDirectory;
import io.throughline.azure.resources.Subscriptions;
import io.throughline.azure.stream.AzureGateways;
import io.throughline.core.http.UnreadableItems;
import io.throughline.core.http.Waiter;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Azure Monitor in typed calls, over Azure's own SDK. Usable without anything else of Throughline.
 *
 * <pre>{@code
 * AzureClient azure = AzureClient.builder(new DefaultAzureCredentialBuilder().build()).build();
 * LogsResult result = azure.logs().query(
 *         workspaceId, KqlQuery.table("AppRequests").pipe("summarize Requests = sum(ItemCount)"), lastHour);
 * }</pre>
 *
 * <p>One client for one credential: its calls share the limits that Azure sets for an identity, at most {@value
 * AzurePipelines#CONCURRENT_LOG_QUERIES} log queries at once among them. Calls run on the caller's thread, wait where
 * Azure asks for it, and fail with a {@link io.throughline.core.http.SourceException}. Thread-safe.
 */
public final class AzureClient {

    private final TokenCredential credential;
    private final AzureEndpoints endpoints;
    private final AzureFailures failures;
    private final AzurePipelines pipelines;
    private final MonitorQueryLogsGateway logs;
    private final InsightsGateway insights;
    private final MetricsGateway metrics;
    private final MetricDefinitions definitions;
    private final ResourceGraphGateway resources;
    private final AlertsGateway alerts;
    private final CostGateway cost;
    private final HealthGateway health;
    private final ActivityLogGateway activity;
    private final AdvisorGateway advisor;
    private final Subscriptions subscriptions;
    private final SubscriptionDirectory directory;
    private final ScopeSurvey survey;

    private AzureClient(Builder builder) {
        HttpClient http = builder.httpClient != null ? builder.httpClient : ownHttpClient();
        this.credential = builder.credential;
        this.endpoints = builder.endpoints;
        this.failures = new AzureFailures(builder.clock, builder.unreadable);
        this.pipelines = new AzurePipelines(builder.credential, http, builder.userAgent, builder.clock, builder.waiter);
        HttpPipeline resourceManager = pipelines.resourceManager(endpoints.resourceManagerScope());
        this.logs = new MonitorQueryLogsGateway(pipelines, endpoints, failures);
        this.insights = new RestInsightsGateway(pipelines, endpoints, failures);
        this.metrics = new PlatformMetricsGateway(
                new MonitorQueryMetricsGateway(pipelines, endpoints, failures),
                new ResourceManagerMetricsGateway(resourceManager, endpoints, failures));
        this.definitions = new RestMetricDefinitions(resourceManager, endpoints, failures);
        this.resources = new ManagedResourceGraphGateway(resourceManager, endpoints, failures);
        this.alerts = new RestAlertsGateway(resourceManager, endpoints, failures);
        this.cost = new RestCostGateway(
                pipelines.cost(endpoints.resourceManagerScope()), endpoints, builder.costClientType, failures);
        this.health = new RestHealthGateway(resourceManager, endpoints, failures);
        this.activity = new RestActivityLogGateway(resourceManager, endpoints, failures, builder.waiter);
        this.advisor = new RestAdvisorGateway(resourceManager, endpoints, failures);
        this.subscriptions = new Subscriptions(resourceManager, endpoints, failures);
        this.directory = new GraphSubscriptions(resourceManager, endpoints, failures);
        this.survey = new ScopeSurvey(resourceManager, endpoints, failures);
    }

    /** Returns a builder of a client for a credential. */
    public static Builder builder(TokenCredential credential) {
        return new Builder(credential);
    }

    /**
     * Gets a token for Resource Manager, from the cache if there is one.
     *
     * @return until when it is valid, UTC
     * @throws io.throughline.core.http.AuthenticationException if the authority gives none
     * @throws io.throughline.core.http.SourceException if the authority cannot be asked
     */
    public Instant authenticate() {
        return identity().validUntil();
    }

    /**
     * Gets a token for Resource Manager, from the cache if there is one, and tells who it is for.
     *
     * @throws io.throughline.core.http.AuthenticationException if the authority gives none
     * @throws io.throughline.core.http.SourceException if the authority cannot be asked
     */
    public AzureIdentity identity() {
        AzureCall call = new AzureCall("get a token from " + endpoints.authority(), "check the credential", null);
        try {
            AccessToken token =
                    credential.getTokenSync(new TokenRequestContext().addScopes(endpoints.resourceManagerScope()));
            return AzureIdentity.of(token.getToken(), token.getExpiresAt().toInstant());
        } catch (RuntimeException e) {
            throw failures.of(call, new CallNotes(), e);
        }
    }

    /** Returns where the services answer. */
    public AzureEndpoints endpoints() {
        return endpoints;
    }

    /** Returns log queries. */
    public LogsGateway logs() {
        return logs;
    }

    /** Returns log queries with all their options, typed rows, and rows handed on while they arrive. */
    public LogsClient logsClient() {
        return logs;
    }

    /** Returns the classic interface of Application Insights, for applications without a workspace. */
    public InsightsGateway insights() {
        return insights;
    }

    /** Returns platform metrics. */
    public MetricsGateway metrics() {
        return metrics;
    }

    /** Returns what tells which metrics a resource has. */
    public MetricDefinitions metricDefinitions() {
        return definitions;
    }

    /** Returns the inventory. */
    public ResourceGraphGateway resources() {
        return resources;
    }

    /** Returns alerts. */
    public AlertsGateway alerts() {
        return alerts;
    }

    /** Returns costs and budgets. */
    public CostGateway cost() {
        return cost;
    }

    /** Returns Resource Health and Service Health. */
    public HealthGateway health() {
        return health;
    }

    /** Returns the activity log. */
    public ActivityLogGateway activity() {
        return activity;
    }

    /** Returns what Advisor recommends. */
    public AdvisorGateway advisor() {
        return advisor;
    }

    /** Returns what the streams read through, with a way to list the inventory. */
    AzureGateways gateways(ResourceGraphGateway inventory) {
        return new AzureGateways(logs, metrics, definitions, inventory, alerts, cost, health, activity);
    }

    /** Returns how many calls this client has made so far; requests for tokens do not count. */
    public long calls() {
        return pipelines.calls();
    }

    /** Returns subscriptions. */
    public Subscriptions subscriptions() {
        return subscriptions;
    }

    /** Returns which subscriptions management groups have, and which can be seen at all. */
    public SubscriptionDirectory directory() {
        return directory;
    }

    /** Returns what lies around a scope: other environments, tags that were perhaps meant. */
    public ScopeSurvey survey() {
        return survey;
    }

    private static HttpClient ownHttpClient() {
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(java.time.Duration.ofSeconds(10))
                .build();
    }

    /** Collects what a client needs. Not thread-safe. */
    public static final class Builder {

        private final TokenCredential credential;
        private AzureEndpoints endpoints = AzureEndpoints.PUBLIC;
        private @Nullable HttpClient httpClient;
        private Clock clock = Clock.systemUTC();
        private UnreadableItems unreadable = new UnreadableItems();
        private Waiter waiter = Waiter.sleeping();
        private String userAgent = "throughline-azure";
        private String costClientType = RestCostGateway.CLIENT_TYPE;

        private Builder(TokenCredential credential) {
            this.credential = Objects.requireNonNull(credential, "credential");
        }

        /** Sets where the cloud's services answer; the public cloud unless told. */
        public Builder endpoints(AzureEndpoints value) {
            endpoints = Objects.requireNonNull(value, "endpoints");
            return this;
        }

        /** Sets the HTTP client, which must not follow redirects; one with the JDK's trust unless told. */
        public Builder httpClient(HttpClient value) {
            httpClient = Objects.requireNonNull(value, "httpClient");
            return this;
        }

        /** Sets the clock that an instant named by the service is compared to; the system's unless told. */
        public Builder clock(Clock value) {
            clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /** Sets where items of lists go that cannot be read; otherwise each fails the answer that it is part of. */
        public Builder unreadable(UnreadableItems value) {
            unreadable = Objects.requireNonNull(value, "unreadable");
            return this;
        }

        /** Sets what lets time pass before a call may be made; the calling thread sleeps unless told. */
        public Builder waiter(Waiter value) {
            waiter = Objects.requireNonNull(value, "waiter");
            return this;
        }

        /** Sets how the client names itself to Azure. */
        public Builder userAgent(String value) {
            userAgent = Objects.requireNonNull(value, "userAgent");
            return this;
        }

        /**
         * Sets how calls to Cost Management name their maker; {@value RestCostGateway#CLIENT_TYPE} unless told. Makers
         * without a name share one quota of the tenant.
         */
        public Builder costClientType(String value) {
            if (!value.matches("[\\w.-]{1,64}")) {
                throw new IllegalArgumentException(
                        "costClientType must be 1 to 64 letters, digits, dots, dashes or underscores, was '" + value
                                + "'");
            }
            costClientType = value;
            return this;
        }

        /** Returns the client. No call is made. */
        public AzureClient build() {
            return new AzureClient(this);
        }
    }
}
