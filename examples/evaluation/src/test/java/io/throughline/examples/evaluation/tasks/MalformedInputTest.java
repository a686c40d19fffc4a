package io.throughline.examples.evaluation.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with the input is told by its file, its line and its remedy. */
class MalformedInputTest {

    private static final Task ALARMS = new AlarmTask(step -> (time, value) -> 0);
    private static final Task DISCORDS = new DiscordTask((values, trainRows) -> trainRows);
    private static final Task POINTS = new ChangePointTask(columns -> new int[0]);
    private static final Task CHANGES = new ChangeImpactTask((times, values, change, until) -> 0);

    @TempDir
    private Path temp;

    @Test
    void aFolderThatIsNotThere() {
        assertThatThrownBy(() -> new MadeFolder(temp.resolve("nowhere")).run(ALARMS))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContainingAll("nowhere", "is no folder", "series.csv");
    }

    @Test
    void aFolderWithoutAList() {
        refused(made(), ALARMS, "data/series.csv is missing", "columns series");
        refused(made(), CHANGES, "data/cases.csv is missing", "case,series,change_time,observe_until");
    }

    @Test
    void aListWithoutItsColumns() {
        refused(made().with("series.csv", "name,rows", "a,1"), ALARMS, "series.csv line 1 names no column 'series'");
        refused(made().with("series.csv", "series,rows", "a,1"), DISCORDS, "line 1 names no column 'train_rows'");
        refused(
                made().with("cases.csv", "case,series,change_time", "c,a,1"),
                CHANGES,
                "cases.csv line 1 names no column 'observe_until' but case,series,change_time");
        refused(made().with("series.csv", "series,series", "a,a"), ALARMS, "names the column 'series' twice");
    }

    @Test
    void anEmptyList() {
        refused(made().withBytes("series.csv", new byte[0]), ALARMS, "series.csv line 1 is missing");
        refused(made().with("series.csv", "series"), ALARMS, "series.csv line 2 is missing", "list one a line");
        refused(
                made().with("cases.csv", "case,series,change_time,observe_until"),
                CHANGES,
                "cases.csv line 2 is missing");
    }

    @Test
    void aSeriesWithoutAFile() {
        refused(
                made().with("series.csv", "series", "", "absent"),
                ALARMS,
                "series.csv line 3",
                "'absent'",
                "absent.csv.gz is missing",
                "add it");
        refused(
                made().with("cases.csv", "case,series,change_time,observe_until", "c,absent,1,2"),
                CHANGES,
                "cases.csv line 2",
                "absent.csv.gz is missing");
    }

    @Test
    void namesThatAreNoFiles() {
        refused(made().with("series.csv", "series", "../a"), ALARMS, "series.csv line 2", "no name of a file");
        refused(made().with("series.csv", "series", "\"\""), ALARMS, "line 2 has nothing in the column 'series'");
        refused(
                ofSeries("timestamp,value").with("series.csv", "series", "a", "a"),
                ALARMS,
                "series.csv line 3 has 'a'",
                "listed in line 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timestamp,count      | line 1 names no column 'value' but timestamp,count",
                "60,1                 | line 1 names no column 'timestamp'",
                "timestamp,value;60,x | line 2 has 'x' in the column 'value', which is no finite number",
                "timestamp,value;60,1;120,1d | line 3 has '1d'",
                "timestamp,value;60,1e999 | line 2 has '1e999'",
                "timestamp,value;60,Infinity | line 2 has 'Infinity'",
                "timestamp,value;60,--1 | line 2 has '--1'",
                "timestamp,value;noon,1 | line 2 has 'noon' in the column 'timestamp', which is no time",
                "timestamp,value;,1   | line 2 has nothing in the column 'timestamp'",
                "timestamp,value;1493568000000,1 | line 2 has '1493568000000'",
                "timestamp,value;60   | line 2 ends before the column 'value'",
                "timestamp,value;60,1,2 | line 2 has 3 fields for 2 columns",
                "timestamp,value;60,\"1 | line 2 opens a quote that never ends",
                "timestamp,value;60,\"1\"2 | line 2 has text behind a closing quote"
            })
    void rowsThatCannotBeRead(String lines, String words) {
        refused(ofSeries(lines.split(";")), ALARMS, "data/series/a.csv ", words, "; ");
    }

