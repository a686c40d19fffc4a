package io.throughline.azure;

import io.throughline.azure.activity.ActivityQuery;
import io.throughline.azure.alerts.AlertsGateway;
import io.throughline.azure.cost.CostGranularity;
import io.throughline.azure.cost.CostQuery;
import io.throughline.azure.cost.CostScope;
import io.throughline.azure.logs.LogQueries;
import io.throughline.azure.logs.LogsTable;
import io.throughline.azure.logs.MissingTable;
import io.throughline.azure.metrics.MetricsGateway;
import io.throughline.azure.metrics.MetricsQuery;
import io.throughline.azure.resources.AzureResource;
import io.throughline.azure.resources.AzureScope;
import io.throughline.azure.resources.LogWorkspace;
import io.throughline.azure.resources.ScopeSurvey.ClassicComponent;
import io.throughline.azure.resources.SubscriptionDirectory.Selected;
import io.throughline.azure.resources.SubscriptionSelection;
import io.throughline.azure.resources.Subscriptions.Subscription;
import io.throughline.azure.stream.AzureStreams;
import io.throughline.azure.stream.CostOptions;
import io.throughline.core.ThroughlineException;
import io.throughline.core.http.QueryRejectedException;
import io.throughline.core.source.CheckResult;
import io.throughline.core.source.CheckResult.Outcome;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tries out, one by one, what the streams need, with the least costly call for each. */
final class AzureCheck {

    private static final Duration LOOKBACK = Duration.ofHours(24);
    private static final String READER = "Reader";
    private static final String MONITORING_READER = "Monitoring Reader";
    private static final String LOG_READER = "Log Analytics Data Reader";

    private final AzureClient client;
    private final AzureScope scope;
    private final CostOptions cost;
    private final Clock clock;
    private final Probe probe;

    AzureCheck(AzureClient client, AzureScope scope, CostOptions cost, Clock clock) {
        this.client = client;
        this.scope = scope;
        this.cost = cost;
        this.clock = clock;
        this.probe = new Probe(clock);
    }

    List<CheckResult> run() {
        List<CheckResult> results = new ArrayList<>();
        CheckResult authenticated = authenticate();
        results.add(authenticated);
        if (!authenticated.works()) {
            return results;
        }
        scope.selection().managementGroups().forEach(group -> results.add(managementGroup(group)));
        List<String> subscriptions = new ArrayList<>();
        results.addAll(subscriptions(subscriptions));
        List<AzureResource> resources = new ArrayList<>();
        results.add(inventory(resources));
        results.addAll(classicComponents());
        for (LogWorkspace workspace : scope.workspaces()) {
            AzureStreams.TABLES.forEach(table -> results.add(table(workspace, table)));
        }
        for (String subscription : subscriptions) {
            results.addAll(metrics(subscription, resources));
            results.add(alerts(subscription));
            results.add(health(subscription));
            results.add(serviceHealth(subscription));
            results.add(activity(subscription));
            results.add(advisor(subscription));
            if (cost.enabled()) {
                results.add(cost(subscription));
            }
        }
        return results;
    }

    private CheckResult authenticate() {
        return attempt("authenticate", () -> {
            AzureIdentity identity = client.identity();
            probe.as(identity);
            String who = identity.objectId() == null ? "" : " of principal " + identity.objectId();
            return works("authenticate", "a token" + who + ", valid until " + identity.validUntil());
        });
    }

    private CheckResult managementGroup(String group) {
        String capability = "management group " + group;
        return attempt(capability, AzureGrant.onManagementGroup(READER, group), () -> {
            Selected selected = client.directory()
                    .select(new SubscriptionSelection(
                            List.of(), List.of(group), false, scope.selection().excluded()));
            return selected.readable().isEmpty()
                    ? result(
                            capability,
                            Outcome.WORKS_BUT_EMPTY,
                            "no subscription can be seen below it",
                            "grant the role Reader on the management group, or correct its id")
                    : works(capability, selected.readable().size() + " subscriptions");
        });
    }

    /** Each named subscription; where they are looked up, what was found. */
    private List<CheckResult> subscriptions(List<String> into) {
        if (scope.selection().isFixed()) {
            into.addAll(scope.subscriptions());
            return into.stream().map(this::subscription).toList();
        }
        List<CheckResult> results = new ArrayList<>();
        results.add(attempt("subscriptions", () -> {
            Selected selected = scope.selected();
            into.addAll(selected.ids());
            selected.notes().forEach(note -> results.add(result("subscriptions", Outcome.WORKS_BUT_EMPTY, note, null)));
            return into.isEmpty()
                    ? result(
                            "subscriptions",
                            Outcome.WORKS_BUT_EMPTY,
                            "no subscription can be read",
                            "grant the role Reader on the subscriptions to be read")
                    : works("subscriptions", into.size() + " can be read");
        }));
        return results;
    }

