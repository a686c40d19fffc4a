package io.throughline.azure.internal;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.core.http.policy.UserAgentPolicy;
import io.throughline.core.http.Waiter;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * The pipelines of one credential, one for each plane. Whatever client stands above them, tokens, throttling, bounds and
 * the host's HTTP client are the same. Thread-safe; calls run on the caller's thread.
 */
public final class AzurePipelines {

    /** Log queries that may run at once under one identity: one less than the service's five. */
    public static final int CONCURRENT_LOG_QUERIES = 4;

    /** Bytes of an answer to a log query that are read at most; the service itself cuts at some 100 MiB of rows. */
    public static final int MAX_LOG_BYTES = 256 * 1024 * 1024;

    private static final int MAX_BYTES = 64 * 1024 * 1024;
    private final TokenCredential credential;
    private final com.azure.core.http.HttpClient client;
    private final String userAgent;
    private final Clock clock;
    private final Waiter waiter;
    private final CallCounter counter = new CallCounter();
    /** One for both interfaces that run log queries: the service counts them together. */
    private final ThrottlePolicy logQueries;

    /** Creates the pipelines of a credential over the host's HTTP client. */
    public AzurePipelines(
            TokenCredential credential, HttpClient httpClient, String userAgent, Clock clock, Waiter waiter) {
        this.credential = credential;
        this.client = HostHttpClient.adapt(httpClient);
        this.userAgent = userAgent;
        this.clock = clock;
        this.waiter = waiter;
        this.logQueries = new ThrottlePolicy(PlaneLimits.logs(CONCURRENT_LOG_QUERIES), clock, waiter);
    }

    /**
     * Returns the pipeline for log queries; a query that runs out of time is not repeated.
     *
     * @param body reads successful answers as they arrive, up to {@link #MAX_LOG_BYTES}
     */
    public HttpPipeline logs(String scope, HttpPipelinePolicy body) {
        return pipeline(scope, List.of(), List.of(body), logQueries, MAX_LOG_BYTES);
    }

    /**
     * Returns the pipeline for the classic interface of Application Insights, within the limits of log queries, which its
     * queries become.
     */
    public HttpPipeline insights(String scope) {
        return pipeline(scope, List.of(), List.of(), logQueries, MAX_LOG_BYTES);
    }

    /**
     * Returns the pipeline for the metrics data plane.
     *
     * @param outer what sees an answer only when it has come whole and is not to be asked for again
     */
    public HttpPipeline metrics(String scope, List<HttpPipelinePolicy> outer) {
        return pipeline(scope, outer, List.of(), policy(PlaneLimits.metrics()), MAX_BYTES);
    }

    /** Returns the pipeline for Resource Manager. */
    public HttpPipeline resourceManager(String scope) {
        return pipeline(scope, List.of(), List.of(), policy(PlaneLimits.resourceManager()), MAX_BYTES);
    }

    /** Returns the pipeline for Cost Management and Consumption, which answer at Resource Manager by rules of their own. */
    public HttpPipeline cost(String scope) {
        return pipeline(scope, List.of(), List.of(), policy(PlaneLimits.cost()), MAX_BYTES);
    }

    /**
     * Returns the host's HTTP client as the SDK wants it, for what builds its own pipelines: credentials.
     *
     * @throws IllegalArgumentException if it follows redirects
     */
    public static com.azure.core.http.HttpClient adapt(HttpClient httpClient) {
        return HostHttpClient.adapt(httpClient);
    }

    /** Returns a pipeline over another that also takes reactive calls, and runs them on the caller's thread. */
    public static HttpPipeline onCallersThread(HttpPipeline pipeline) {
        return new HttpPipelineBuilder()
                .httpClient(new CallerThreadClient(pipeline))
                .build();
    }

    private ThrottlePolicy policy(PlaneLimits limits) {
        return new ThrottlePolicy(limits, clock, waiter);
    }

    private HttpPipeline pipeline(
            String scope,
            List<HttpPipelinePolicy> outer,
            List<HttpPipelinePolicy> inner,
            ThrottlePolicy throttle,
            int maxBytes) {
        List<HttpPipelinePolicy> policies = new ArrayList<>(outer);
        policies.add(counter);
        policies.add(new UserAgentPolicy(userAgent));
        policies.add(new RequestIdPolicy());
        policies.add(throttle);
        policies.add(new BearerTokenAuthenticationPolicy(credential, scope));
        policies.add(new BoundedBodyPolicy(maxBytes));
        policies.addAll(inner);
        return new HttpPipelineBuilder()
                .httpClient(client)
                .policies(policies.toArray(new HttpPipelinePolicy[0]))
                .build();
    }

    /** Returns how many calls were made through these pipelines, each repeated one once; token requests do not count. */
    public long calls() {
        return counter.calls();
    }

    static IllegalStateException onlyOnTheCallersThread() {
        return new IllegalStateException("calls run on the caller's thread; wrap the pipeline with onCallersThread");
    }
}
