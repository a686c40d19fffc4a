package io.throughline.examples.cli;

import static io.throughline.examples.cli.Results.NOW;
import static io.throughline.examples.cli.Results.backingOff;
import static io.throughline.examples.cli.Results.failed;
import static io.throughline.examples.cli.Results.held;
import static io.throughline.examples.cli.Results.notDue;
import static io.throughline.examples.cli.Results.partly;
import static io.throughline.examples.cli.Results.read;
import static io.throughline.examples.cli.Results.skipped;
import static io.throughline.examples.cli.Results.stopped;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.ThroughlineException.Category;
import io.throughline.core.sync.StreamResult;
import io.throughline.examples.cli.SystemResult.Outlook;
import java.util.List;
import org.junit.jupiter.api.Test;

class SystemResultTest {

    @Test
    void sumsUpTheStreamsOfEachSystem() {
        List<SystemResult> systems =
                SystemResult.of(List.of(read("jira/tickets"), read("azure/a"), read("azure/b"), skipped("azure/c")));

        assertThat(systems)
                .containsExactly(
                        new SystemResult("azure", Outlook.OK, 2, 20, 6, 6L, NOW),
                        new SystemResult("jira", Outlook.OK, 1, 10, 3, 2L, NOW));
    }

    @Test
    void saysInOneWordHowItEnded() {
        assertThat(outlook(read("a/a"), notDue("a/b"))).isEqualTo(Outlook.OK);
        assertThat(outlook(read("a/a"), partly("a/b"))).isEqualTo(Outlook.PARTIAL);
        assertThat(outlook(read("a/a"), stopped("a/b"))).isEqualTo(Outlook.PARTIAL);
        assertThat(outlook(read("a/a"), failed("a/b", Category.REMOTE))).isEqualTo(Outlook.PARTIAL);
        assertThat(outlook(read("a/a"), held("a/b"))).isEqualTo(Outlook.PARTIAL);
        assertThat(outlook(failed("a/a", Category.REMOTE), backingOff("a/b"))).isEqualTo(Outlook.FAILED);
        assertThat(outlook(held("a/a"), skipped("a/b"))).isEqualTo(Outlook.HELD);
        assertThat(outlook(skipped("a/a"), skipped("a/b"))).isEqualTo(Outlook.SKIPPED);
    }

    private static Outlook outlook(StreamResult... streams) {
        return SystemResult.of(List.of(streams)).get(0).outcome();
    }
}
