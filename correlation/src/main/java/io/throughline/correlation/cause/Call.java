package io.throughline.correlation.cause;

import java.util.Comparator;
import java.util.Objects;

/**
 * One node calls another.
 *
 * @param caller who waits for the answer
 * @param callee who gives it
 */
public record Call(String caller, String callee) implements Comparable<Call> {

    private static final Comparator<Call> ORDER =
            Comparator.comparing(Call::caller).thenComparing(Call::callee);

    public Call {
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(callee, "callee");
    }

    /** Orders by caller, then by callee. */
    @Override
    public int compareTo(Call other) {
        return ORDER.compare(this, other);
    }
}
