package io.throughline.examples.evaluation.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertCasesTest {

    private static final String ALERTS = "case,kind,time_ms,entity,other_entity,name,what,count,text";

    @TempDir
    private Path temp;

    @Test
    void learnsFromWhatWasOverWhatIsUsual() {
        String ranked = run(folder("case,start_ms,end_ms,root_cause", "early,1000,2000,", "late,2000,3000,mail-0"));

        assertThat(ranked)
                .contains("early,1,cart-1\n")
                .contains("late,1,mail-0\n")
                .startsWith("case,rank,candidate\nearly,1,");
    }

    @Test
    void theOrderOfTheListIsNoMatter() {
        String ranked = run(folder("case,start_ms,end_ms", "late,2000,3000", "early,1000,2000"));

        assertThat(ranked)
                .contains("early,1,cart-1\n")
                .contains("late,1,mail-0\n")
                .startsWith("case,rank,candidate\nlate,1,");
    }

    @ParameterizedTest
    @CsvSource({"1000,2001,2000,3000", "3000,4000,1000,2000"})
    void looksNotAhead(long earlyStart, long earlyEnd, long lateStart, long lateEnd) {
        String ranked = run(folder(
                "case,start_ms,end_ms", "early," + earlyStart + ',' + earlyEnd, "late," + lateStart + ',' + lateEnd));

        assertThat(ranked).contains("late,1,cart-1\n");
    }

    @Test
    void withoutTimesEachCaseStandsAlone() {
        assertThat(run(folder("case,root_cause", "early,cart-1", "late,")))
                .contains("early,1,cart-1\n")
                .contains("late,1,cart-1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"noon", "-1", "1.5", "nan"})
    void refusesWhatIsNoTime(String time) {
        MadeFolder folder = folder("case,start_ms,end_ms", "early,1000,2000", "late," + time + ",3000");

        assertThatThrownBy(() -> run(folder))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContainingAll("cases.csv line 3", time, "start_ms", "write");
    }

    @Test
    void refusesAnAlertWithoutATimeOrOfNoKind() {
        MadeFolder timeless = folder("case", "early").with("alerts.csv", ALERTS, "early,metric,,cart-1,,x,up,1,");
        assertThatThrownBy(() -> run(timeless)).hasMessageContainingAll("alerts.csv line 2", "time_ms");
        MadeFolder unknown = folder("case", "early").with("alerts.csv", ALERTS, "early,rumour,1,cart-1,,x,up,1,");
        assertThatThrownBy(() -> run(unknown))
                .hasMessageContainingAll("alerts.csv line 2", "rumour", "metric, trace or log");
    }

    /** The same alerts in both cases but for a weaker one of another node in the late one. */
    private MadeFolder folder(String... cases) {
        return MadeFolder.in(temp, "alerts")
                .with("cases.csv", cases)
                .with(
                        "nodes.csv",
                        "id,type",
                        "cart,Service",
                        "cart-0,Service_Instance",
                        "cart-1,Service_Instance",
                        "mail,Service",
                        "mail-0,Service_Instance",
                        "mail-1,Service_Instance")
                .with(
                        "edges.csv",
                        "source,target,relation",
                        "cart-0,cart,instance_of",
                        "cart-1,cart,instance_of",
                        "mail-0,mail,instance_of",
                        "mail-1,mail,instance_of")
                .with(
                        "alerts.csv",
                        ALERTS,
                        "early,metric,1000,cart-1,,container_fs_writes,up,1,",
                        "late,metric,2000,cart-1,,container_fs_writes,up,1,",
                        "late,metric,2000,mail-0,,container_cpu_usage,up,1,");
    }

    private static String run(MadeFolder folder) {
        EvaluationRequest request = new EvaluationRequest(
                EvaluationTask.ROOTCAUSE, folder.path(), folder.path().resolve("out"), Set.of(), 1);
        return folder.run(new RootCauseTask(request));
    }
}
