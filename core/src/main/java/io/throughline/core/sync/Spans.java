package io.throughline.core.sync;

import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A set of event time: spans that neither overlap nor touch. Not thread-safe. */
final class Spans {

    /** Start → end. */
    private final TreeMap<Instant, Instant> spans = new TreeMap<>();

    Spans() {}

    Spans(Collection<TimeWindow> windows) {
        windows.forEach(this::add);
    }

    boolean isEmpty() {
        return spans.isEmpty();
    }

    void add(TimeWindow window) {
        Instant from = window.from();
        Instant to = window.to();
        Map.Entry<Instant, Instant> before = spans.floorEntry(to);
        while (before != null && !before.getValue().isBefore(from)) {
            from = earlier(from, before.getKey());
            to = later(to, before.getValue());
            spans.remove(before.getKey());
            before = spans.floorEntry(to);
        }
        spans.put(from, to);
    }

    void remove(TimeWindow window) {
        Map.Entry<Instant, Instant> span = spans.lowerEntry(window.to());
        while (span != null && span.getValue().isAfter(window.from())) {
            spans.remove(span.getKey());
            if (span.getKey().isBefore(window.from())) {
                spans.put(span.getKey(), window.from());
            }
            if (span.getValue().isAfter(window.to())) {
                spans.put(window.to(), span.getValue());
            }
            span = spans.lowerEntry(window.to());
        }
    }

    void removeAll(Spans others) {
        others.list().forEach(this::remove);
    }

    /** Returns the newest part, not longer than the given length. The set must not be empty. */
    TimeWindow newest(Duration longest) {
        Map.Entry<Instant, Instant> last = spans.lastEntry();
        return new TimeWindow(later(last.getKey(), last.getValue().minus(longest)), last.getValue());
    }

    /** Returns where the newest span ends. The set must not be empty. */
    Instant end() {
        return spans.lastEntry().getValue();
    }

    /** Returns what lies within a window. */
    Spans within(TimeWindow window) {
        Spans inside = new Spans();
        for (TimeWindow span : list()) {
            span.intersect(window).ifPresent(inside::add);
        }
        return inside;
    }

    /** Returns how many reads of at most the given length cover the set. */
    int reads(Duration longest) {
        long reads = 0;
        for (TimeWindow span : list()) {
            reads += (span.length().toMillis() + longest.toMillis() - 1) / longest.toMillis();
        }
        return (int) Math.min(reads, Integer.MAX_VALUE);
    }

    /** Returns the spans, ascending. */
    List<TimeWindow> list() {
        List<TimeWindow> list = new ArrayList<>();
        spans.forEach((from, to) -> list.add(new TimeWindow(from, to)));
        return list;
    }

    /** Closes the narrowest gaps until there are at most so many spans. */
    void coarsen(int most) {
        while (spans.size() > most) {
            List<TimeWindow> all = list();
            int narrowest = 1;
            for (int i = 2; i < all.size(); i++) {
                if (gap(all, i).compareTo(gap(all, narrowest)) < 0) {
                    narrowest = i;
                }
            }
            add(new TimeWindow(all.get(narrowest - 1).from(), all.get(narrowest).to()));
        }
    }

    private static Duration gap(List<TimeWindow> all, int index) {
        return Duration.between(all.get(index - 1).to(), all.get(index).from());
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
