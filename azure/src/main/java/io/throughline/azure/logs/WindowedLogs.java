package io.throughline.azure.logs;

import io.throughline.azure.internal.AzureError;
import io.throughline.core.http.QueryRejectedException;
import io.throughline.core.http.SourceException;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Reads windows that may be too large for one answer: where the service cuts rows off, says that the answer is too large, or
 * runs out of time, the window is halved on the step's grid and each half asked again, down to a single step.
 */
public final class WindowedLogs {

    private static final Unsound NOBODY = (table, row, problem) -> {};

    private final LogsGateway gateway;
    private final Unsound unsound;

    /** Creates a reader over a gateway. */
    public WindowedLogs(LogsGateway gateway) {
        this(gateway, NOBODY);
    }

    /** Creates a reader that hands rows which cannot be used to somebody, and the others on. */
    public WindowedLogs(LogsGateway gateway, Unsound unsound) {
        this.gateway = gateway;
        this.unsound = unsound;
    }

    /** Takes a row that cannot be used. */
    @FunctionalInterface
    public interface Unsound {
        /**
         * Takes a row.
         *
         * @param table the table that was asked
         * @param problem which column is wrong and how, one line; letters and digits of the value are masked
         */
        void take(String table, LogsTable.Row row, String problem);
    }

    private LogsTable sound(String name, LogsTable table) {
        return table.keeping(row -> {
            Optional<String> problem = row.problem();
            problem.ifPresent(words -> unsound.take(name, row, words));
            return problem.isEmpty();
        });
    }

    /**
     * What to read.
     *
     * @param workspace the workspace's GUID
     * @param table the table, to tell a missing one from a wrong query
     * @param step windows are only cut on this grid
     * @param query the query for a window
     * @param span what the service must look at for a window
     */
    public record Read(
            String workspace,
            String table,
            Duration step,
            Function<TimeWindow, KqlQuery> query,
            UnaryOperator<TimeWindow> span) {}

    /**
     * How it went.
     *
     * @param missingTable whether the workspace has no such table
     * @param throttled whether the service slowed it down
     * @param gaps windows that could not be read whole, with the service's words
     */
    public record Outcome(boolean missingTable, boolean throttled, List<String> gaps) {

        public Outcome {
            gaps = List.copyOf(gaps);
        }
    }

    /**
     * Reads a window whole, as far as the service gives it. Rows come by ascending window; within one in the query's
     * order.
     *
     * @param rows takes each whole answer once, and the answer of a single step even if it is partial
     * @throws io.throughline.core.ThroughlineException if the workspace cannot be read
     */
    public Outcome read(Read read, TimeWindow window, Consumer<LogsTable> rows) {
        Deque<TimeWindow> todo = new ArrayDeque<>(List.of(window));
        List<String> gaps = new ArrayList<>();
        boolean throttled = false;
        while (!todo.isEmpty()) {
            TimeWindow next = todo.pop();
            Optional<TimeWindow> firstHalf = firstHalf(next, read.step());
            try {
                LogsResult result = gateway.query(
                        read.workspace(), read.query().apply(next), read.span().apply(next));
                throttled |= result.throttled();
                boolean cut = result.partial().isPresent() || result.table().size() >= LogsGateway.MOST_ROWS;
                if (cut && firstHalf.isPresent()) {
                    split(todo, next, firstHalf.get());
                    continue;
                }
                rows.accept(unsound == NOBODY ? result.table() : sound(read.table(), result.table()));
                if (cut) {
                    gaps.add(next + ": "
                            + result.partial().map(AzureError::words).orElse("more rows than an answer may have"));
                }
            } catch (SourceException e) {
                if (e instanceof QueryRejectedException rejected && MissingTable.is(rejected, read.table())) {
                    return new Outcome(true, throttled, gaps);
                }
                if (!AnswerTooLarge.is(e) || firstHalf.isEmpty()) {
                    throw e;
                }
                split(todo, next, firstHalf.get());
            }
        }
        return new Outcome(false, throttled, gaps);
    }

    private static void split(Deque<TimeWindow> todo, TimeWindow whole, TimeWindow firstHalf) {
        todo.push(new TimeWindow(firstHalf.to(), whole.to()));
        todo.push(firstHalf);
    }

    private static Optional<TimeWindow> firstHalf(TimeWindow window, Duration step) {
        Instant middle = window.from().plus(window.length().dividedBy(2));
        Instant cut = TimeWindow.onGrid(middle, step).from();
        return cut.isAfter(window.from()) ? Optional.of(new TimeWindow(window.from(), cut)) : Optional.empty();
    }
}
