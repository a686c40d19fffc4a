package io.throughline.correlation.cause;

import java.util.Objects;

/**
 * How many calls of one node by another failed, as one observer saw it: the caller, the callee, or one instance of either.
 *
 * @param call who calls whom
 * @param share of the calls that failed, in {@code [0, 1]}, at each instant in the bucket that ends or begins near it
 */
public record CallFailures(Call call, Course share) {

    public CallFailures {
        Objects.requireNonNull(call, "call");
        Objects.requireNonNull(share, "share");
    }
}
