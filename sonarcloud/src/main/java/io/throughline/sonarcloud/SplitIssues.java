package io.throughline.sonarcloud;

import io.throughline.core.http.Page;
import io.throughline.core.http.Paged;
import io.throughline.sonarcloud.internal.SonarDates;
import io.throughline.sonarcloud.stream.FoundIssue;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** All issues of a search, in halves of time where there are more than one search pages through. */
final class SplitIssues implements Iterable<FoundIssue> {

    private static final long WALL = 10_000;
    private static final long FIRST = Instant.parse("1990-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("2100-01-01T00:00:00Z").getEpochSecond();

    private final Search search;

    /** Searches those that began within a span; the first instant is part of it, the last is not. */
    @FunctionalInterface
    interface Search {
        Paged<FoundIssue> between(String from, String to);
    }

    private record Span(long from, long to) {}

    SplitIssues(Search search) {
        this.search = search;
    }

    @Override
    public Iterator<FoundIssue> iterator() {
        Deque<Span> left = new ArrayDeque<>();
        left.push(new Span(FIRST, LAST));
        return new Iterator<>() {
            private Iterator<Page<FoundIssue>> pages = Collections.emptyIterator();
            private Iterator<FoundIssue> items = Collections.emptyIterator();

            @Override
            public boolean hasNext() {
                while (!items.hasNext()) {
                    if (pages.hasNext()) {
                        items = pages.next().items().iterator();
                    } else if (left.isEmpty()) {
                        return false;
                    } else {
                        open(left.pop());
                    }
                }
                return true;
            }

            private void open(Span span) {
                pages = search.between(text(span.from()), text(span.to()))
                        .pages()
                        .iterator();
                Page<FoundIssue> first = pages.next();
                // What began in one second is not divided further; the server refuses what lies behind its wall.
                if (first.total().orElse(0) > WALL && span.to() - span.from() > 1) {
                    long middle = span.from() + (span.to() - span.from()) / 2;
                    left.push(new Span(middle, span.to()));
                    left.push(new Span(span.from(), middle));
                    pages = Collections.emptyIterator();
                } else {
                    items = first.items().iterator();
                }
            }

            @Override
            public FoundIssue next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return items.next();
            }
        };
    }

    private static String text(long second) {
        return SonarDates.parameter(Instant.ofEpochSecond(second));
    }
}
