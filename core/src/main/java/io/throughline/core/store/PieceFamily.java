package io.throughline.core.store;

import io.throughline.core.telemetry.HistogramSeries;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Series;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A kind of points that is kept in pieces: encoded points of one series within one of its {@link Cells}. A cell may have
 * several pieces; their times are disjoint, and which piece holds a point means nothing.
 *
 * @param <P> the points
 */
final class PieceFamily<P extends Points<P>> {

    static final PieceFamily<NumberPoints> NUMBERS = new PieceFamily<>(
            "number",
            NumberPoints.empty(),
            NumberPoints::decode,
            (series, known) -> NumberPoints.of((NumberSeries) series, known));

    static final PieceFamily<HistogramPoints> HISTOGRAMS = new PieceFamily<>(
            "histogram",
            HistogramPoints.empty(),
            HistogramPoints::decode,
            (series, known) -> HistogramPoints.of((HistogramSeries) series, known));

    static final List<PieceFamily<?>> ALL = List.of(NUMBERS, HISTOGRAMS);

    private static final List<Column> KEYS =
            List.of(Column.integer("series"), Column.bigint("cell_ms"), Column.bigint("first_ms"));

    private final String name;
    private final P empty;
    private final Function<byte[], P> decoder;
    private final BiFunction<Series, Long, P> maker;

    private PieceFamily(String name, P empty, Function<byte[], P> decoder, BiFunction<Series, Long, P> maker) {
        this.name = name;
        this.empty = empty;
        this.decoder = decoder;
        this.maker = maker;
    }

    /** Returns the columns that tell pieces apart. */
    static List<Column> keys() {
        return KEYS;
    }

    /** Returns the tables of all families. */
    static List<Table> tables() {
        return ALL.stream().flatMap(family -> family.ownTables().stream()).toList();
    }

    String table() {
        return name + "_piece";
    }

    /** Returns the table of points that were replaced, which tells until when they were known. */
    String history() {
        return name + "_piece_history";
    }

    /** Returns the table of what is left of old points, which tells the step. */
    String rollup() {
        return name + "_rollup";
    }

    P empty() {
        return empty;
    }

    /** Returns the points of a series that this family is for. */
    P of(Series series, long known) {
        return maker.apply(series, known);
    }

    P decode(byte[] bytes) {
        try {
            return decoder.apply(bytes);
        } catch (IllegalArgumentException e) {
            throw new StoreException("the store is damaged: it holds points that cannot be read: " + e.getMessage(), e);
        }
    }

    private List<Table> ownTables() {
        List<Column> columns = List.of(
                Column.integer("series"),
                Column.bigint("cell_ms"),
                Column.bigint("first_ms"),
                Column.bigint("last_ms"),
                Column.binary("points"));
        List<Column> withKnownTo = new java.util.ArrayList<>(columns);
        withKnownTo.add(Column.bigint("known_to_us"));
        List<Column> withStep = new java.util.ArrayList<>(columns);
        withStep.add(Column.bigint("step_ms"));
        return List.of(
                new Table(table(), columns, "series, cell_ms"),
                new Table(history(), withKnownTo, "series, cell_ms"),
                new Table(rollup(), withStep, "series, cell_ms"));
    }
}
