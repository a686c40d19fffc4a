package io.throughline.examples.shop.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.shop.clock.ModelClock;
import io.throughline.examples.shop.system.Shop;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Reads pg_stat_statements every five model minutes, with the plan that each statement has at that moment. */
final class StatementStatistics {
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final String QUERY = """
        SELECT d.datname, s.queryid, s.query, s.calls, s.total_exec_time, s.max_exec_time, s.rows,
               s.shared_blks_hit, s.shared_blks_read
        FROM pg_stat_statements s
        JOIN pg_database d ON d.oid = s.dbid
        JOIN pg_roles r ON r.oid = s.userid
        WHERE r.rolname = 'shop' AND s.query ~ '^(SELECT|INSERT|UPDATE|DELETE) .*(FROM|INTO|SET) '
        """;

    private final Shop shop;
    private final ModelClock clock;
    private final Clock wall;
    private final EventLog out;

    StatementStatistics(Shop shop, ModelClock clock, Clock wall, EventLog out) {
        this.shop = shop;
        this.clock = clock;
        this.wall = wall;
        this.out = out;
    }

    /** Takes a snapshot at the start and every five model minutes, until the end; runs on the caller's thread. */
    void run(Instant end) throws SQLException, InterruptedException {
        Map<String, Connection> connections = new HashMap<>();
        try {
            for (String name : new String[] {"postgres", "orders", "inventory"}) {
                connections.put(name, shop.database().connect(name));
            }
            for (Instant at = clock.start(); !at.isAfter(end); at = at.plus(STEP)) {
                long millis = Duration.between(wall.instant(), clock.toWall(at)).toMillis();
                if (millis > 0) {
                    Thread.sleep(millis);
                }
                snapshot(connections, at);
            }
        } finally {
            for (Connection connection : connections.values()) {
                connection.close();
            }
        }
    }

    private void snapshot(Map<String, Connection> connections, Instant at) throws SQLException {
        try (Statement statement = named(connections, "postgres").createStatement();
                ResultSet rows = statement.executeQuery(QUERY)) {
            while (rows.next()) {
                ObjectNode row = out.object()
                        .put("at", at.toString())
                        .put("database", rows.getString(1))
                        .put("queryId", rows.getLong(2))
                        .put("query", rows.getString(3))
                        .put("calls", rows.getLong(4))
                        .put("totalMillis", rows.getDouble(5))
                        .put("maxMillis", rows.getDouble(6))
                        .put("rows", rows.getLong(7))
                        .put("hit", rows.getLong(8))
                        .put("read", rows.getLong(9));
                row.put("plan", plan(named(connections, rows.getString(1)), rows.getString(3)));
                out.write(row);
            }
        }
        try (Statement statement = named(connections, "postgres").createStatement()) {
            statement.execute("SELECT pg_stat_statements_reset(0, 0, 0, true)");
        }
    }

    private static Connection named(Map<String, Connection> connections, String database) {
        return Objects.requireNonNull(connections.get(database), database);
    }

    private static String plan(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("EXPLAIN (FORMAT JSON, GENERIC_PLAN, COSTS OFF) " + query)) {
            rows.next();
            return rows.getString(1).replaceAll("\\s+", " ");
        }
    }
}
