package io.throughline.examples.evaluation.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherTasksTest {

    @TempDir
    private Path temp;

    @Test
    void namesOneRowBehindTheBeginningOfEachSeries() {
        DiscordTask task = new DiscordTask((values, trainRows) -> {
            int most = trainRows;
            for (int i = trainRows; i < values.length; i++) {
                most = values[i] > values[most] ? i : most;
            }
            return most;
        });
        String[] rows = {"value", "9", "1", "2", "7", "3"};
        MadeFolder with = MadeFolder.in(temp, "with")
                .with("series.csv", "series,rows,train_rows,anomaly_start,anomaly_end", "a,5,2,3,4")
                .with("series/a.csv.gz", rows);
        MadeFolder without = MadeFolder.in(temp, "without")
                .with("series.csv", "series,train_rows", "a,2")
                .with("series/a.csv.gz", rows);

        assertThat(with.run(task)).isEqualTo("series,row\na,3\n").isEqualTo(without.run(task));
    }

    @Test
    void anEmptyLineIsNoRowButAnEmptyTextIsAMissingValue() {
        List<double[]> seen = new ArrayList<>();
        MadeFolder.in(temp, "data")
                .with("series.csv", "series,train_rows", "a,1")
                .with("series/a.csv", "value", "1", "\"\"", "", "2", "")
                .run(new DiscordTask((values, trainRows) -> {
                    seen.add(values);
                    return trainRows;
                }));

        assertThat(seen.get(0)).containsExactly(1, Double.NaN, 2);
    }

    @Test
    void changePointsSeeEveryColumnOfValues() {
        List<String> seen = new ArrayList<>();
        ChangePointTask task = new ChangePointTask(columns -> {
            columns.forEach(column -> seen.add(Arrays.toString(column)));
            return new int[] {1, 2};
        });
        MadeFolder with = MadeFolder.in(temp, "with")
                .with("series.csv", "series,rows,dims,kind,description", "a,3,2,real,\"Pace, and distance\"")
                .with("annotations.csv", "series,annotator,change_index", "a,6,1")
                .with("series/a.csv", "index,time,Pace,Distance", "0,1992-01,1.5,", "1,1992-02,2,7", "2,1992-03,,8");
        MadeFolder without = MadeFolder.in(temp, "without")
                .with("series.csv", "series", "a")
                .with("series/a.csv", "index,Pace,Distance", "0,1.5,", "1,2,7", "2,,8");

        assertThat(with.run(task)).isEqualTo("series,index\na,1\na,2\n").isEqualTo(without.run(task));
        assertThat(seen).containsExactly("[1.5, 2.0, NaN]", "[NaN, 7.0, 8.0]", "[1.5, 2.0, NaN]", "[NaN, 7.0, 8.0]");
    }

    @Test
    void aChangeIsJudgedByRowsUpToTheEndOfItsObservation() {
        ChangeImpactTask task = new ChangeImpactTask(
                (times, values, change, until) -> values[values.length - 1] / 8 + (change == 65_000 ? 0.125 : 0));
        String[] rows = {"timestamp,value", "60,1", "120,2", "180,6", "240,9"};
        MadeFolder with = MadeFolder.in(temp, "with")
                .with(
                        "cases.csv",
                        "case,series,change_time,observe_until,erroneous",
                        "one,a,65,180,1",
                        "two,b,60,120,0",
                        "three,a,60,121,0")
                .with("series/a.csv.gz", rows)
                .with("series/b.csv", rows);
        MadeFolder without = MadeFolder.in(temp, "without")
                .with(
                        "cases.csv",
                        "case,series,change_time,observe_until",
                        "one,a,65,180",
                        "two,b,60,120",
                        "three,a,60,121")
                .with("series/a.csv.gz", rows)
                .with("series/b.csv", rows);

        assertThat(with.run(task))
                .isEqualTo("case,score\none,0.875\ntwo,0.25\nthree,0.25\n")
                .isEqualTo(without.run(task));
    }

    @Test
    void lateRowsOfACaseArePassedOver() {
        List<String> seen = new ArrayList<>();
        MadeFolder.in(temp, "data")
                .with("cases.csv", "case,series,change_time,observe_until", "one,a,65,300")
                .with("series/a.csv", "timestamp,value", "60,1", "180,2", "120,3", "180,4", "240,5", "360,6")
                .run(new ChangeImpactTask((times, values, change, until) -> {
                    seen.add(Arrays.toString(times) + Arrays.toString(values));
                    return 0;
                }));

        assertThat(seen).containsExactly("[60000, 180000, 240000][1.0, 2.0, 5.0]");
    }
}
