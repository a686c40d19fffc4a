package io.throughline.core.sync;

import io.throughline.core.telemetry.TimeWindow;
import java.util.Objects;
import java.util.Set;

/**
 * What to sync.
 *
 * @param horizon event time that is to be in the store afterwards
 * @param only sources (or streams, {@code source/stream}) to read; empty means all
 * @param skip sources or streams to leave out; their completeness says so
 * @param force whether to read the whole horizon again, whatever was read before
 */
public record SyncRequest(TimeWindow horizon, Set<String> only, Set<String> skip, boolean force) {

    public SyncRequest {
        Objects.requireNonNull(horizon, "horizon");
        only = Set.copyOf(only);
        skip = Set.copyOf(skip);
    }

    /** Returns the request to bring everything within the horizon up to date. */
    public static SyncRequest of(TimeWindow horizon) {
        return new SyncRequest(horizon, Set.of(), Set.of(), false);
    }

    /** Tells whether a stream is left out by {@link #skip()} or not among {@link #only()}. */
    public boolean leavesOut(String stream) {
        return named(skip, stream) || (!only.isEmpty() && !named(only, stream));
    }

    private static boolean named(Set<String> names, String stream) {
        return names.contains(stream) || names.contains(stream.substring(0, stream.indexOf('/')));
    }
}
