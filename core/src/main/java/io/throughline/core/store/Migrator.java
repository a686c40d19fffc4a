package io.throughline.core.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the tables of a store to the version that this code knows: makes them in an empty place, migrates older ones
 * step by step, each in a transaction of its own, and verifies them. Processes that start together wait for each other.
 */
final class Migrator {

    private static final Logger LOG = LoggerFactory.getLogger(Migrator.class);
    private static final String LOCK = "throughline schema";

    private final Database.Session session;
    private final Database database;
    private final String place;
    private final List<Table> tables;
    private final List<Migration> migrations;

    /**
     * Creates the migrator for one start.
     *
     * @param place names the store in messages
     * @param tables the tables of the latest version
     * @param migrations all steps, by ascending version; the last leads to the latest version
     */
    Migrator(
            Database database, Database.Session session, String place, List<Table> tables, List<Migration> migrations) {
        this.database = database;
        this.session = session;
        this.place = place;
        this.tables = List.copyOf(tables);
        this.migrations = List.copyOf(migrations);
    }

    /** Makes, migrates and verifies the tables. */
    void prepare() throws SQLException {
        int latest = migrations.get(migrations.size() - 1).version();
        session.begin();
        session.lock(LOCK);
        Map<String, Map<String, String>> present = present();
        int version;
        if (present.isEmpty()) {
            create(latest);
            version = latest;
        } else {
            version = version(present, latest);
        }
        session.commit();
        for (Migration migration : migrations) {
            if (migration.version() > version) {
                migrate(migration);
            }
        }
        session.begin();
        verify(present());
        session.commit();
    }

    private void create(int latest) throws SQLException {
        for (Table table : tables) {
            table.create(session);
        }
        session.execute("CREATE SEQUENCE " + session.dialect().table(SeriesTable.SEQUENCE));
        record(latest, "the tables of this version, made at once");
    }

    private void migrate(Migration migration) throws SQLException {
        session.begin();
        session.lock(LOCK);
        // Another process may have been quicker while this one waited.
        if (recorded() < migration.version()) {
            LOG.info("{}: migrating to schema {}: {}", place, migration.version(), migration.description());
            migration.step().apply(session);
            record(migration.version(), migration.description());
        }
        session.commit();
    }

    private int version(Map<String, Map<String, String>> present, int latest) throws SQLException {
        if (!present.containsKey(Schema.VERSIONS.name())) {
            throw new StoreException(
                    place + " is a " + database.product() + " database but not a Throughline store (it has the table '"
                            + present.keySet().iterator().next() + "'); " + database.elsewhere(),
                    null);
        }
        int version = recorded();
        if (version < 1) {
            throw new StoreException(
                    place + " is damaged: it does not tell its schema's version; " + database.elsewhere(), null);
        }
        if (version > latest) {
            throw new StoreException(
                    place + " was written by a newer version of Throughline (schema " + version
                            + ", this version knows up to " + latest + "); use that version, or "
                            + database.elsewhere(),
                    null);
        }
        return version;
    }

    private void verify(Map<String, Map<String, String>> present) {
        for (Table table : tables) {
            Map<String, String> actual = present.getOrDefault(table.name(), Map.of());
            for (Column column : table.columns()) {
                String type = session.dialect().type(column.type());
                if (!type.equalsIgnoreCase(actual.get(column.name()))) {
                    throw new StoreException(
                            place + " is damaged: table " + table.name() + " should have a column " + column.name()
                                    + " " + type + "; " + database.elsewhere(),
                            null);
                }
            }
        }
    }

    private Map<String, Map<String, String>> present() throws SQLException {
        Map<String, Map<String, String>> found = new TreeMap<>();
        try (Statement statement = session.connection().createStatement();
                ResultSet rows = statement.executeQuery(session.dialect().columns())) {
            while (rows.next()) {
                found.computeIfAbsent(rows.getString(1), name -> new TreeMap<>())
                        .put(rows.getString(2), rows.getString(3));
            }
        }
        return found;
    }

    private int recorded() throws SQLException {
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT max(version) FROM " + session.dialect().table(Schema.VERSIONS.name()))) {
            row.next();
            return row.getInt(1);
        }
    }

    private void record(int version, String description) throws SQLException {
        String columns = Schema.VERSIONS.columns().stream().map(Column::name).collect(Collectors.joining(", "));
        String at = Instant.EPOCH
                .plus(session.now(), java.time.temporal.ChronoUnit.MICROS)
                .toString();
        session.update(
                "INSERT INTO " + session.dialect().table(Schema.VERSIONS.name()) + " (" + columns
                        + ") VALUES (?, ?, ?)",
                List.of(version, description, at));
    }
}