    private CheckResult subscription(String id) {
        String capability = "subscription " + id;
        return attempt(capability, AzureGrant.onSubscription(READER, id), () -> {
            Subscription subscription = client.subscriptions().get(id);
            return subscription.state().equalsIgnoreCase("Enabled")
                    ? works(capability, subscription.name())
                    : result(
                            capability,
                            Outcome.WORKS_BUT_EMPTY,
                            subscription.name() + " is " + subscription.state(),
                            "enable the subscription, or remove it from the configuration");
        });
    }

    private CheckResult inventory(List<AzureResource> into) {
        return attempt("inventory", () -> {
            into.addAll(client.resources().list(scope).resources());
            return into.isEmpty()
                    ? result(
                            "inventory",
                            Outcome.WORKS_BUT_EMPTY,
                            "no resource in scope",
                            "check resourceGroups, tags and environments; if they are right, grant the role Reader on"
                                    + " each subscription")
                    : works("inventory", into.size() + " resources in scope");
        });
    }

    /** Only those that there are: their telemetry cannot be read from any workspace. */
    private List<CheckResult> classicComponents() {
        List<ClassicComponent> components;
        try {
            components = client.survey().classicComponents(scope);
        } catch (ThroughlineException e) {
            // What keeps the inventory from being asked was told there.
            return List.of();
        }
        return components.stream()
                .map(component -> result(
                                "application insights " + component.name(),
                                Outcome.WORKS_BUT_EMPTY,
                                "is a classic component: its telemetry lies in no workspace and is not read",
                                "migrate it to a workspace, and add that one under azure.workspaces")
                        .withCommand("az resource update --ids " + component.id()
                                + " --set properties.WorkspaceResourceId=<ARM id of the workspace>"
                                + " properties.IngestionMode=LogAnalytics"))
                .toList();
    }

    private CheckResult table(LogWorkspace workspace, String table) {
        String capability = "workspace " + workspace.environment() + several(workspace) + ", table " + table;
        TimeWindow lately = TimeWindow.endingAt(clock.instant(), LOOKBACK);
        return attempt(capability, AzureGrant.onWorkspace(LOG_READER, workspace.id()), () -> {
            try {
                LogsTable answer = client.logs()
                        .query(workspace.id(), LogQueries.presence(table, lately), lately)
                        .table();
                long stored =
                        answer.size() == 0 ? 0 : answer.row(0).whole("Stored").orElse(0);
                Instant latest = answer.size() == 0
                        ? null
                        : answer.row(0).instant("Latest").orElse(null);
                return rows(capability, table, stored, latest);
            } catch (QueryRejectedException e) {
                if (MissingTable.is(e, table)) {
                    return missing(capability, table);
                }
                throw e;
            }
        });
    }

    /** A missing table is mended by a diagnostic setting, not by a role. */
    private CheckResult missing(String capability, String table) {
        return result(capability, Outcome.NOT_FOUND, "the table does not exist", MissingTable.remedy(table));
    }

    private static CheckResult rows(String capability, String table, long stored, @Nullable Instant latest) {
        CheckResult result = stored == 0
                ? result(capability, Outcome.WORKS_BUT_EMPTY, "no row in the last 24 hours", MissingTable.remedy(table))
                : works(
                        capability,
                        stored + " rows in the last 24 hours" + (latest == null ? "" : ", the latest of " + latest));
        return result.withRows(stored, latest);
    }

    /** Names the workspace where an environment has more than one. */
    private String several(LogWorkspace workspace) {
        boolean alone = scope.workspaces().stream()
                        .filter(other -> other.environment().equals(workspace.environment()))
                        .count()
                == 1;
        return alone ? "" : " " + workspace.id().substring(workspace.id().lastIndexOf('/') + 1);
    }

    /** One call for each region; a role is granted for the subscription, but regions may be unreachable by themselves. */
    private List<CheckResult> metrics(String subscription, List<AzureResource> resources) {
        Map<String, AzureResource> byRegion = new TreeMap<>();
        resources.stream()
                .filter(resource -> resource.subscriptionId().equalsIgnoreCase(subscription)
                        && !resource.location().isEmpty()
                        && AzureStreams.typesWithMetrics().contains(resource.type()))
                .forEach(resource -> byRegion.putIfAbsent(resource.location(), resource));
        if (byRegion.isEmpty()) {
            return List.of(result(
                    "metrics of subscription " + subscription,
                    Outcome.WORKS_BUT_EMPTY,
                    "not tried: no resource in scope has a type whose metrics are read",
                    null));
        }
        return byRegion.values().stream()
                .map(resource -> metrics(subscription, resource))
                .toList();
    }

