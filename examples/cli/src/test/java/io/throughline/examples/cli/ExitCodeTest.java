package io.throughline.examples.cli;

import static io.throughline.examples.cli.Results.ALL;
import static io.throughline.examples.cli.Results.backingOff;
import static io.throughline.examples.cli.Results.failed;
import static io.throughline.examples.cli.Results.held;
import static io.throughline.examples.cli.Results.notDue;
import static io.throughline.examples.cli.Results.partly;
import static io.throughline.examples.cli.Results.read;
import static io.throughline.examples.cli.Results.report;
import static io.throughline.examples.cli.Results.skipped;
import static io.throughline.examples.cli.Results.stopped;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.ThroughlineException.Category;
import io.throughline.core.sync.StreamResult;
import io.throughline.core.sync.SyncRequest;
import org.junit.jupiter.api.Test;

class ExitCodeTest {

    @Test
    void wholeIsWell() {
        assertThat(code(read("azure/a"), read("jira/b"))).isZero();
        assertThat(code()).isZero();
    }

    @Test
    void whatWasLeftOutOnRequestOrIsNotDueIsWell() {
        assertThat(code(read("azure/a"), skipped("jira/b"))).isZero();
        assertThat(code(skipped("azure/a"), skipped("jira/b"))).isZero();
        assertThat(code(notDue("azure/a"), notDue("jira/b"))).isZero();
    }

    @Test
    void whatDidNotArriveWholeIsPartial() {
        assertThat(code(read("azure/a"), partly("jira/b"))).isEqualTo(ExitCode.PARTIAL);
        assertThat(code(stopped("azure/a"))).isEqualTo(ExitCode.PARTIAL);
        assertThat(code(notDue("azure/a"), backingOff("jira/b"))).isEqualTo(ExitCode.PARTIAL);
    }

    @Test
    void aFailureBesideSomethingReadIsPartial() {
        assertThat(code(read("azure/a"), failed("jira/b", Category.CREDENTIALS)))
                .isEqualTo(ExitCode.PARTIAL);
    }

    @Test
    void nothingButFailuresIsTheFailureItself() {
        assertThat(code(failed("azure/a", Category.NETWORK), skipped("jira/b"))).isEqualTo(ExitCode.FAILED);
        assertThat(code(failed("azure/a", Category.PERMISSION), failed("jira/b", Category.CREDENTIALS)))
                .isEqualTo(ExitCode.CREDENTIALS_OR_PERMISSION);
    }

    @Test
    void everythingHeldIsHeldAndSomeOfItIsPartial() {
        assertThat(code(held("azure/a"), held("jira/b"), skipped("sentry/c"))).isEqualTo(ExitCode.STORE_HELD);
        assertThat(code(held("azure/a"), read("jira/b"))).isEqualTo(ExitCode.PARTIAL);
    }

    @Test
    void whereOnlyWhatIsDueIsWantedOthersMayReadIt() {
        SyncRequest due = ALL.due();

        assertThat(ExitCode.of(report(due, held("azure/a"), notDue("jira/b")))).isZero();
        assertThat(ExitCode.of(report(due, held("azure/a"), held("jira/b")))).isZero();
    }

    private static int code(StreamResult... streams) {
        return ExitCode.of(report(ALL, streams));
    }
}
