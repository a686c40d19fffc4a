package io.throughline.examples.evaluation.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangesTaskTest {

    @TempDir
    private Path temp;

    @Test
    void ranksTheRolloutsThatWereUnderWay() {
        assertThat(folder("1700001000").run(new ChangesTask()))
                .isEqualTo("case,rank,candidate\none,1,mail\none,2,orders\none,3,stock\n");
    }

    @Test
    void looksAtNothingAfterTheDetection() {
        MadeFolder folder = folder("1700000930");

        assertThat(folder.run(new ChangesTask())).startsWith("case,rank,candidate\none,1,orders\n");
    }

    @Test
    void saysWhatIsMissing() {
        MadeFolder folder = MadeFolder.in(temp, "bad").with("cases.csv", "case,detect_time", "one,1700000000");

        assertThatThrownBy(() -> folder.run(new ChangesTask()))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContainingAll("line 2", "changes.csv.gz is missing");
    }

    private MadeFolder folder(String detected) {
        return MadeFolder.in(temp, "changes" + detected)
                .with("cases.csv", "case,start_time,detect_time,defective_change", "one,0," + detected + ",")
                .withFolder("one")
                .with(
                        "one/changes.csv",
                        "service,release_time,target_replicas",
                        "mail,1700000840,3",
                        "orders,1700000830,3",
                        "stock,1700000990,3")
                .with(
                        "one/rollout_steps.csv",
                        "service,start_time,complete_time,new_pod,removed_pod",
                        "orders,1700000830,1700000900,orders-v2,orders-v1",
                        "mail,1700000840,1700000910,mail-v2,mail-v1",
                        "stock,1700000990,1700001050,stock-v2,stock-v1")
                .with("one/dependency.csv", "caller,callee", "front,orders", "orders,mail", "orders,stock")
                .with(
                        "one/edge_success_seen_by_caller.csv",
                        "timestamp,front_orders,orders_mail",
                        "1700000880,100,100",
                        "1700000920,93,100",
                        "1700000980,70,60")
                .with("one/edge_success_seen_by_callee.csv", "timestamp,front_orders", "1700000880,100", "1700000980,")
                .with(
                        "one/pod_edges.csv.gz",
                        "timestamp,pod,service,version,caller,callee,success_pct",
                        "1700000980,mail-v2,mail,v2,orders,mail,20");
    }
}