    private CheckResult metrics(String subscription, AzureResource resource) {
        String capability = "metrics of subscription " + subscription + " in " + resource.location();
        return attempt(capability, AzureGrant.onSubscription(MONITORING_READER, subscription), () -> {
            MetricsGateway.Answer answer = client.metrics()
                    .query(new MetricsQuery(
                            subscription,
                            resource.location(),
                            resource.type(),
                            List.of(resource.id()),
                            List.of(AzureStreams.probeMetric(resource.type())),
                            Set.of(AzureStreams.probeAggregation(resource.type())),
                            TimeWindow.endingAt(clock.instant(), Duration.ofHours(1)),
                            Duration.ofMinutes(1),
                            null));
            String notes = answer.notes().isEmpty() ? "" : "; " + String.join("; ", answer.notes());
            return works(capability, "tried on " + resource.name() + notes);
        });
    }

    private CheckResult alerts(String subscription) {
        String capability = "alerts of subscription " + subscription;
        return attempt(capability, AzureGrant.onSubscription(MONITORING_READER, subscription), () -> {
            AlertsGateway.Listing listing = client.alerts().probe(subscription);
            return listing.alerts().isEmpty()
                    ? result(capability, Outcome.WORKS_BUT_EMPTY, "no alert changed in the last day", null)
                    : works(capability, "alerts in the last day");
        });
    }

    private CheckResult cost(String subscription) {
        String capability = "cost of subscription " + subscription;
        TimeWindow week =
                TimeWindow.endingAt(clock.instant(), Duration.ofDays(7)).alignedTo(Duration.ofDays(1));
        return attempt(capability, AzureGrant.onSubscription("Cost Management Reader", subscription), () -> {
            List<String> sums = new ArrayList<>();
            client.cost()
                    .query(
                            CostQuery.builder(new CostScope.Subscription(subscription), week)
                                    .granularity(CostGranularity.TOTAL)
                                    .build(),
                            page -> page.forEach(row -> row.cost().ifPresent(money -> sums.add(money.toString()))));
            return sums.isEmpty()
                    ? result(
                            capability,
                            Outcome.WORKS_BUT_EMPTY,
                            "no cost since " + week.from(),
                            "a new subscription shows its costs after up to 48 hours; some offers have none")
                    : works(capability, String.join(" and ", sums) + " since " + week.from());
        });
    }

    private CheckResult health(String subscription) {
        String capability = "resource health of subscription " + subscription;
        return attempt(capability, AzureGrant.onSubscription(MONITORING_READER, subscription), () -> {
            int listed = client.health()
                    .list("/subscriptions/" + subscription)
                    .firstPage()
                    .size();
            return listed == 0
                    ? result(capability, Outcome.WORKS_BUT_EMPTY, "no resource whose health Azure watches", null)
                    : works(capability, "the health of resources is told");
        });
    }

    private CheckResult serviceHealth(String subscription) {
        String capability = "service health of subscription " + subscription;
        return attempt(capability, AzureGrant.onSubscription(MONITORING_READER, subscription), () -> {
            int events = client.health()
                    .events(subscription, clock.instant().minus(LOOKBACK))
                    .firstPage()
                    .size();
            return events == 0
                    ? result(capability, Outcome.WORKS_BUT_EMPTY, "no event revised in the last day", null)
                    : works(capability, "events in the last day");
        });
    }

    private CheckResult activity(String subscription) {
        String capability = "activity log of subscription " + subscription;
        return attempt(capability, AzureGrant.onSubscription(MONITORING_READER, subscription), () -> {
            int entries = client.activity()
                    .list(ActivityQuery.of(subscription, TimeWindow.endingAt(clock.instant(), LOOKBACK))
                            .build())
                    .firstPage()
                    .size();
            return entries == 0
                    ? result(capability, Outcome.WORKS_BUT_EMPTY, "no entry in the last day", null)
                    : works(capability, "entries in the last day");
        });
    }

    private CheckResult advisor(String subscription) {
        String capability = "advisor of subscription " + subscription;
        return attempt(capability, AzureGrant.onSubscription(MONITORING_READER, subscription), () -> {
            int listed = client.advisor().list(subscription).firstPage().size();
            return listed == 0
                    ? result(capability, Outcome.WORKS_BUT_EMPTY, "Advisor recommends nothing", null)
                    : works(capability, "recommendations are told");
        });
    }

    private CheckResult attempt(String capability, Supplier<CheckResult> call) {
        return probe.attempt(capability, call);
    }

    private CheckResult attempt(String capability, AzureGrant grant, Supplier<CheckResult> call) {
        return probe.attempt(capability, grant, call);
    }

    private static CheckResult works(String capability, String detail) {
        return Probe.works(capability, detail);
    }

    private static CheckResult result(String capability, Outcome outcome, String detail, @Nullable String remedy) {
        return Probe.result(capability, outcome, detail, remedy);
    }
}
