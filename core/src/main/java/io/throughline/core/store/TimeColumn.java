package io.throughline.core.store;

/** Times in a piece: steps that repeat take a few bytes for all, others a byte or two each. Differences wrap around. */
final class TimeColumn {

    /** Runs of one and the same difference: how many, and by how much it differs from the run's before. */
    private static final int REPEATED = 0;
    /** For each time by how much its difference to the one before differs from the difference before that. */
    private static final int EACH = 1;

    private TimeColumn() {}

    static void write(PieceWriter out, long[] times) {
        if (times.length == 0) {
            return;
        }
        int mode = times.length > PieceWriter.MOST_WITHOUT_BYTES || repeatedLength(times) > eachLength(times)
                ? EACH
                : REPEATED;
        out.octet(mode);
        out.signed(times[0]);
        long before = 0;
        int i = 1;
        while (i < times.length) {
            long difference = times[i] - times[i - 1];
            int run = mode == REPEATED ? run(times, i, difference) : 1;
            out.signed(difference - before);
            if (mode == REPEATED) {
                out.varint(run);
            }
            before = difference;
            i += run;
        }
    }

    static long[] read(PieceReader in, int size) {
        long[] times = new long[size];
        if (size == 0) {
            return times;
        }
        int mode = in.octet();
        times[0] = in.signed();
        long difference = 0;
        int i = 1;
        switch (mode) {
            case EACH -> {
                for (; i < size; i++) {
                    difference += in.signed();
                    times[i] = times[i - 1] + difference;
                }
            }
            case REPEATED -> {
                while (i < size) {
                    difference += in.signed();
                    long run = in.varint();
                    if (run <= 0 || run > size - i) {
                        throw new IllegalArgumentException("it claims that a step repeats " + run + " times");
                    }
                    for (int end = i + (int) run; i < end; i++) {
                        times[i] = times[i - 1] + difference;
                    }
                }
            }
            default -> throw new IllegalArgumentException("it has times in the unknown form " + mode);
        }
        return times;
    }

    private static int run(long[] times, int from, long difference) {
        int i = from + 1;
        while (i < times.length && times[i] - times[i - 1] == difference) {
            i++;
        }
        return i - from;
    }

    private static long repeatedLength(long[] times) {
        long length = 0;
        long before = 0;
        int i = 1;
        while (i < times.length) {
            long difference = times[i] - times[i - 1];
            int run = run(times, i, difference);
            length += PieceWriter.length(PieceWriter.zigzag(difference - before)) + PieceWriter.length(run);
            before = difference;
            i += run;
        }
        return length;
    }

    private static long eachLength(long[] times) {
        long length = 0;
        long before = 0;
        for (int i = 1; i < times.length; i++) {
            long difference = times[i] - times[i - 1];
            length += PieceWriter.length(PieceWriter.zigzag(difference - before));
            before = difference;
        }
        return length;
    }
}
