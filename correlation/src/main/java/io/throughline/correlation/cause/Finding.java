package io.throughline.correlation.cause;

import io.throughline.correlation.evidence.Reason;
import java.util.Comparator;
import java.util.Objects;

/**
 * What one measure says of its node.
 *
 * @param measure what was measured
 * @param strength by how many times its usual scatter it moved, at least 0; for counts the signed root of their deviance
 * @param explained whether another finding at the same node explains it: memory that is short explains a busy processor
 * @param reason the same for people, with the figures
 */
public record Finding(Measure measure, double strength, boolean explained, Reason reason)
        implements Comparable<Finding> {

    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::explained)
            .thenComparing(Comparator.comparingDouble(Finding::strength).reversed())
            .thenComparing(finding -> finding.measure().node())
            .thenComparing(finding -> finding.measure().name())
            .thenComparing(finding -> finding.reason().text());

    public Finding {
        Objects.requireNonNull(measure, "measure");
        Objects.requireNonNull(reason, "reason");
        if (!(strength >= 0)) {
            throw new IllegalArgumentException("strength must be at least 0, was " + strength);
        }
    }

    /** Orders those that nothing explains first, then by strength, the strongest first, then by node and name. */
    @Override
    public int compareTo(Finding other) {
        return ORDER.compare(this, other);
    }
}
