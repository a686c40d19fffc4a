package io.throughline.azure;

import io.throughline.azure.alerts.AlertsGateway;
import io.throughline.azure.cost.CostGranularity;
import io.throughline.azure.cost.CostQuery;
import io.throughline.azure.cost.CostScope;
import io.throughline.azure.logs.LogQueries;
import io.throughline.azure.logs.LogsTable;
import io.throughline.azure.logs.MissingTable;
import io.throughline.azure.metrics.MetricAggregation;
import io.throughline.azure.metrics.MetricsQuery;
import io.throughline.azure.resources.AzureResource;
import io.throughline.azure.resources.AzureScope;
import io.throughline.azure.resources.Subscriptions.Subscription;
import io.throughline.azure.stream.AzureStreams;
import io.throughline.azure.stream.CostOptions;
import io.throughline.core.ThroughlineException;
import io.throughline.core.http.AuthenticationException;
import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.PermissionException;
import io.throughline.core.http.QueryRejectedException;
import io.throughline.core.http.ResponseException;
import io.throughline.core.http.TransportException;
import io.throughline.core.source.CheckResult;
import io.throughline.core.source.CheckResult.Outcome;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Tries out, one by one, what the streams need, with the least costly call for each. */
final class AzureCheck {

    private static final Duration LOOKBACK = Duration.ofHours(24);

    private final AzureClient client;
    private final AzureScope scope;
    private final CostOptions cost;
    private final Clock clock;

    AzureCheck(AzureClient client, AzureScope scope, CostOptions cost, Clock clock) {
        this.client = client;
        this.scope = scope;
        this.cost = cost;
        this.clock = clock;
    }

    List<CheckResult> run() {
        List<CheckResult> results = new ArrayList<>();
        CheckResult authenticated = attempt("authenticate", () -> {
            Instant until = client.authenticate();
            return works("authenticate", "a token, valid until " + until);
        });
        results.add(authenticated);
        if (!authenticated.works()) {
            return results;
        }
        for (String subscription : scope.subscriptions()) {
            results.add(subscription(subscription));
        }
        List<AzureResource> resources = new ArrayList<>();
        results.add(inventory(resources));
        scope.workspaces()
                .forEach((environment, id) ->
                        AzureStreams.TABLES.forEach(table -> results.add(table(environment, id, table))));
        for (String subscription : scope.subscriptions()) {
            results.add(metrics(subscription, resources));
            results.add(alerts(subscription));
            if (cost.enabled()) {
                results.add(cost(subscription));
            }
        }
        return results;
    }

    private CheckResult subscription(String id) {
        String capability = "subscription " + id;
        return attempt(capability, () -> {
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
                            "check resourceGroups and tags; if they are right, grant the role Reader on each"
                                    + " subscription")
                    : works("inventory", into.size() + " resources in scope");
        });
    }

    private CheckResult table(String environment, String workspace, String table) {
        String capability = "workspace " + environment + ", table " + table;
        Instant now = clock.instant();
        TimeWindow lately = TimeWindow.endingAt(now, LOOKBACK);
        return attempt(capability, () -> {
            try {
                LogsTable answer = client.logs()
                        .query(workspace, LogQueries.presence(table, lately), lately)
                        .table();
                long stored =
                        answer.size() == 0 ? 0 : answer.row(0).whole("Stored").orElse(0);
                Optional<Instant> latest =
                        answer.size() == 0 ? Optional.empty() : answer.row(0).instant("Latest");
                return stored == 0
                        ? result(
                                capability,
                                Outcome.WORKS_BUT_EMPTY,
                                "no row in the last 24 hours",
                                MissingTable.remedy(table))
                        : works(
                                capability,
                                stored + " rows in the last 24 hours"
                                        + latest.map(at -> ", the latest of " + at)
                                                .orElse(""));
            } catch (QueryRejectedException e) {
                if (MissingTable.is(e, table)) {
                    return result(
                            capability, Outcome.NOT_FOUND, "the table does not exist", MissingTable.remedy(table));
                }
                throw e;
            }
        });
    }

    private CheckResult metrics(String subscription, List<AzureResource> resources) {
        String capability = "metrics of subscription " + subscription;
        Optional<AzureResource> one = resources.stream()
                .filter(resource -> resource.subscriptionId().equalsIgnoreCase(subscription)
                        && AzureStreams.typesWithMetrics().contains(resource.type()))
                .findFirst();
        if (one.isEmpty()) {
            return result(
                    capability,
                    Outcome.WORKS_BUT_EMPTY,
                    "not tried: no resource in scope has a type whose metrics are read",
                    null);
        }
        AzureResource resource = one.get();
        return attempt(capability, () -> {
            client.metrics()
                    .query(new MetricsQuery(
                            subscription,
                            resource.location(),
                            resource.type(),
                            List.of(resource.id()),
                            List.of(AzureStreams.probeMetric(resource.type())),
                            Set.of(MetricAggregation.AVERAGE),
                            TimeWindow.endingAt(clock.instant(), Duration.ofHours(1)),
                            Duration.ofMinutes(1),
                            null));
            return works(capability, "tried on " + resource.name() + " in " + resource.location());
        });
    }

    private CheckResult alerts(String subscription) {
        String capability = "alerts of subscription " + subscription;
        return attempt(capability, () -> {
            AlertsGateway.Listing listing = client.alerts().probe(subscription);
            return listing.alerts().isEmpty()
                    ? result(capability, Outcome.WORKS_BUT_EMPTY, "no alert changed in the last day", null)
                    : works(capability, "alerts in the last day");
        });
    }

    private CheckResult cost(String subscription) {
        String capability = "cost of subscription " + subscription;
        TimeWindow week = TimeWindow.endingAt(clock.instant(), Duration.ofDays(7)).alignedTo(Duration.ofDays(1));
        return attempt(capability, () -> {
            List<String> sums = new ArrayList<>();
            client.cost()
                    .query(
                            CostQuery.builder(new CostScope.Subscription(subscription), week)
                                    .granularity(CostGranularity.TOTAL)
                                    .build(),
                            page -> page.forEach(
                                    row -> row.cost().ifPresent(money -> sums.add(money.toString()))));
            return sums.isEmpty()
                    ? result(
                            capability,
                            Outcome.WORKS_BUT_EMPTY,
                            "no cost since " + week.from(),
                            "a new subscription shows its costs after up to 48 hours; some offers have none")
                    : works(capability, String.join(" and ", sums) + " since " + week.from());
        });
    }

    private static CheckResult attempt(String capability, Supplier<CheckResult> call) {
        try {
            return call.get();
        } catch (ThroughlineException e) {
            Outcome outcome;
            if (e instanceof AuthenticationException) {
                outcome = Outcome.UNAUTHENTICATED;
            } else if (e instanceof PermissionException) {
                outcome = Outcome.FORBIDDEN;
            } else if (e instanceof NotFoundException) {
                outcome = Outcome.NOT_FOUND;
            } else if (e instanceof TransportException) {
                outcome = Outcome.UNREACHABLE;
            } else {
                outcome = Outcome.FAILED;
            }
            String remedy =
                    e instanceof ResponseException answered ? answered.details().remedy() : null;
            return result(capability, outcome, String.valueOf(e.getMessage()), remedy);
        }
    }

    private static CheckResult works(String capability, String detail) {
        return result(capability, Outcome.WORKS, detail, null);
    }

    private static CheckResult result(
            String capability, Outcome outcome, String detail, @org.jspecify.annotations.Nullable String remedy) {
        return new CheckResult(AzureSource.ID, capability, outcome, detail, remedy);
    }
}
