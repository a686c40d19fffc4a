package io.throughline.examples.shop.fault;

import io.throughline.examples.shop.system.ServiceKind;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A session of an administrator opens a transaction that takes a lock, and is left open until it is ended. */
final class TransactionFault implements Fault {
    private static final Duration BEGINS = Duration.ofMinutes(10);

    private final String id;
    private final String title;
    private final ServiceKind kind;
    private final String statement;
    private volatile @Nullable Connection session;

    TransactionFault(String id, String title, ServiceKind kind, String statement) {
        this.id = id;
        this.title = title;
        this.kind = kind;
        this.statement = statement;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String title() {
        return title;
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
        Connection connection = operations.database(kind);
        connection.setAutoCommit(false);
        try (Statement locking = connection.createStatement()) {
            locking.execute(statement);
        }
        session = connection;
        operations.note("transaction open: " + statement);
    }

    @Override
    public void remedy(Operations operations) throws Exception {
        Connection connection = session;
        if (connection != null) {
            connection.rollback();
            connection.close();
        }
        operations.note("transaction ended");
    }
}
