package io.throughline.azure.stream;

import io.throughline.azure.logs.LogQueries;
import io.throughline.azure.logs.LogsGateway;
import io.throughline.azure.logs.LogsTable;
import io.throughline.core.http.QueryRejectedException;
import io.throughline.core.http.ServiceUnavailableException;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which tables of a workspace have data, by one look-up for all streams: the service writes down each hour what it took
 * in. So a workspace is not asked for tables that it does not have. Thread-safe.
 */
final class TableIndex {

    /** The service writes usage down hourly, and a look-up counts for as long. */
    private static final Duration FRESH = Duration.ofHours(1);
    /** A table may have data for this long before it is found here. */
    private static final Duration LAG = Duration.ofHours(6);
    /** As long as the service keeps usage free of charge. */
    private static final Duration LOOKBACK = Duration.ofDays(90);

    private static final int GATEWAY_TIMEOUT = 504;

    private final LogsGateway gateway;
    private final Clock clock;
    private final Map<String, Known> known = new HashMap<>();
    private @Nullable String payer;

    TableIndex(LogsGateway gateway, Clock clock) {
        this.gateway = gateway;
        this.clock = clock;
    }

    private record Known(Tables tables, Instant askedAt, boolean planning) {}

    /**
     * The tables of a workspace.
     *
     * @param first when each table first got data, or null if usage cannot be read: then any table may be there
     */
    record Tables(@Nullable Map<String, Instant> first) {

        boolean has(String table) {
            return first == null || first.containsKey(table);
        }

        /**
         * Returns since when arrivals must be looked for, so that what came before the table was found here is not
         * missed.
         */
        Instant arrivalsSince(String table, Instant since) {
            Instant began = first == null ? null : first.get(table);
            Instant earlier = began != null && began.isAfter(since.minus(LAG)) ? began.minus(FRESH) : since;
            return earlier.isBefore(since) ? earlier : since;
        }
    }

    /** Returns the tables of a workspace; asks at most once an hour. */
    Tables of(Workspace workspace) {
        return of(workspace, false);
    }

    /** Returns the tables for a plan; what a plan asked does not spare the first read its own look-up. */
    Tables forPlan(Workspace workspace) {
        return of(workspace, true);
    }

    /** Tells whether the look-ups count in this stream's plan: in that of the first that asks, for all the others. */
    synchronized boolean countsFor(String stream) {
        if (payer == null) {
            payer = stream;
        }
        return payer.equals(stream);
    }

    /** Returns how many look-ups an hour of so many syncs takes for one workspace. */
    static double lookUpsPerHour(double syncsPerHour) {
        return Math.min(syncsPerHour, Duration.ofHours(1).toMillis() / (double) FRESH.toMillis());
    }

    private synchronized Tables of(Workspace workspace, boolean planning) {
        Instant now = clock.instant();
        Known before = known.get(workspace.id());
        if (before != null
                && (planning || !before.planning())
                && now.isBefore(before.askedAt().plus(FRESH))) {
            return before.tables();
        }
        Tables tables = ask(workspace, now);
        known.put(workspace.id(), new Known(tables, now, planning));
        return tables;
    }

    private Tables ask(Workspace workspace, Instant now) {
        TimeWindow window = TimeWindow.endingAt(now, LOOKBACK);
        try {
            LogsTable rows = gateway.query(workspace.id(), LogQueries.tablesWithData(window), window)
                    .table();
            Map<String, Instant> first = new TreeMap<>();
            for (int i = 0; i < rows.size(); i++) {
                LogsTable.Row row = rows.row(i);
                Optional<String> table = row.text("DataType");
                table.ifPresent(name -> first.put(name, row.instant("First").orElse(window.from())));
            }
            // Without any usage the credential may not read it, or the workspace is an hour old.
            return new Tables(first.isEmpty() ? null : first);
        } catch (QueryRejectedException e) {
            return new Tables(null);
        } catch (ServiceUnavailableException e) {
            if (e.status() != GATEWAY_TIMEOUT) {
                throw e;
            }
            // A look-up that runs out of time is no reason to read nothing.
            return new Tables(null);
        }
    }
}
