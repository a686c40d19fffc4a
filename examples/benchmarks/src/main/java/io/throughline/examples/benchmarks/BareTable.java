package io.throughline.examples.benchmarks;

import io.throughline.core.telemetry.Series;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * The measure: a table of rows (series INTEGER, time BIGINT, value DOUBLE) without any index, written in the fastest way
 * the driver has, one transaction a call. It compares nothing, knows no history and forbids no doubles.
 */
interface BareTable extends AutoCloseable {

    /** Appends all points of some series of numbers, whose number is their place in the list. */
    void append(List<Series> series) throws Exception;

    /**
     * Reads all points from one time to before another by series and time.
     *
     * @return the number of points
     */
    long read(long from, long to) throws Exception;

    @Override
    void close() throws SQLException, IOException;
}
