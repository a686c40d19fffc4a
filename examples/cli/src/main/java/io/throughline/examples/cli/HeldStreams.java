package io.throughline.examples.cli;

import io.throughline.core.store.LeaseHolder;
import io.throughline.core.store.TelemetryStore;
import io.throughline.core.sync.StreamResult;
import io.throughline.core.sync.StreamResult.Outcome;
import io.throughline.core.sync.SyncReport;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who syncs what this process was not allowed to. */
final class HeldStreams {

    private HeldStreams() {}

    /** Returns the holders of the streams that others have, each once. */
    static String holders(TelemetryStore store, SyncReport report) {
        String holders = report.streams().stream()
                .filter(stream -> stream.outcome() == Outcome.HELD)
                .map(StreamResult::stream)
                .map(store::holder)
                .flatMap(Optional::stream)
                .map(LeaseHolder::holder)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return holders.isEmpty() ? "somebody who has just finished" : holders;
    }
}
