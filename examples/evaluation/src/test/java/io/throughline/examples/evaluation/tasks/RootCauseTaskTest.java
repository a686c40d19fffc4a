package io.throughline.examples.evaluation.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootCauseTaskTest {

    @TempDir
    private Path temp;

    private final Random random = new Random(17);

    @Test
    void ranksColumnsOfATable() {
        MadeFolder folder = table("case,inject_time,inject_row", "one,1,60", "two,1,60");

        assertThat(run(folder))
                .startsWith("case,rank,candidate\none,1,orders_cpu\none,2,")
                .contains("\ntwo,1,orders_cpu\n");
    }

    @Test
    void readsNoAnswerAndNeedsNone() {
        String with =
                run(table("case,inject_row,root_cause_service,root_cause_metric", "one,60,mail,mail_cpu", "two,60,,"));

        random.setSeed(17);
        assertThat(run(table("case,inject_row", "one,60", "two,60"))).isEqualTo(with);
    }

    @Test
    void findsTheMomentItself() {
        String told = run(table("case,inject_row", "one,60", "two,60"));

        random.setSeed(17);
        assertThat(run(table("case,inject_row", "one,3", "two,3"), EvaluationOption.WITHOUT_MOMENT))
                .isEqualTo(told);
    }

    @Test
    void ranksNodesByTheirShareOfASymptom() {
        assertThat(run(answers()))
                .startsWith("case,rank,candidate\none,1,stock\n")
                .contains("\none,2,");
    }

    @Test
    void watchesQuietTime() {
        String written = run(answers(), EvaluationOption.QUIET);

        List<String> lines = written.lines().toList();
        assertThat(lines.get(0)).isEqualTo("window,incident");
        assertThat(lines).hasSize(1 + 400 - 5 + 1);
        assertThat(lines.get(1)).isEqualTo("high_1700000100,0");
        assertThat(lines.stream().filter(line -> line.endsWith(",1")).count()).isLessThan(20);
    }

    @Test
    void ranksServicesByTheirPodsAndLogs() {
        assertThat(run(pods())).startsWith("case,rank,candidate\none,1,orders\n");
    }

    @Test
    void ranksNodesByAlerts() {
        MadeFolder folder = MadeFolder.in(temp, "alerts")
                .with("cases.csv", "case,start_ms,root_cause", "one,1000,")
                .with("nodes.csv", "id,type", "cart,Service", "cart-0,Service_Instance", "cart-1,Service_Instance")
                .with("edges.csv", "source,target,relation", "cart-0,cart,instance_of", "cart-1,cart,instance_of")
                .with(
                        "alerts.csv",
                        "case,kind,time_ms,entity,other_entity,name,what,count,text",
                        "one,metric,1000,cart-1,,container_fs_writes,up,1,",
                        "other,metric,1000,cart-0,,container_fs_writes,up,1,");

        assertThat(run(folder)).isEqualTo("case,rank,candidate\none,1,cart-1\none,2,cart\none,3,cart-0\n");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        MadeFolder none = MadeFolder.in(temp, "none").with("cases.csv", "case", "one");
        refused(none, "in no format that is known");
        refused(MadeFolder.in(temp, "empty"), "cases.csv is missing");
        refused(table("case,inject_row", "one,60", "one,60"), "line 3", "listed before");
        refused(table("case,inject_row", "one,600"), "has 120 rows", "row 600");
        refused(
                MadeFolder.in(temp, "metric").with("cases.csv", "case,inject_row", "../one,6"),
                "line 2",
                "no name of a file");
        refused(
                answers()
                        .with(
                                "cases.csv",
                                "case,scenario,target_node,target_metric,issue_timestamp",
                                "one,high,front,beauty,1"),
                "beauty",
                "latency or availability");
    }

    @Test
    void refusesVariantsThatAFormatHasNot() {
        assertThatThrownBy(() -> run(table("case,inject_row", "one,60"), EvaluationOption.QUIET))
                .hasMessageContaining("--quiet cannot be had");
        assertThatThrownBy(() -> run(answers(), EvaluationOption.WITHOUT_MOMENT))
                .hasMessageContaining("--without-moment cannot be had");
        assertThatThrownBy(() -> run(pods(), EvaluationOption.WITHOUT_MOMENT))
                .hasMessageContaining("--without-moment cannot be had");
    }

    private static String run(MadeFolder folder, EvaluationOption... options) {
        EvaluationRequest request = new EvaluationRequest(
                EvaluationTask.ROOTCAUSE, folder.path(), folder.path().resolve("out"), Set.of(options), 1);
        return folder.run(new RootCauseTask(request));
    }

    private static void refused(MadeFolder folder, String... words) {
        assertThatThrownBy(() -> run(folder))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContainingAll(words);
    }

    /** A second a row; the processor of orders is busy from row 60 on. */
    private MadeFolder table(String... cases) {
        MadeFolder folder = MadeFolder.in(temp, "table" + temp.toFile().list().length)
                .with("cases.csv", cases)
                .withFolder("cases");
        for (int i = 1; i < cases.length; i++) {
            String name = cases[i].substring(0, cases[i].indexOf(','));
            if (name.contains("/")) {
                continue;
            }
            List<String> rows = new ArrayList<>(List.of("time,orders_cpu,orders_mem,mail_cpu,mail_lat_90"));
            for (int row = 0; row < 120; row++) {
                rows.add(String.format(
                        Locale.ROOT,
                        "%d,%.4f,%.1f,%.4f,%s",
                        row,
                        noisy(row < 60 ? 4 : 30),
                        noisy(3e8),
                        noisy(5),
                        row % 9 == 0 ? "" : String.format(Locale.ROOT, "%.5f", noisy(row < 60 ? 0.02 : 0.024))));
            }
            folder = folder.with("cases/" + name + ".csv.gz", rows.toArray(String[]::new));
        }
        return folder;
    }

    private MadeFolder answers() {
        MadeFolder folder = MadeFolder.in(temp, "answers" + temp.toFile().list().length)
                .with(
                        "cases.csv",
                        "case,scenario,target_node,target_metric,issue_timestamp,root_cause_node",
                        "one,high,front,latency,1800000690,")
                .withFolder("high")
                .with("high/edges.csv", "caller,callee", "front,orders", "orders,stock");
        List<String> normal = new ArrayList<>(List.of(answerColumns()));
        for (int row = 0; row < 400; row++) {
            normal.add(answerRow(1_700_000_100 + 300 * row, 1));
        }
        List<String> around = new ArrayList<>(List.of(answerColumns()));
        for (int row = 0; row < 5; row++) {
            around.add(answerRow(1_800_000_000 + 300 * row, row < 2 ? 1 : 3));
        }
        return folder.with("high/normal.csv.gz", normal.toArray(String[]::new))
                .with("high/one.csv.gz", around.toArray(String[]::new));
    }

    private static String answerColumns() {
        StringBuilder columns = new StringBuilder("timestamp");
        for (String node : List.of("front", "orders", "stock")) {
            columns.append(',').append(node).append("|latency|Average");
            columns.append(',').append(node).append("|latency|p99");
            columns.append(',').append(node).append("|requests|Sum");
            columns.append(',').append(node).append("|availability|Average");
        }
        return columns.toString();
    }

    /** Answers of which those of stock take longer by a factor. */
    private String answerRow(long time, double factor) {
        double stock = noisy(0.1) * factor;
        double orders = noisy(0.1) + stock;
        double front = noisy(0.1) + orders;
        StringBuilder row = new StringBuilder().append(time);
        for (double latency : new double[] {front, orders, stock}) {
            row.append(String.format(Locale.ROOT, ",%.5f,,600,100", latency));
        }
        return row.toString();
    }

    private MadeFolder pods() {
        MadeFolder folder = MadeFolder.in(temp, "pods" + temp.toFile().list().length)
                .with("cases.csv", "case,inject_time,service", "one,1700003100,")
                .with("dependency.csv", "caller,callee", "front,orders")
                .with(
                        "trace_summary.csv.gz",
                        "phase,window,caller,callee,operation,calls",
                        "normal,22:20,,orders,POST /orders,40",
                        "fault,23:06,,orders,POST /orders,40",
                        "fault,23:07,,orders,POST /orders,40")
                .with(
                        "log_summary.csv.gz",
                        "phase,window,service,level,template,count",
                        "normal,22:20,orders,INFO,INFO o.Orders#31 stored <id>,40",
                        "fault,23:06,front,INFO,INFO f.Front#2 asked,40",
                        "fault,23:07,orders,INFO,INFO o.Orders#31 stored <id>,1");
        List<String> rows = new ArrayList<>(List.of("timestamp,service,pod,CpuUsage(m),MemoryUsage(Mi),Other"));
        for (int minute = 0; minute < 60; minute++) {
            for (String service : List.of("front", "orders")) {
                rows.add(String.format(
                        Locale.ROOT,
                        "%d,%s,%s-0,%.3f,%.3f,",
                        1_700_000_000 + 60 * minute,
                        service,
                        service,
                        noisy(200),
                        noisy(300)));
            }
        }
        return folder.with("pod_metrics.csv.gz", rows.toArray(String[]::new));
    }

    private double noisy(double level) {
        return level * (1 + 0.02 * random.nextGaussian());
    }
}