    @Test
    void numbersOfTheList() {
        MadeFolder folder = ofSeries("value", "1", "2");

        refused(
                folder.with("series.csv", "series,train_rows", "a,2"),
                DISCORDS,
                "a.csv has 2 rows, none behind the 2",
                "train_rows");
        refused(folder.with("series.csv", "series,train_rows", "a,"), DISCORDS, "line 2", "'train_rows'");
        refused(folder.with("series.csv", "series,train_rows", "a,-1"), DISCORDS, "line 2 has '-1'");
        refused(folder.with("series.csv", "series,step_s", "a,1m"), ALARMS, "line 2 has '1m' in the column 'step_s'");
    }

    @Test
    void aSeriesOfChangePointsWithoutValues() {
        refused(ofSeries("index,time", "0,1992"), POINTS, "a.csv line 1 names no column of values");
    }

    @Test
    void cases() {
        MadeFolder folder = ofSeries("timestamp,value", "60,1");
        String columns = "case,series,change_time,observe_until";

        refused(folder.with("cases.csv", columns, "c,a,9,9", "c,a,9,9"), CHANGES, "line 3 has 'c'", "listed before");
        refused(folder.with("cases.csv", columns, "c,a,9,8"), CHANGES, "line 2 has '8'", "before the change");
        refused(folder.with("cases.csv", columns, "c,a,x,8"), CHANGES, "line 2 has 'x' in the column 'change_time'");
    }

    @Test
    void aSeriesThatTheEngineRefuses() {
        Task refusing = new AlarmTask(step -> {
            throw new IllegalArgumentException("step must be shorter");
        });

        refused(ofSeries("timestamp,value", "60,1"), refusing, "the series a cannot be judged: step must be shorter");
    }

    @Test
    void aFileThatIsCutShort() throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(whole)) {
            zip.write("timestamp,value\n".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 20_000; i++) {
                zip.write((60 * i + "," + 7919L * i % 1009 + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        MadeFolder folder = made().with("series.csv", "series", "a");
        Files.write(folder.path().resolve("series/a.csv.gz"), Arrays.copyOf(whole.toByteArray(), whole.size() / 2));

        refused(folder, ALARMS, "a.csv.gz line ", "cut short or damaged", "again");
    }

    @Test
    void filesThatAreNoText() {
        refused(
                made().with("series.csv", "series", "a").withBytes("series/a.csv", new byte[1000]),
                ALARMS,
                "a.csv line 1 holds a zero byte");
        refused(
                made().with("series.csv", "series", "a").withBytes("series/a.csv", new byte[] {'t', (byte) 0xff}),
                ALARMS,
                "a.csv line 1",
                "UTF-8");
        byte[] endless = new byte[2 << 20];
        Arrays.fill(endless, (byte) 'x');
        refused(
                made().with("series.csv", "series", "a").withBytes("series/a.csv", endless),
                ALARMS,
                "a.csv line 1 is longer than 1048576 characters");
    }

    @Test
    void nothingIsWrittenAndWhatWasThereStays() throws IOException {
        MadeFolder folder = ofSeries("timestamp,value", "60,x");
        Path output = folder.path().resolveSibling("data.predictions");
        Files.writeString(output, "of yesterday");

        refused(folder, ALARMS, "line 2");

        assertThat(output).hasContent("of yesterday");
        assertThat(temp).isDirectoryNotContaining("glob:**.unfinished");
    }

    private MadeFolder made() {
        return MadeFolder.in(temp, "data");
    }

    private MadeFolder ofSeries(String... lines) {
        return made().with("series.csv", "series", "a").with("series/a.csv", lines);
    }

    private static void refused(MadeFolder folder, Task task, String... words) {
        assertThatThrownBy(() -> folder.run(task))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContainingAll(words)
                .message()
                .doesNotContain("\n");
    }
}
