package io.throughline.core.store;

import io.throughline.core.ThroughlineException.Category;
import java.sql.SQLException;
import java.util.Set;

/** What PostgreSQL's error codes (appendix A of its manual) mean for whoever runs the store. */
final class PostgresFailure {

    private static final Set<String> WRONG_LOGIN = Set.of("28000", "28P01");
    /** Serialization failure, deadlock, lock not available. */
    private static final Set<String> COLLISION = Set.of("40001", "40P01", "55P03");

    private static final String UNKNOWN_END = "08007";

    private PostgresFailure() {}

    /** Returns what the failure of a commit means: if the connection ended meanwhile, nobody knows whether it was done. */
    static SQLException ofCommit(SQLException e) {
        String state = state(e);
        if (!state.startsWith("08") && !state.startsWith("57P")) {
            return e;
        }
        SQLException unknown = new SQLException("the connection ended during the commit: " + firstLine(e), UNKNOWN_END);
        unknown.setNextException(e);
        return unknown;
    }

    /** Returns one line with what to do, as the end of a sentence. */
    static String explain(SQLException e) {
        String words = firstLine(e);
        String remedy = remedy(state(e));
        return remedy.isEmpty() ? words : words + "; " + remedy;
    }

    /** Tells whether the same transaction may succeed when it is begun anew. */
    static boolean isTransient(SQLException e) {
        return COLLISION.contains(state(e));
    }

    /** Returns whose fault it is. */
    static Category category(SQLException e) {
        String state = state(e);
        if (WRONG_LOGIN.contains(state)) {
            return Category.CREDENTIALS;
        }
        return state.equals("42501") ? Category.PERMISSION : Category.STORAGE;
    }

    private static String remedy(String state) {
        if (WRONG_LOGIN.contains(state)) {
            return "correct store.user and store.password, or the server's pg_hba.conf";
        }
        if (COLLISION.contains(state)) {
            return "another transaction was in the way; the next run does it again";
        }
        return switch (state) {
            case "3D000" -> "create the database, or correct its name in store.url";
            case "42501" -> "the role needs CREATE on the database, or be the owner of the schema (store.schema)";
            case UNKNOWN_END -> "it was written as a whole or not at all, the next run finds out";
            case "53100" -> "the server's disk is full: make room; nothing was written, the next run goes on";
            case "53300" -> "the server has no connection left: raise max_connections, or share fewer";
            case "57014" ->
                "it took longer than a minute, is the server overloaded? Nothing was written, the next run goes on";
            case "25006" -> "this server only reads, it may be a standby: name the primary in store.url";
            case "57P01", "57P02", "57P03", "25P03" ->
                "the server ended the connection; nothing was written, the next run goes on";
            default ->
                state.startsWith("08")
                        ? "is the server up and store.url right? Nothing was written, the next run goes on"
                        : "";
        };
    }

    /** A pool wraps what the driver said; the innermost code tells most. */
    private static String state(SQLException e) {
        String state = "";
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                state = sql.getSQLState();
            }
        }
        return state;
    }

    private static String firstLine(SQLException e) {
        Throwable innermost = e;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                innermost = cause;
            }
        }
        String message = innermost.getMessage() == null ? innermost.getClass().getSimpleName() : innermost.getMessage();
        return message.lines().findFirst().orElse(message).strip();
    }
}
