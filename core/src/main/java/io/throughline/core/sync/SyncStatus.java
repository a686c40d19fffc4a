package io.throughline.core.sync;

import io.throughline.core.source.TelemetrySource;
import io.throughline.core.source.TelemetryStream;
import io.throughline.core.store.Pulse;
import io.throughline.core.store.StreamState;
import io.throughline.core.store.TelemetryStore;
import io.throughline.core.telemetry.StreamCompleteness;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the streams of a store and its sources are doing; for operators and a host's heartbeat.
 *
 * @param streams one status for each stream that a source or the store has, by ascending name
 */
public record SyncStatus(List<StreamStatus> streams) {

    public SyncStatus {
        streams = List.copyOf(streams);
    }

    /** Returns the status of what a store and sources have now. Reads the states only, no telemetry. */
    public static SyncStatus of(
            TelemetryStore store, Collection<? extends TelemetrySource> sources, SyncSchedule schedule, Instant now) {
        List<StreamState> states = store.states();
        Map<String, Integer> setAside = new TreeMap<>();
        for (StreamState state : states) {
            setAside.put(state.stream(), store.setAside(state.stream()).size());
        }
        List<TelemetryStream> streams =
                sources.stream().flatMap(source -> source.streams().stream()).toList();
        return of(streams, states, setAside, schedule, now);
    }

    /**
     * Returns the status that follows from states.
     *
     * @param streams the streams that sources have
     * @param states the states that the store has
     * @param setAside number of records set aside by stream; streams without any may be left out
     * @param schedule how often streams are to be read
     * @param now the current time, UTC
     */
    public static SyncStatus of(
            Collection<? extends TelemetryStream> streams,
            Collection<StreamState> states,
            Map<String, Integer> setAside,
            SyncSchedule schedule,
            Instant now) {
        Map<String, TelemetryStream> byName =
                streams.stream().collect(Collectors.toMap(TelemetryStream::name, stream -> stream));
        Map<String, StreamState> stateByName =
                states.stream().collect(Collectors.toMap(StreamState::stream, state -> state));
        TreeSet<String> names = new TreeSet<>(byName.keySet());
        stateByName.keySet().stream()
                .filter(name -> !name.equals(StreamJournal.STREAM))
                .forEach(names::add);
        return new SyncStatus(names.stream()
                .map(name -> status(
                        name,
                        byName.get(name),
                        Optional.ofNullable(stateByName.get(name)),
                        setAside.getOrDefault(name, 0),
                        schedule,
                        now))
                .toList());
    }

    /** Returns the share of streams of sources that are live, in {@code [0, 1]}; 0 if there is none. */
    public double coverage() {
        long known = streams.stream().filter(status -> status.tier() != null).count();
        return known == 0 ? 0 : streams.stream().filter(StreamStatus::isLive).count() / (double) known;
    }

    /** Returns the streams of sources that are not live. */
    public List<StreamStatus> gaps() {
        return streams.stream()
                .filter(status -> status.tier() != null && !status.isLive())
                .toList();
    }

    private static StreamStatus status(
            String name,
            @Nullable TelemetryStream stream,
            Optional<StreamState> state,
            int setAside,
            SyncSchedule schedule,
            Instant now) {
        StreamCompleteness completeness = state.map(StreamState::completeness)
                .orElseGet(() -> new StreamCompleteness(
                        name, StreamCompleteness.State.NEVER_READ, null, false, false, 1, List.of()));
        Instant asOf = completeness.asOf();
        Instant succeeded = state.map(s -> s.attempts().succeededAt()).orElse(null);
        boolean overdue = stream != null
                && succeeded != null
                && Duration.between(succeeded, now).compareTo(schedule.patience(stream)) > 0;
        return new StreamStatus(
                name,
                stream == null ? null : stream.tier(),
                completeness,
                asOf == null ? null : asOf.isAfter(now) ? Duration.ZERO : Duration.between(asOf, now),
                stream == null ? null : schedule.every(stream),
                succeeded,
                overdue,
                state.map(s -> s.attempts().failures()).orElse(0),
                stream == null ? null : schedule.due(stream, state, now),
                state.map(StreamState::pulse).map(Pulse::silentSince).orElse(null),
                setAside);
    }
}
