package io.throughline.core.store;

/** Whole numbers in a piece that seldom change from one point to the next: how often each repeats. */
final class RunColumn {

    private RunColumn() {}

    static void write(PieceWriter out, long[] numbers) {
        long before = 0;
        int i = 0;
        while (i < numbers.length) {
            int from = i;
            while (i < numbers.length && numbers[i] == numbers[from]) {
                i++;
            }
            out.signed(numbers[from] - before);
            out.varint(i - from);
            before = numbers[from];
        }
    }

    static long[] read(PieceReader in, int size) {
        long[] numbers = new long[size];
        long number = 0;
        int i = 0;
        while (i < size) {
            number += in.signed();
            long run = in.varint();
            if (run <= 0 || run > size - i) {
                throw new IllegalArgumentException("it claims that a number repeats " + run + " times");
            }
            for (int end = i + (int) run; i < end; i++) {
                numbers[i] = number;
            }
        }
        return numbers;
    }
}
