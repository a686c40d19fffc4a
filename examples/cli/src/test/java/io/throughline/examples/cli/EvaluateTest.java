package io.throughline.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < 2000; i++) {
            rows.append(1_493_568_000 + 60 * i)
                    .append(',')
                    .append(i == 1500 ? 400 : 50 + random.nextInt(10))
                    .append(",\n");
        }
        Files.writeString(input.resolve("series/queue.csv"), rows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alarms"})
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
