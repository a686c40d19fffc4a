package io.throughline.correlation;

import io.throughline.core.ThroughlineException;
import io.throughline.core.source.SourcePlan;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a source would read, or why that cannot be told. */
public final class PlannedSource {

    private final String source;
    private final @Nullable SourcePlan plan;
    private final @Nullable ThroughlineException problem;

    private PlannedSource(String source, @Nullable SourcePlan plan, @Nullable ThroughlineException problem) {
        this.source = source;
        this.plan = plan;
        this.problem = problem;
    }

    static PlannedSource of(SourcePlan plan) {
        return new PlannedSource(plan.source(), plan, null);
    }

    static PlannedSource failed(String source, ThroughlineException problem) {
        return new PlannedSource(source, null, Objects.requireNonNull(problem, "problem"));
    }

    /** Returns the source's id. */
    public String source() {
        return source;
    }

    /** Returns the plan; empty if it could not be made. */
    public Optional<SourcePlan> plan() {
        return Optional.ofNullable(plan);
    }

    /** Returns why there is no plan; empty if there is one. */
    public Optional<ThroughlineException> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public String toString() {
        return "PlannedSource[" + source + (plan == null ? ", failed: " + problem : "") + "]";
    }
}
