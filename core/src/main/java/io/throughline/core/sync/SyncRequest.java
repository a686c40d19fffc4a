package io.throughline.core.sync;

import io.throughline.core.telemetry.TimeWindow;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to sync.
 *
 * @param horizon event time that is to be in the store afterwards
 * @param only sources (or streams, {@code source/stream}) to read; empty means all
 * @param skip sources or streams to leave out; their completeness says so
 * @param force whether to read the whole horizon again, whatever was read before
 * @param dryRun whether to read the vendors and tell what would be written, but write nothing
 * @param maxCalls the greatest number of calls to vendors, or null for no limit; what is left is read next time
 * @param dueOnly whether to leave streams alone that are not due, or that failed and are to wait
 */
public record SyncRequest(
        TimeWindow horizon,
        Set<String> only,
        Set<String> skip,
        boolean force,
        boolean dryRun,
        @Nullable Long maxCalls,
        boolean dueOnly) {

    public SyncRequest {
        Objects.requireNonNull(horizon, "horizon");
        only = Set.copyOf(only);
        skip = Set.copyOf(skip);
        if (maxCalls != null && maxCalls < 1) {
            throw new IllegalArgumentException("maxCalls must be at least 1, was " + maxCalls);
        }
    }

    /** Creates a request that writes, without a limit of calls, whatever is due. */
    public SyncRequest(TimeWindow horizon, Set<String> only, Set<String> skip, boolean force) {
        this(horizon, only, skip, force, false, null, false);
    }

    /** Returns the request to bring everything within the horizon up to date. */
    public static SyncRequest of(TimeWindow horizon) {
        return new SyncRequest(horizon, Set.of(), Set.of(), false);
    }

    /** Returns the request as one that writes nothing. */
    public SyncRequest dry() {
        return new SyncRequest(horizon, only, skip, force, true, maxCalls, dueOnly);
    }

    /** Returns the request with a limit of calls. */
    public SyncRequest atMost(long calls) {
        return new SyncRequest(horizon, only, skip, force, dryRun, calls, dueOnly);
    }

    /** Returns the request over another time. */
    public SyncRequest over(TimeWindow other) {
        return new SyncRequest(other, only, skip, force, dryRun, maxCalls, dueOnly);
    }

    /** Returns the request for those streams only that are due. */
    public SyncRequest due() {
        return new SyncRequest(horizon, only, skip, force, dryRun, maxCalls, true);
    }

    /** Tells whether a stream is left out by {@link #skip()} or not among {@link #only()}. */
    public boolean leavesOut(String stream) {
        return named(skip, stream) || (!only.isEmpty() && !named(only, stream));
    }

    private static boolean named(Set<String> names, String stream) {
        return names.contains(stream) || names.contains(source(stream));
    }

    /** Returns the source of a stream: what its name begins with. */
    static String source(String stream) {
        return stream.substring(0, stream.indexOf('/'));
    }
}
