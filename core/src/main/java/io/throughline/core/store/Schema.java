package io.throughline.core.store;

import java.util.ArrayList;
import java.util.List;

/** The tables of a store and how they came to be. No table has a primary key: the writes keep keys unique. */
final class Schema {

    /** Which versions the tables have gone through. */
    static final Table VERSIONS = new Table(
            "throughline_schema",
            List.of(Column.integer("version"), Column.text("description"), Column.text("applied_at")));

    private Schema() {}

    /** Returns the tables of the latest version. */
    static List<Table> tables() {
        List<Table> tables = new ArrayList<>();
        tables.add(VERSIONS);
        tables.add(StateTable.CURRENT);
        tables.add(StateTable.HISTORY);
        tables.add(LeaseTable.TABLE);
        tables.add(TombstoneTable.TABLE);
        tables.add(SetAsideTable.TABLE);
        tables.add(RawRange.TABLE);
        tables.add(new Table("series", SeriesTable.COLUMNS, "stream", "id", "entity"));
        tables.add(new Table("view", ViewTable.COLUMNS, "key"));
        tables.addAll(PieceFamily.tables());
        for (RowFamily family : RowFamily.values()) {
            String keys = Column.list("", family.keyColumns());
            tables.add(new Table(family.table(), family.currentColumns(), keys));
            tables.add(new Table(family.history(), family.historyColumns(), keys));
        }
        return tables;
    }

    /** Returns the migrations by ascending version, the first being what the first version had. */
    static List<Migration> migrations() {
        return List.of(
                Migration.sql(1, "points as rows"),
                new Migration(
                        2,
                        "points in pieces, the states' history, leases, tombstones, records set aside, roll-ups",
                        PointsIntoPieces::apply));
    }
}
