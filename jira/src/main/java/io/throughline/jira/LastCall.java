package io.throughline.jira;

import io.throughline.core.http.CallObserver;
import io.throughline.core.http.CallReport;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the last answer of a client, which tells its limits. Thread-safe. */
final class LastCall implements CallObserver {

    private volatile @Nullable CallReport last;

    @Override
    public void answered(CallReport report) {
        last = report;
    }

    Optional<CallReport> report() {
        return Optional.ofNullable(last);
    }
}
