package io.throughline.examples.tenant;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a tenant replays, and how.
 *
 * @param recording id: such as {@code database} or {@code quiet}; an unknown one is refused with the list
 * @param at the recording is moved by whole days of UTC to the latest that puts its end not after this
 * @param clock what time it is in the tenant: what arrived later is not served; empty for the moment at which the moved
 *     recording ends, for good
 * @param failing vendors whose address refuses connections
 * @param throttled whether each vendor refuses a call now and then as too many
 * @param logRowLimit how many rows a log query answers before it is cut
 * @param recordings the folder with the recordings; empty for those on the class path
 */
public record TenantConfig(
        String recording,
        Instant at,
        Optional<Clock> clock,
        Set<Vendor> failing,
        boolean throttled,
        int logRowLimit,
        Optional<Path> recordings) {

    /** As Log Analytics. */
    public static final int DEFAULT_LOG_ROW_LIMIT = 500_000;

    /** Copies the set and checks the limit. */
    public TenantConfig {
        failing = Set.copyOf(failing);
        if (logRowLimit < 1) {
            throw new IllegalArgumentException("logRowLimit must be at least 1, was " + logRowLimit);
        }
    }

    /** Returns a builder of a configuration that replays a recording up to an instant. */
    public static Builder builder(String recording, Instant at) {
        return new Builder(recording, at);
    }

    /** Collects a configuration; not thread-safe. */
    public static final class Builder {

        private final String recording;
        private final Instant at;
        private Optional<Clock> clock = Optional.empty();
        private final EnumSet<Vendor> failing = EnumSet.noneOf(Vendor.class);
        private boolean throttled = true;
        private int logRowLimit = DEFAULT_LOG_ROW_LIMIT;
        private Optional<Path> recordings = Optional.empty();

        private Builder(String recording, Instant at) {
            this.recording = Objects.requireNonNull(recording, "recording");
            this.at = Objects.requireNonNull(at, "at");
        }

        /** Sets what time it is in the tenant. */
        public Builder clock(Clock value) {
            clock = Optional.of(value);
            return this;
        }

        /** Adds vendors that cannot be reached. */
        public Builder failing(Set<Vendor> vendors) {
            failing.addAll(vendors);
            return this;
        }

        /** Sets whether calls are refused now and then; they are unless told otherwise. */
        public Builder throttled(boolean value) {
            throttled = value;
            return this;
        }

        /** Sets the row limit of log queries, {@value TenantConfig#DEFAULT_LOG_ROW_LIMIT} unless told otherwise. */
        public Builder logRowLimit(int value) {
            logRowLimit = value;
            return this;
        }

        /** Sets a folder to take recordings from instead of the class path. */
        public Builder recordings(Path folder) {
            recordings = Optional.of(folder);
            return this;
        }

        /** Returns the configuration. */
        public TenantConfig build() {
            return new TenantConfig(recording, at, clock, failing, throttled, logRowLimit, recordings);
        }
    }
}
