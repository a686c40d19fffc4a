package io.throughline.core.sync;

import io.throughline.core.store.StreamState;
import io.throughline.core.telemetry.TimeWindow;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far a measured stream is, as it is kept in its state. The watermark is the arrival time up to which all is stored
 * within the horizon; the cursor holds the rest: {@code 2026-03-01T00:00:00Z} is the start of what is covered; {@code
 * from@at,from@at} are several stretches, {@code owed=from/to,from/to} what did not arrive whole, {@code tried=} when
 * that was last read again.
 *
 * @param coverage what is stored
 * @param owed windows that did not arrive whole, ascending
 * @param tried when they were last read again, UTC, or null if not yet
 */
record Marks(
        Coverage coverage, List<TimeWindow> owed, @Nullable Instant tried) {

    private static final String OWED = "owed=";
    private static final String TRIED = "tried=";

    Marks {
        owed = List.copyOf(owed);
    }

    static Marks none() {
        return new Marks(Coverage.none(), List.of(), null);
    }

    /** Returns the marks of a state; empty if it has none that can be understood, so that all is to be read again. */
    static Optional<Marks> of(StreamState state) {
        Instant watermark = state.watermark();
        String cursor = state.cursor();
        if (watermark == null || cursor == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(watermark, cursor));
        } catch (DateTimeException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static Marks parse(Instant watermark, String cursor) {
        Coverage coverage = Coverage.none();
        List<TimeWindow> owed = new ArrayList<>();
        Instant tried = null;
        for (String part : cursor.split(" ", -1)) {
            if (part.startsWith(OWED)) {
                for (String window : part.substring(OWED.length()).split(",", -1)) {
                    String[] ends = window.split("/", -1);
                    owed.add(new TimeWindow(Instant.parse(ends[0]), Instant.parse(ends[1])));
                }
            } else if (part.startsWith(TRIED)) {
                tried = Instant.parse(part.substring(TRIED.length()));
            } else if (part.contains("@")) {
                coverage = new Coverage(
                        Arrays.stream(part.split(",", -1)).map(Marks::stretch).toList());
            } else {
                coverage = Coverage.of(Instant.parse(part), watermark);
            }
        }
        return new Marks(coverage, owed, tried);
    }

    private static Coverage.Stretch stretch(String text) {
        String[] parts = text.split("@", -1);
        return new Coverage.Stretch(Instant.parse(parts[0]), Instant.parse(parts[1]));
    }

    /** Returns the text to keep beside a watermark. */
    String cursor(@Nullable Instant watermark) {
        List<Coverage.Stretch> stretches = coverage.stretches();
        StringBuilder text = new StringBuilder();
        if (stretches.size() == 1 && Objects.equals(stretches.get(0).at(), watermark)) {
            text.append(stretches.get(0).from());
        } else {
            text.append(stretches.stream()
                    .map(stretch -> stretch.from() + "@" + stretch.at())
                    .collect(Collectors.joining(",")));
        }
        if (!owed.isEmpty()) {
            text.append(owed.stream().map(TimeWindow::toString).collect(Collectors.joining(",", " " + OWED, "")));
            if (tried != null) {
                text.append(" " + TRIED).append(tried);
            }
        }
        return text.toString();
    }
}
