package io.throughline.correlation.relation;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a change of code did to the operations that it touched, beside those that it did not.
 *
 * @param change id of the deployment
 * @param measure what was compared
 * @param verdict what can be said
 * @param why why it cannot be told, or null if it can
 * @param classes classes whose files the change brought, as far as errors name them, sorted
 * @param touched operations in which these were seen, sorted
 * @param untouched the service's other operations, sorted
 * @param effect the difference of the differences: of latency in logarithms of the median (0.1 is a tenth longer), of failures
 *     as a share; NaN if it cannot be told
 * @param noise how large it is at 95 % of the placebo dates, at which nothing was deployed; NaN if it cannot be told
 * @param p share of the placebo dates at which it is as large, the change among them, times the two measures; NaN if it cannot
 *     be told
 * @param placebos how many dates there were
 */
public record CodeEffect(
        String change,
        Measure measure,
        Verdict verdict,
        @Nullable String why,
        List<String> classes,
        List<String> touched,
        List<String> untouched,
        double effect,
        double noise,
        double p,
        int placebos) {

    /** What is compared. */
    public enum Measure {
        /** Logarithm of the median duration of requests. */
        LATENCY,
        /** Share of requests that fail. */
        FAILURES
    }

    /** What can be said. */
    public enum Verdict {
        /** The touched operations got worse, beside the others. */
        WORSE,
        /** They got better. */
        BETTER,
        /** No more than happens without a change. */
        NO_EFFECT,
        /** Too little to tell. */
        CANNOT_TELL
    }

    public CodeEffect {
        Objects.requireNonNull(change, "change");
        Objects.requireNonNull(measure, "measure");
        Objects.requireNonNull(verdict, "verdict");
        classes = List.copyOf(classes);
        touched = List.copyOf(touched);
        untouched = List.copyOf(untouched);
    }

    static CodeEffect cannotTell(
            String change,
            Measure measure,
            String why,
            List<String> classes,
            List<String> touched,
            List<String> untouched) {
        return new CodeEffect(
                change,
                measure,
                Verdict.CANNOT_TELL,
                why,
                classes,
                touched,
                untouched,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                0);
    }
}
