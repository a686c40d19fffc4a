package io.throughline.azure.alerts;

import com.azure.core.http.HttpPipeline;
import io.throughline.azure.alerts.AlertQuery.Range;
import io.throughline.azure.alerts.AlertQuery.Sort;
import io.throughline.azure.alerts.AlertSummary.Grouping;
import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.internal.ArmCalls;
import io.throughline.azure.internal.AzureCall;
import io.throughline.azure.internal.AzureFailures;
import io.throughline.azure.internal.CallNotes;
import io.throughline.azure.paging.AzurePages;
import io.throughline.core.http.PagingLoopException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Alerts Management over the pipeline for Resource Manager, api-version 2019-05-05-preview. */
public final class RestAlertsGateway implements AlertsGateway {

    private static final String ALERTS = "/providers/Microsoft.AlertsManagement/alerts";
    private static final String VERSION = "2019-05-05-preview";
    private static final String RULES_VERSION = "2020-10-01";

    private final ArmCalls calls;
    private final AzureFailures failures;

    /** Creates a gateway over the pipeline for Resource Manager. */
    public RestAlertsGateway(HttpPipeline pipeline, AzureEndpoints endpoints, AzureFailures failures) {
        this.calls = new ArmCalls(pipeline, endpoints, failures);
        this.failures = failures;
    }

    @Override
    public Listing list(String subscription, Instant modifiedSince) {
        AzurePages<AzureAlert> pages = list(lately(subscription, Range.THIRTY_DAYS, AlertQuery.LARGEST_PAGE));
        List<AzureAlert> alerts = new ArrayList<>();
        try {
            for (AzureAlert alert : pages) {
                if (alert.modifiedAt().isBefore(modifiedSince)) {
                    // Sorted by change: what follows is older still.
                    break;
                }
                alerts.add(alert);
            }
        } catch (PagingLoopException e) {
            throw failures.unreadable(
                    reading("list alerts of", "/subscriptions/" + subscription),
                    new CallNotes(),
                    "/nextLink",
                    "the pages go round in a circle",
                    e);
        }
        return new Listing(alerts, pages.throttled());
    }

    @Override
    public Listing probe(String subscription) {
        AzurePages<AzureAlert> pages = list(lately(subscription, Range.DAY, 1));
        List<AzureAlert> first = pages.firstPage();
        return new Listing(first, pages.throttled());
    }

    @Override
    public AzurePages<AzureAlert> list(AlertQuery query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("api-version", VERSION);
        parameters.putAll(query.parameters());
        return calls.list(
                calls.address(query.scope() + ALERTS, parameters),
                reading("list alerts of", query.scope()),
                AlertReader::alert);
    }

    @Override
    public AzureAlert get(String alertId) {
        return AlertReader.alert(calls.get(address(alertId, ""), one("get", alertId)));
    }

    @Override
    public AlertHistory history(String alertId) {
        return AlertReader.history(
                calls.get(address(alertId, "/history"), one("get the history of", alertId)),
                alertId.substring(alertId.lastIndexOf('/') + 1));
    }

    @Override
    public AzureAlert changeState(String alertId, AlertState state, @Nullable String comment) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("api-version", VERSION);
        parameters.put("newState", state.word());
        AzureCall call = new AzureCall(
                "set alert " + alertId + " to " + state.word(),
                "grant the role Monitoring Contributor (action Microsoft.AlertsManagement/alerts/changestate/action) on "
                        + subscriptionOf(alertId),
                gone());
        return AlertReader.alert(calls.postOnce(
                calls.address(checked(alertId) + "/changestate", parameters),
                comment == null ? Map.of() : Map.of("comments", comment),
                call));
    }

    @Override
    public AlertSummary summary(AlertQuery query, List<Grouping> by) {
        if (by.isEmpty()) {
            throw new IllegalArgumentException("by must name at least one thing to count by");
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("api-version", VERSION);
        parameters.put("groupby", by.stream().map(Grouping::word).collect(Collectors.joining(",")));
        parameters.put("includeSmartGroupsCount", "true");
        parameters.putAll(query.filters());
        URI address = calls.address(query.scope() + "/providers/Microsoft.AlertsManagement/alertsSummary", parameters);
        return AlertReader.summary(calls.get(address, reading("count alerts of", query.scope())));
    }

    @Override
    public AzurePages<ActivityLogAlertRule> activityLogRules(String subscription) {
        String scope = "/subscriptions/" + subscription;
        return calls.list(
                calls.address(
                        scope + "/providers/microsoft.insights/activityLogAlerts",
                        Map.of("api-version", RULES_VERSION)),
                reading("list activity log alert rules of", scope),
                AlertReader::rule);
    }

    private static AlertQuery lately(String subscription, Range range, int pageSize) {
        return AlertQuery.ofSubscription(subscription)
                .range(range)
                .pageSize(pageSize)
                .sort(Sort.MODIFIED, false)
                .build();
    }

    private URI address(String alertId, String operation) {
        return calls.address(checked(alertId) + operation, Map.of("api-version", VERSION));
    }

    private static String checked(String alertId) {
        String id = Objects.requireNonNull(alertId, "alertId").strip();
        String lower = id.toLowerCase(Locale.ROOT);
        int at = lower.lastIndexOf(ALERTS.toLowerCase(Locale.ROOT) + "/");
        if (at < 0
                || !lower.startsWith("/subscriptions/")
                || lower.indexOf('/', at + ALERTS.length() + 1) >= 0
                || lower.length() == at + ALERTS.length() + 1) {
            throw new IllegalArgumentException(
                    "alertId must be an ARM id that ends in " + ALERTS + "/<GUID>, was '" + alertId + "'");
        }
        return id;
    }

    private static AzureCall reading(String what, String scope) {
        String named = scope.startsWith("/subscriptions/") && scope.indexOf('/', "/subscriptions/".length()) < 0
                ? "subscription " + scope.substring("/subscriptions/".length())
                : scope;
        return new AzureCall(
                what + " " + named, "grant the role Monitoring Reader on " + scope, "check the subscription's id");
    }

    private static AzureCall one(String what, String alertId) {
        return new AzureCall(
                what + " alert " + alertId, "grant the role Monitoring Reader on " + subscriptionOf(alertId), gone());
    }

    private static String gone() {
        return "the service keeps alerts for " + DAYS_KEPT
                + " days; if the target was deleted, ask with the id below the target's parent";
    }

    private static String subscriptionOf(String alertId) {
        String[] segments = alertId.split("/", -1);
        return segments.length > 2 ? "/" + segments[1] + "/" + segments[2] : "the subscription";
    }
}
