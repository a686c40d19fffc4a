package io.throughline.examples.evaluation.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {

    private static final Task TASK = new AlarmTask(step -> (time, value) -> value);

    @TempDir
    private Path temp;

    @Test
    void writesTheSameBytesWhateverTheNumberOfThreads() {
        MadeFolder folder = folderOf(40);

        assertThat(List.of(folder.run(TASK, 1), folder.run(TASK, 4), folder.run(TASK, 1)))
                .containsOnly(folder.run(TASK, 2));
    }

    @Test
    void sumsUpAndTellsHowItGoesOn() throws Exception {
        MadeFolder folder = folderOf(3).with("series.csv", "series,rows", "s0,10", "s1,", "s2,11");
        List<String> told = new ArrayList<>();

        EvaluationSummary summary = new Evaluation(TASK, request(folder, temp.resolve("out.csv")))
                .run((done, of, rows) -> told.add(done + "/" + of + " " + rows));

        assertThat(told).containsExactly("1/3 10", "2/3 20", "3/3 30");
        assertThat(summary.series()).isEqualTo(3);
        assertThat(summary.rows()).isEqualTo(30);
        assertThat(summary.found()).isEqualTo(summary.lines()).isEqualTo(15);
        assertThat(summary.notes()).containsExactly("s2 has 10 rows where series.csv says 11");
    }

    @Test
    void replacesTheOutputAsAWhole() throws Exception {
        Path output = temp.resolve("out.csv");
        Files.writeString(output, "of yesterday");

        EvaluationSummary ignored = new Evaluation(TASK, request(folderOf(1), output)).run(EvaluationListener.none());

        assertThat(output).content().startsWith("series,row,score\ns0,");
        assertThat(temp).isDirectoryNotContaining("glob:**.unfinished");
    }

    @Test
    void writesThroughALink() throws Exception {
        Path real = Files.writeString(temp.resolve("real.csv"), "of yesterday");
        Path link = Files.createSymbolicLink(temp.resolve("link.csv"), real);

        EvaluationSummary ignored = new Evaluation(TASK, request(folderOf(1), link)).run(EvaluationListener.none());

        assertThat(link).isSymbolicLink();
        assertThat(real).content().startsWith("series,row,score\n");
    }

    @Test
    void refusesAnOutputThatCannotBe() throws IOException {
        MadeFolder folder = folderOf(1);
        String list = Files.readString(folder.path().resolve("series.csv"));

        refused(folder, temp.resolve("nowhere/out.csv"), "its folder is missing");
        refused(folder, temp, "no regular file");
        refused(folder, folder.path().resolve("series.csv"), "where the input lies");
        refused(folder, folder.path().resolve("series/s0.csv"), "where the input lies");
        assertThat(folder.path().resolve("series.csv")).hasContent(list);
    }

    @Test
    void stopsWhenInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> new Evaluation(TASK, request(folderOf(2), temp.resolve("out.csv")))
                        .run(EvaluationListener.none()))
                .isInstanceOf(InterruptedException.class);
        assertThat(temp.resolve("out.csv")).doesNotExist();
    }

    @Test
    void knowsItsTasksByName() {
        for (EvaluationTask task : EvaluationTask.values()) {
            assertThat(EvaluationTask.of(task.label())).isEqualTo(task);
        }
        assertThat(EvaluationTask.of("change-impact")).isEqualTo(EvaluationTask.CHANGE_IMPACT);
        assertThatThrownBy(() -> EvaluationTask.of("horoscope"))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("there is no task 'horoscope'; name one of nab, alarms, ucr, changepoints, change-impact,"
                        + " rootcause, changes");
    }

    @Test
    void onlineIsForChangePoints() {
        assertThatThrownBy(
                        () -> new EvaluationRequest(EvaluationTask.NAB, temp, temp, Set.of(EvaluationOption.ONLINE), 1))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContainingAll("--online", "changepoints", "nab");
    }

    @Test
    void otherVariantsAreForRootCauses() {
        for (EvaluationOption option : List.of(EvaluationOption.QUIET, EvaluationOption.WITHOUT_MOMENT)) {
            assertThatThrownBy(() -> new EvaluationRequest(EvaluationTask.ALARMS, temp, temp, Set.of(option), 1))
                    .isInstanceOf(EvaluationException.class)
                    .hasMessageContainingAll(option.label(), "rootcause", "alarms");
        }
    }

    private MadeFolder folderOf(int series) {
        MadeFolder folder = MadeFolder.in(temp, "data");
        String[] names = new String[series + 1];
        names[0] = "series";
        for (int i = 0; i < series; i++) {
            names[i + 1] = "s" + i;
            String[] rows = new String[11];
            rows[0] = "timestamp,value";
            for (int j = 1; j < rows.length; j++) {
                rows[j] = 60 * j + "," + (j + i) % 2;
            }
            folder = folder.with("series/s" + i + ".csv", rows);
        }
        return folder.with("series.csv", names);
    }

    private static EvaluationRequest request(MadeFolder folder, Path output) {
        return new EvaluationRequest(EvaluationTask.ALARMS, folder.path(), output, Set.of(), 2);
    }

    private static void refused(MadeFolder folder, Path output, String words) {
        assertThatThrownBy(() -> new Evaluation(TASK, request(folder, output)).run(EvaluationListener.none()))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContainingAll("--output", words);
    }
}
