package io.throughline.core.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Makes the current rows of a family within a scope equal to the staged ones, within the caller's transaction: rows that
 * are the same stay, changed and vanished ones move to the history, new ones are added. Set-based, no row passes through
 * Java.
 */
final class Difference {

    /**
     * Which current rows are compared.
     *
     * @param condition on the columns of the family's table, with {@code ?} for parameters
     * @param parameters one for each {@code ?}
     */
    record Scope(String condition, List<Object> parameters) {}

    private final Database.Session session;
    private final long known;

    /**
     * Creates the difference for one transaction.
     *
     * @param known the instant of knowledge, epoch microseconds
     */
    Difference(Database.Session session, long known) {
        this.session = session;
        this.known = known;
    }

    /** Puts the rows wanted into the staging table, in the order of {@link RowFamily#content()}. */
    interface Filler {
        void fill(Database.Rows rows) throws SQLException;
    }

    /** Moves all current rows within the scope to the history. */
    WriteResult clear(RowFamily family, Scope scope) throws SQLException {
        long removed = session.update(
                "INSERT INTO main." + family.history() + " SELECT *, " + known + " FROM main." + family.table()
                        + " WHERE " + scope.condition(),
                scope.parameters());
        if (removed > 0) {
            session.update("DELETE FROM main." + family.table() + " WHERE " + scope.condition(), scope.parameters());
        }
        return new WriteResult(0, 0, removed, 0);
    }

    /** Fills the family's staging table {@code temp.staged_<table>}, compares, writes, and tells what was written. */
    WriteResult apply(RowFamily family, Scope scope, Filler filler) throws SQLException {
        session.execute("CREATE TEMP TABLE staged_" + family.table() + RowFamily.definition(family.content()));
        try (Database.Rows rows = session.appendTemporary("staged_" + family.table())) {
            filler.fill(rows);
        }
        String table = family.table();
        String keys = String.join(", ", family.keyNames());
        String content = family.contentList("");

        session.execute("CREATE TEMP TABLE present AS SELECT rowid AS position, * FROM " + table + " LIMIT 0");
        long present = session.update(
                "INSERT INTO temp.present SELECT rowid, * FROM main." + table + " WHERE " + scope.condition(),
                scope.parameters());
        WriteResult result;
        if (present == 0) {
            long added = session.update(
                    "INSERT INTO main." + table + " SELECT " + content + ", " + known + " FROM temp.staged_" + table,
                    List.of());
            result = new WriteResult(added, 0, 0, 0);
        } else {
            String same = family.valueNames().stream()
                    .map(value -> "p." + value + " IS NOT DISTINCT FROM s." + value)
                    .collect(Collectors.joining(" AND "));
            session.execute("CREATE TEMP TABLE kept AS SELECT " + RowFamily.list("p.", family.keyNames())
                    + " FROM temp.present p JOIN temp.staged_" + table + " s USING (" + keys + ") WHERE " + same);
            session.execute("CREATE TEMP TABLE gone AS SELECT p.* FROM temp.present p ANTI JOIN temp.kept k USING ("
                    + keys + ")");
            long kept = count("SELECT count(*) FROM temp.kept");
            long changed = count(
                    "SELECT count(*) FROM temp.gone g SEMI JOIN temp.staged_" + table + " s USING (" + keys + ")");
            if (kept < present) {
                session.update(
                        "INSERT INTO main." + family.history() + " SELECT " + content + ", known_from_us, " + known
                                + " FROM temp.gone",
                        List.of());
                session.update(
                        "DELETE FROM main." + table + " WHERE rowid IN (SELECT position FROM temp.gone)", List.of());
            }
            long written = session.update(
                    "INSERT INTO main." + table + " SELECT " + content + ", " + known + " FROM temp.staged_" + table
                            + " s ANTI JOIN temp.kept k USING (" + keys + ")",
                    List.of());
            result = new WriteResult(written - changed, changed, present - kept - changed, kept);
            session.execute("DROP TABLE temp.kept");
            session.execute("DROP TABLE temp.gone");
        }
        session.execute("DROP TABLE temp.present");
        return result;
    }

    private long count(String sql) throws SQLException {
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
