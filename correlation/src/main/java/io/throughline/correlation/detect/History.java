package io.throughline.correlation.detect;

import java.util.BitSet;

/** The steps that a baseline is made of: {@code [from, to)} without those set aside as earlier excursions. */
final class History {

    final Grid grid;
    final int from;
    final int to;
    private final BitSet aside;
    private final boolean whole;

    History(Grid grid, int from, int to, BitSet aside) {
        this.grid = grid;
        this.from = from;
        this.to = to;
        this.aside = (BitSet) aside.clone();
        this.whole = aside.isEmpty();
    }

    /** Tells whether a step counts. */
    boolean has(int index) {
        return whole || !aside.get(index);
    }

    /** Tells whether all steps of a range count. */
    boolean hasAll(int first, int end) {
        if (whole) {
            return true;
        }
        int next = aside.nextSetBit(first);
        return next < 0 || next >= end;
    }

    History without(BitSet excursions) {
        return new History(grid, from, to, excursions);
    }

    /** Returns how long the steps that were set aside are together, milliseconds. */
    long asideMillis() {
        return aside.cardinality() * grid.step();
    }

    long millis() {
        return (to - from) * grid.step();
    }
}
