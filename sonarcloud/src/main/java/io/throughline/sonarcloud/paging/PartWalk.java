package io.throughline.sonarcloud.paging;

import io.throughline.core.http.Page;
import io.throughline.sonarcloud.internal.Part;
import io.throughline.sonarcloud.internal.Split;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Walks through the parts of a list, dividing those that are too large. */
final class PartWalk<T> implements Iterator<PartPage<T>> {

    /** A list that keeps changing is read again so often. */
    private static final int REREADS = 2;

    private final Function<T, String> key;
    private final Consumer<Shortfall> shortfalls;
    private final Deque<Step<T>> steps = new ArrayDeque<>();

    private @Nullable Reading<T> reading;
    private @Nullable PartPage<T> ahead;

    PartWalk(Part<T> whole, Function<T, String> key, Consumer<Shortfall> shortfalls) {
        this.key = key;
        this.shortfalls = shortfalls;
        steps.push(new Step<>(whole, null, false));
    }

    /**
     * What is to be done.
     *
     * @param of what its parts' results are counted in, or null for the whole
     * @param isAudit whether its parts were read, and are to be compared to it
     */
    private record Step<T>(Part<T> part, @Nullable Tally of, boolean isAudit) {}

    /** How many results the parts of a divided one have. */
    private static final class Tally {
        long found;
    }

    /** A part that is being listed. */
    private static final class Reading<T> {
        final Part<T> part;
        final Set<String> seen = new HashSet<>();
        long total;
        long latestTotal;

        @Nullable
        String next;

        long listed;
        int rereads;

        Reading(Part<T> part, long total) {
            this.part = part;
            this.total = total;
            this.latestTotal = total;
        }

        boolean isCut() {
            return latestTotal > Part.WALL;
        }
    }

    @Override
    public boolean hasNext() {
        while (ahead == null) {
            Reading<T> current = reading;
            if (current != null) {
                ahead = advance(current);
            } else if (steps.isEmpty()) {
                return false;
            } else {
                ahead = take(steps.pop());
            }
        }
        return true;
    }

    @Override
    public PartPage<T> next() {
        if (!hasNext() || ahead == null) {
            throw new NoSuchElementException("there are no more pages");
        }
        PartPage<T> page = ahead;
        ahead = null;
        return page;
    }

    private @Nullable PartPage<T> take(Step<T> step) {
        Page<T> page = step.part().page(null);
        long total = page.total().orElse(page.items().size());
        if (step.isAudit()) {
            // The list may have become shorter since it was divided; what counts is what is there now.
            if (step.of() != null && step.of().found < total) {
                shortfalls.accept(new Shortfall(step.part().toString(), total, step.of().found));
            }
            return null;
        }
        if (step.of() != null) {
            step.of().found += total;
        }
        if (total > Part.WALL) {
            Split<T> split = step.part().split(total);
            if (!split.parts().isEmpty()) {
                push(step.part(), split);
                return null;
            }
        }
        Reading<T> started = new Reading<>(step.part(), total);
        reading = started;
        return received(started, page);
    }

    private void push(Part<T> whole, Split<T> split) {
        Tally tally = split.isExact() ? null : new Tally();
        if (tally != null) {
            steps.push(new Step<>(whole, tally, true));
        }
        for (int i = split.parts().size() - 1; i >= 0; i--) {
            steps.push(new Step<>(split.parts().get(i), tally, false));
        }
    }

    private @Nullable PartPage<T> advance(Reading<T> current) {
        if (current.next != null) {
            return received(current, current.part.page(current.next));
        }
        if (!current.isCut() && current.latestTotal != current.total && current.rereads < REREADS) {
            // Items moved from page to page meanwhile; those that were passed over are delivered now.
            current.rereads++;
            current.total = current.latestTotal;
            current.listed = 0;
            return received(current, current.part.page(null));
        }
        reading = null;
        if (current.isCut() || current.listed < current.latestTotal) {
            shortfalls.accept(new Shortfall(current.part.toString(), current.latestTotal, current.listed));
        }
        return null;
    }

    private PartPage<T> received(Reading<T> current, Page<T> page) {
        current.latestTotal = page.total().orElse(current.latestTotal);
        current.listed += page.items().size() + page.unreadable();
        current.next = current.listed >= Part.WALL ? null : page.next();
        List<T> fresh = page.items().stream()
                .filter(current.part::holds)
                .filter(item -> current.seen.add(key.apply(item)))
                .toList();
        return new PartPage<>(fresh, current.part.toString(), current.total);
    }
}
