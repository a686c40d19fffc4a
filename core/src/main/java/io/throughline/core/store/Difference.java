package io.throughline.core.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
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
    private final Dialect dialect;
    private final long known;

    /**
     * Creates the difference for one transaction.
     *
     * @param known the instant of knowledge, epoch microseconds
     */
    Difference(Database.Session session, long known) {
        this.session = session;
        this.dialect = session.dialect();
        this.known = known;
    }

    /** Puts the rows wanted into the staging table, in the order of {@link RowFamily#content()}. */
    interface Filler {
        void fill(Database.Rows rows) throws SQLException;
    }

    /** Returns how the rows wanted are named in the conditions of a scope. */
    String staged(RowFamily family) {
        return dialect.temporary("staged_" + family.table());
    }

    /** Moves all current rows within the scope to the history. */
    WriteResult clear(RowFamily family, Scope scope) throws SQLException {
        String table = dialect.table(family.table());
        long removed = session.update(
                "INSERT INTO " + dialect.table(family.history()) + " SELECT " + Column.list("", family.currentColumns())
                        + ", " + known + " FROM " + table + " WHERE " + scope.condition(),
                scope.parameters());
        if (removed > 0) {
            session.update("DELETE FROM " + table + " WHERE " + scope.condition(), scope.parameters());
        }
        return new WriteResult(0, 0, removed, 0);
    }

    /** Fills the family's staging table ({@link #staged}), compares, writes, and tells what was written. */
    WriteResult apply(RowFamily family, Scope scope, Filler filler) throws SQLException {
        String staged = session.temporary("staged_" + family.table(), family.content());
        try (Database.Rows rows = session.appendTemporary("staged_" + family.table())) {
            filler.fill(rows);
        }
        String table = dialect.table(family.table());
        String content = family.contentList("");
        List<Column> current = family.currentColumns();
        List<Column> located = new ArrayList<>(current);
        located.add(0, new Column("position", ColumnType.POSITION));

        String present = session.temporary("present_" + family.table(), located);
        long found = session.update(
                "INSERT INTO " + present + " SELECT " + dialect.position() + ", " + Column.list("", current) + " FROM "
                        + table + " WHERE " + scope.condition(),
                scope.parameters());
        if (found == 0) {
            long added = session.update(
                    "INSERT INTO " + table + " SELECT " + content + ", " + known + " FROM " + staged, List.of());
            return new WriteResult(added, 0, 0, 0);
        }
        List<Column> keys = family.keyColumns();
        String kept = session.temporary("kept_" + family.table(), keys);
        long same = session.update(
                "INSERT INTO " + kept + " SELECT " + Column.list("p.", keys) + " FROM " + present + " p JOIN " + staged
                        + " s ON " + Column.same("p.", "s.", keys) + " WHERE " + equal(family),
                List.of());
        String gone = session.temporary("gone_" + family.table(), located);
        if (same < found) {
            session.update(
                    "INSERT INTO " + gone + " SELECT " + Column.list("p.", located) + " FROM " + present
                            + " p WHERE NOT EXISTS (SELECT 1 FROM " + kept + " k WHERE "
                            + Column.same("k.", "p.", keys) + ")",
                    List.of());
        }
        long changed = count("SELECT count(*) FROM " + gone + " g WHERE EXISTS (SELECT 1 FROM " + staged + " s WHERE "
                + Column.same("s.", "g.", keys) + ")");
        if (same < found) {
            session.update(
                    "INSERT INTO " + dialect.table(family.history()) + " SELECT " + Column.list("", current) + ", "
                            + known + " FROM " + gone,
                    List.of());
            session.update(
                    "DELETE FROM " + table + " WHERE " + dialect.isAt("SELECT position FROM " + gone), List.of());
        }
        long written = session.update(
                "INSERT INTO " + table + " SELECT " + content + ", " + known + " FROM " + staged
                        + " s WHERE NOT EXISTS (SELECT 1 FROM " + kept + " k WHERE " + Column.same("k.", "s.", keys)
                        + ")",
                List.of());
        return new WriteResult(written - changed, changed, found - same - changed, same);
    }

    private static String equal(RowFamily family) {
        return family.valueColumns().stream()
                .map(value -> "p." + value.name() + " IS NOT DISTINCT FROM s." + value.name())
                .collect(Collectors.joining(" AND "));
    }

    private long count(String sql) throws SQLException {
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
