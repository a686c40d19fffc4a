package io.throughline.examples.cli;

import io.throughline.core.ThroughlineException;
import io.throughline.core.store.StoreHeldException;
import io.throughline.core.sync.StreamResult;
import io.throughline.core.sync.StreamResult.Outcome;
import io.throughline.core.sync.SyncReport;
import io.throughline.core.telemetry.StreamCompleteness.State;
import java.util.List;

/** The exit codes, for scripts. */
final class ExitCode {

    static final int WELL = 0;
    static final int FAILED = 1;
    static final int USAGE_OR_CONFIGURATION = 2;
    static final int PARTIAL = 3;
    static final int CREDENTIALS_OR_PERMISSION = 4;
    static final int STORE_HELD = 5;
    /** What shells say of a process that Ctrl-C ended: 128 and the signal's number. */
    static final int INTERRUPTED = 130;

    /** What {@code --help} says about them. */
    static final String HELP =
            "Exit codes: 0 well, 1 failed, 2 usage or configuration, 3 partial, 4 credentials or permission, 5 store or streams held by another process, 130 interrupted.";

    private ExitCode() {}

    static int of(Throwable failure) {
        if (failure instanceof StoreHeldException) {
            return STORE_HELD;
        }
        if (failure instanceof ThroughlineException e) {
            return switch (e.category()) {
                case CALLER, CONFIGURATION -> USAGE_OR_CONFIGURATION;
                case CREDENTIALS, PERMISSION -> CREDENTIALS_OR_PERMISSION;
                case QUOTA, REMOTE, NETWORK, DATA, STORAGE -> FAILED;
            };
        }
        return failure instanceof IllegalArgumentException ? USAGE_OR_CONFIGURATION : FAILED;
    }

    /**
     * Sums a sync up. What was left out on request, or is not due, is well. Everything held by others is that; otherwise
     * something that was not read whole is partial, and nothing read at all is the failure itself. Where only what is due was
     * asked for, somebody else reading it is as well as reading it.
     */
    static int of(SyncReport report) {
        List<StreamResult> asked = report.streams().stream()
                .filter(s -> s.outcome() != Outcome.SKIPPED && s.outcome() != Outcome.NOT_DUE)
                .filter(s -> s.outcome() != Outcome.HELD || !report.request().dueOnly())
                .toList();
        if (!asked.isEmpty() && asked.stream().allMatch(s -> s.outcome() == Outcome.HELD)) {
            return STORE_HELD;
        }
        List<StreamResult> failures =
                asked.stream().filter(StreamResult::failed).toList();
        boolean somethingWasRead = asked.stream().anyMatch(s -> !s.failed() && s.reads() > 0);
        if (failures.isEmpty() || somethingWasRead) {
            return asked.stream().allMatch(ExitCode::wasReadWhole) ? WELL : PARTIAL;
        }
        boolean denied = failures.stream()
                .allMatch(s -> s.category() == ThroughlineException.Category.CREDENTIALS
                        || s.category() == ThroughlineException.Category.PERMISSION);
        return denied ? CREDENTIALS_OR_PERMISSION : FAILED;
    }

    private static boolean wasReadWhole(StreamResult result) {
        return result.outcome() == Outcome.READ && result.completeness().state() == State.COMPLETE;
    }
}
