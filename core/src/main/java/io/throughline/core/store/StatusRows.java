package io.throughline.core.store;

import java.util.Map;

/** What the tables hold, in the words of {@link StoreStatus}. */
final class StatusRows {

    /** The name of what a table's rows are, by the table. */
    static final Map<String, String> TABLES = Map.ofEntries(
            Map.entry(RowFamily.ENTITY.table(), "entities"),
            Map.entry(RowFamily.EVENT.table(), "events"),
            Map.entry(RowFamily.DEPENDENCY.table(), "dependencies"),
            Map.entry("series", "series"),
            Map.entry(PieceFamily.NUMBERS.table(), "pieces of numbers"),
            Map.entry(PieceFamily.HISTOGRAMS.table(), "pieces of histograms"),
            Map.entry(PieceFamily.NUMBERS.rollup(), "pieces rolled up"),
            Map.entry(PieceFamily.HISTOGRAMS.rollup(), "pieces rolled up"),
            Map.entry(RowFamily.ENTITY.history(), "replaced versions"),
            Map.entry(RowFamily.EVENT.history(), "replaced versions"),
            Map.entry(RowFamily.DEPENDENCY.history(), "replaced versions"),
            Map.entry(PieceFamily.NUMBERS.history(), "replaced versions"),
            Map.entry(PieceFamily.HISTOGRAMS.history(), "replaced versions"),
            Map.entry(TombstoneTable.TABLE.name(), "tombstones"),
            Map.entry(SetAsideTable.TABLE.name(), "set aside"),
            Map.entry(StateTable.CURRENT.name(), "streams"),
            Map.entry("view", "views"));

    private StatusRows() {}
}
