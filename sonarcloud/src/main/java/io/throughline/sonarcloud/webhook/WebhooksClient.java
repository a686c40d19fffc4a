package io.throughline.sonarcloud.webhook;

import io.throughline.core.config.Secret;
import io.throughline.core.http.Paged;
import io.throughline.core.http.RestCall;
import io.throughline.core.http.RestResponse;
import io.throughline.sonarcloud.internal.Paging;
import io.throughline.sonarcloud.internal.SonarCalls;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which webhooks are set; needs the right to administer the project. On Cloud, the Team or Enterprise plan. */
public final class WebhooksClient {

    private static final int SHORTEST_SECRET = 16;

    private final SonarCalls calls;

    /** Creates the group; the façade does. */
    public WebhooksClient(SonarCalls calls) {
        this.calls = calls;
    }

    /**
     * Lists webhooks.
     *
     * @param project the project's key, or null for those of all projects
     */
    public List<SonarWebhookTarget> list(@Nullable String project) {
        return SonarCalls.present(calls.getInOrganization("list webhooks", "webhooks/list")
                .queryIfPresent("project", project)
                .fetch(Targets.class)
                .body()
                .webhooks());
    }

    /**
     * Sets a webhook. Not repeated if the answer is lost: look at {@link #list} then.
     *
     * @param project the project's key, or null for all projects
     * @param secret what deliveries are signed with, 16 characters or more
     */
    public SonarWebhookTarget create(@Nullable String project, String name, URI url, Secret secret) {
        if (secret.reveal().length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException("the webhook's secret must have " + SHORTEST_SECRET + " characters");
        }
        String operation = "create webhook " + name;
        RestCall call = calls.postInOrganization(operation, "webhooks/create")
                .form("name", name)
                .form("url", url)
                .form("secret", secret.reveal());
        if (project != null) {
            call.form("project", project);
        }
        RestResponse<Created> response = call.fetch(Created.class);
        return calls.required(response.body().webhook(), operation, response, "/webhook");
    }

    /** Removes a webhook by its key. */
    public void delete(String key) {
        calls.post("delete webhook " + key, "webhooks/delete")
                .form("webhook", key)
                .idempotent()
                .fetchText();
    }

    /** Lists what a webhook sent within the last 30 days, the latest first, lazily. */
    public Paged<SonarDeliveryAttempt> listDeliveries(String key) {
        return calls.paged(
                () -> calls.get("list deliveries of webhook " + key, "webhooks/deliveries")
                        .query("webhook", key),
                Deliveries.class,
                Deliveries::deliveries,
                Deliveries::paging);
    }

    private record Deliveries(
            @Nullable Paging paging, @Nullable List<SonarDeliveryAttempt> deliveries) {}

    private record Targets(@Nullable List<SonarWebhookTarget> webhooks) {}

    private record Created(@Nullable SonarWebhookTarget webhook) {}
}
