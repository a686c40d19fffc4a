package io.throughline.azure.stream;

import io.throughline.azure.alerts.ActivityLogAlertRule;
import io.throughline.azure.alerts.AlertHistory;
import io.throughline.azure.alerts.AlertQuery;
import io.throughline.azure.alerts.AlertState;
import io.throughline.azure.alerts.AlertSummary;
import io.throughline.azure.alerts.AlertsGateway;
import io.throughline.azure.alerts.AzureAlert;
import io.throughline.azure.paging.AzurePages;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists alerts, and notes since when it was asked; the rest is not asked by streams. */
class FakeAlerts implements AlertsGateway {

    private final List<AzureAlert> listed;
    Instant askedSince = Instant.MAX;
    int calls;

    FakeAlerts(List<AzureAlert> listed) {
        this.listed = listed;
    }

    @Override
    public Listing list(String subscription, Instant modifiedSince) {
        askedSince = modifiedSince;
        calls++;
        return new Listing(listed, false);
    }

    @Override
    public Listing probe(String subscription) {
        return new Listing(List.of(), false);
    }

    @Override
    public AzurePages<AzureAlert> list(AlertQuery query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AzureAlert get(String alertId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AlertHistory history(String alertId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AzureAlert changeState(String alertId, AlertState state, @Nullable String comment) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AlertSummary summary(AlertQuery query, List<AlertSummary.Grouping> by) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AzurePages<ActivityLogAlertRule> activityLogRules(String subscription) {
        throw new UnsupportedOperationException();
    }
}
