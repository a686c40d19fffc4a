package io.throughline.examples.cli;

import io.throughline.core.ThroughlineException;
import io.throughline.core.store.StoreHeldException;
import io.throughline.core.sync.StreamResult;
import io.throughline.core.sync.SyncReport;
import java.util.List;

/** The exit codes, for scripts. */
final class ExitCode {

    static final int WELL = 0;
    static final int FAILED = 1;
    static final int USAGE_OR_CONFIGURATION = 2;
    static final int PARTIAL = 3;
    static final int CREDENTIALS_OR_PERMISSION = 4;
    static final int STORE_HELD = 5;

    /** What {@code --help} says about them. */
    static final String HELP =
            "Exit codes: 0 well, 1 failed, 2 usage or configuration, 3 partial, 4 credentials or permission, 5 store held by another process.";

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

    /** Something read and something failed is partial; nothing read at all is the failure itself. */
    static int of(SyncReport report) {
        List<StreamResult> failures = report.failures();
        if (failures.isEmpty()) {
            return report.isComplete() ? WELL : PARTIAL;
        }
        boolean somethingWasRead = report.streams().stream().anyMatch(s -> !s.failed() && s.reads() > 0);
        if (somethingWasRead) {
            return PARTIAL;
        }
        boolean denied = failures.stream()
                .allMatch(s -> s.category() == ThroughlineException.Category.CREDENTIALS
                        || s.category() == ThroughlineException.Category.PERMISSION);
        return denied ? CREDENTIALS_OR_PERMISSION : FAILED;
    }
}
