package io.throughline.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluateTest {

    @TempDir
    private Path temp;

    private Path input;
    private Path output;

    @BeforeEach
    void makeASeriesWithOneSpike() throws IOException {
        input = temp.resolve("data");
        output = temp.resolve("predictions.csv");
        Files.createDirectories(input.resolve("series"));
        Files.writeString(input.resolve("series.csv"), "series,rows\nqueue,2000\n");
        StringBuilder rows = new StringBuilder("timestamp,value,label\n");
        // Noise in which nab's detector takes nothing for new shortly before: it would still be quiet.
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 2000; i++) {
            rows.append(1_493_568_000 + 60 * i)
                    .append(',')
                    .append(i == 1500 ? 400 : 50 + random.nextInt(10))
                    .append(",\n");
        }
        Files.writeString(input.resolve("series/queue.csv"), rows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nab", "alarms"})
    void writesPredictionsAndSaysHowMany(String task) throws IOException {
        Cli first = Cli.run("evaluate", task, "--input", input, "--output", output);
        String written = Files.readString(output);
        Cli second = Cli.run("evaluate", task, "--input", input, "--output", output, "--threads", 1);

        assertThat(first.exit()).isZero();
        assertThat(first.err()).isEmpty();
        assertThat(first.out())
                .containsPattern(task + ": 1 series, 2,000 rows, \\d+ alarms, \\d+\\.\\d s; predictions in .*csv\n");
        assertThat(written).startsWith("series,row,score\n").contains("queue,1500,");
        assertThat(second.exit()).isZero();
        assertThat(output).hasContent(written);
    }

    @Test
    void namesTheStrangestRow() throws IOException {
        Files.writeString(input.resolve("series.csv"), "series,train_rows\nqueue,1000\n");
        StringBuilder rows = new StringBuilder("value\n");
        for (int i = 0; i < 2000; i++) {
            rows.append(i >= 1500 && i < 1520 ? 0 : Math.abs(i % 50 - 25)).append('\n');
        }
        Files.writeString(input.resolve("series/queue.csv"), rows);

        Cli ucr = Cli.run("evaluate", "ucr", "--input", input, "--output", output);

        assertThat(ucr.exit()).as(ucr.err()).isZero();
        assertThat(ucr.out()).startsWith("ucr: 1 series, 2,000 rows, 1 guesses, ");
        List<String> lines = Files.readAllLines(output);
        assertThat(lines).hasSize(2).first().isEqualTo("series,row");
        assertThat(Integer.parseInt(lines.get(1).substring("queue,".length()))).isBetween(1400, 1620);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void listsChangePoints(boolean online) throws IOException {
        StringBuilder rows = new StringBuilder("index,time,value\n");
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < 200; i++) {
            rows.append(i)
                    .append(",x,")
                    .append((i < 120 ? 10 : 90) + random.nextInt(5))
                    .append('\n');
        }
        Files.writeString(input.resolve("series/queue.csv"), rows);

        Cli points = online
                ? Cli.run("evaluate", "changepoints", "--online", "--input", input, "--output", output)
                : Cli.run("evaluate", "changepoints", "--input", input, "--output", output);

        assertThat(points.exit()).as(points.err()).isZero();
        assertThat(Files.readAllLines(output))
                .startsWith("series,index")
                .anySatisfy(line -> assertThat(line).matches("queue,1(1[5-9]|2[0-5])"));
    }

    @Test
    void judgesChanges() throws IOException {
        StringBuilder rows = new StringBuilder("timestamp,value\n");
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < 4 * 1440; i++) {
            rows.append(60 * i)
                    .append(',')
                    .append((i < 5000 ? 50 : 90) + random.nextInt(5))
                    .append('\n');
        }
        Files.writeString(input.resolve("series/queue.csv"), rows);
        Files.writeString(
                input.resolve("cases.csv"),
                "case,series,change_time,observe_until\nhurt,queue,300000,307200\nwell,queue,280000,287200\n");

        Cli changes = Cli.run("evaluate", "change-impact", "--input", input, "--output", output);

        assertThat(changes.exit()).as(changes.err()).isZero();
        assertThat(changes.out()).contains("1 changes that hurt");
        assertThat(Files.readAllLines(output))
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("case,score"),
                        line -> assertThat(score(line, "hurt,")).isGreaterThanOrEqualTo(0.5),
                        line -> assertThat(score(line, "well,")).isLessThan(0.5));
    }

    @Test
    void ranksWhereAFaultBegan() throws IOException {
        makeAlerts("metric");

        Cli cause = Cli.run("evaluate", "rootcause", "--input", input, "--output", output);

        assertThat(cause.exit()).as(cause.err()).isZero();
        assertThat(cause.out()).startsWith("rootcause: 1 series, 1 rows, 1 cases with a cause, ");
        assertThat(output).hasContent("case,rank,candidate\none,1,cart-1\none,2,cart\none,3,cart-0\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--without-moment", "--quiet"})
    void variantsThatAlertsDoNotHave(String option) throws IOException {
        makeAlerts("metric");

        refused(
                Cli.run("evaluate", "rootcause", option, "--input", input, "--output", output),
                option,
                "leave the option out");
        refused(
                Cli.run("evaluate", "alarms", option, "--input", input, "--output", output),
                option + " is for the task rootcause");
    }

    @Test
    void anAlertOfNoKind() throws IOException {
        makeAlerts("rumour");

        refused(
                Cli.run("evaluate", "rootcause", "--input", input, "--output", output),
                "alerts.csv line 2 has 'rumour' in the column 'kind'",
                "write metric, trace or log");
    }

    private void makeAlerts(String kind) throws IOException {
        Files.writeString(input.resolve("cases.csv"), "case\none\n");
        Files.writeString(input.resolve("nodes.csv"), "id,type\ncart,Service\ncart-0,Instance\ncart-1,Instance\n");
        Files.writeString(
                input.resolve("edges.csv"),
                "source,target,relation\ncart-0,cart,instance_of\ncart-1,cart,instance_of\n");
        Files.writeString(
                input.resolve("alerts.csv"),
                "case,kind,time_ms,entity,other_entity,name,what,count,text\none," + kind
                        + ",1000,cart-1,,container_fs_writes,up,1,\n");
    }

    private static double score(String line, String name) {
        assertThat(line).startsWith(name);
        return Double.parseDouble(line.substring(name.length()));
    }

    @Test
    void anUnknownTask() {
        refused(
                Cli.run("evaluate", "forecast", "--input", input, "--output", output),
                "there is no task 'forecast'",
                "nab, alarms, ucr, changepoints, change-impact");
    }

    @Test
    void aFolderThatIsNotThere() {
        refused(
                Cli.run("evaluate", "alarms", "--input", temp.resolve("nowhere"), "--output", output),
                "nowhere is no folder",
                "series.csv");
    }

    @Test
    void aFolderOfAnotherTask() {
        refused(
                Cli.run("evaluate", "change-impact", "--input", input, "--output", output),
                "cases.csv is missing",
                "case,series,change_time,observe_until");
        refused(
                Cli.run("evaluate", "ucr", "--input", input, "--output", output),
                "series.csv line 1 names no column 'train_rows'");
    }

    @Test
    void aRowThatCannotBeRead() throws IOException {
        Files.writeString(input.resolve("series/queue.csv"), "timestamp,value\n1493568000,1\n1493568060,one\n");

        refused(
                Cli.run("evaluate", "alarms", "--input", input, "--output", output),
                "queue.csv line 3 has 'one' in the column 'value'",
                "write a decimal number");
    }

    @Test
    void onlineForAnotherTaskThanChangePoints() {
        refused(
                Cli.run("evaluate", "alarms", "--online", "--input", input, "--output", output),
                "--online is for the task changepoints");
    }

    @Test
    void whatIsNeitherNamedNorPossible() {
        assertThat(Cli.run("evaluate").exit()).isEqualTo(2);
        assertThat(Cli.run("evaluate", "alarms").err()).contains("--input");
        assertThat(Cli.run("evaluate", "alarms", "--input", input, "--output", output, "--threads", 0)
                        .exit())
                .isEqualTo(2);
    }

    private void refused(Cli command, String... words) {
        assertThat(command.exit()).isEqualTo(2);
        assertThat(command.errorLines()).hasSize(1);
        assertThat(command.err()).startsWith("throughline: ").contains(words);
        assertThat(command.out()).isEmpty();
        assertThat(output).doesNotExist();
    }
}
