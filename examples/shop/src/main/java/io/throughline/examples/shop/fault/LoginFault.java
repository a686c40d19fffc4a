package io.throughline.examples.shop.fault;

import io.throughline.examples.shop.system.ServiceKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** The services' database account is locked and its sessions are ended, as after a rotation that missed the services. */
final class LoginFault implements Fault {
    private static final Duration BEGINS = Duration.ofMinutes(10);

    @Override
    public String id() {
        return "login";
    }

    @Override
    public String title() {
        return "The database account of the services is locked";
    }

    @Override
    public Duration begins() {
        return BEGINS;
    }

    @Override
    public boolean real() {
        return true;
    }

    @Override
    public String culprit() {
        return "database";
    }

    @Override
    public void begin(Operations operations) throws Exception {
        execute(operations, "ALTER ROLE shop NOLOGIN");
        execute(operations, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'shop'");
        operations.note("role shop may not log in");
    }

    @Override
    public void remedy(Operations operations) throws Exception {
        execute(operations, "ALTER ROLE shop LOGIN");
        operations.note("role shop may log in");
    }

    private static void execute(Operations operations, String sql) throws SQLException {
        try (Connection connection = operations.database(ServiceKind.INVENTORY);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
