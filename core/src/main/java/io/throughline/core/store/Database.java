package io.throughline.core.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A database that a store works on: what its driver does in a way of its own. Thread-safe; a {@link Session} is not. */
interface Database extends AutoCloseable {

    /** Opens a connection of its own for one operation. */
    Session session() throws SQLException;

    /** Returns how it speaks SQL. */
    Dialect dialect();

    /** Returns its name, for people. */
    String product();

    /** Returns what to do if the place is not, or no longer, the store's, as the end of a sentence. */
    String elsewhere();

    /** Tells whether writes must take turns. If not, those that {@link Session#lock} different names run side by side. */
    boolean oneWriter();

    /** Returns one line on a failure, with what to do about it, as the end of a sentence; without secrets. */
    String explain(SQLException e);

    /** Tells whether the same transaction may succeed when it is begun anew. */
    boolean isTransient(SQLException e);

    @Override
    void close() throws SQLException;

    /** One connection, for one operation on one thread. Closing it rolls back what is not committed. */
    interface Session extends AutoCloseable {

        Connection connection();

        Dialect dialect();

        /** Begins a transaction that writes. */
        void begin() throws SQLException;

        /** Begins a transaction whose queries all see what was committed at one instant; it may fill temporary tables. */
        void beginReading() throws SQLException;

        /** Waits until no other transaction has locked the name, and locks it until this transaction ends. */
        void lock(String name) throws SQLException;

        /** Locks the name until this transaction ends, or returns false if another transaction has locked it. */
        boolean tryLock(String name) throws SQLException;

        /** Ends the connection of whoever has locked the name; what it has not committed is taken back. */
        void evict(String name) throws SQLException;

        /** Returns the time by the clock that all users of the database share, epoch microseconds. */
        long now() throws SQLException;

        /** Returns the product's version. */
        String version() throws SQLException;

        /** Returns the database's size on disk in bytes, or -1 if it has none or cannot be told. */
        long bytes() throws SQLException;

        /** Makes sure that an empty temporary table of this shape exists, and returns its name in queries. */
        String temporary(String name, List<Column> columns) throws SQLException;

        void commit() throws SQLException;

        void execute(String sql) throws SQLException;

        /** Runs a statement and returns the number of rows it wrote. */
        long update(String sql, List<?> parameters) throws SQLException;

        /** Appends to a table of the store. One appender at a time; close it before the next statement. */
        Rows append(String table) throws SQLException;

        /** Appends to a temporary table of this session. One appender at a time; close it before the next statement. */
        Rows appendTemporary(String table) throws SQLException;

        @Override
        void close() throws SQLException;
    }

    /** Appends rows in bulk, column by column. What was appended counts when this is closed without failure. */
    interface Rows extends AutoCloseable {

        Rows begin() throws SQLException;

        Rows put(int value) throws SQLException;

        Rows put(long value) throws SQLException;

        Rows put(double value) throws SQLException;

        Rows put(@Nullable String value) throws SQLException;

        Rows put(byte[] value) throws SQLException;

        void end() throws SQLException;

        @Override
        void close() throws SQLException;
    }
}
