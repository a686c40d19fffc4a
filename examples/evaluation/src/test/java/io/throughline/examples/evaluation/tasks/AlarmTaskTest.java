package io.throughline.examples.evaluation.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlarmTaskTest {

    private final List<Duration> steps = Collections.synchronizedList(new ArrayList<>());
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

    /** Rings for values above 100. */
    private final AlarmTask task = new AlarmTask(step -> {
        steps.add(step);
        return (time, value) -> {
            seen.add(time + " " + value);
            return value > 100 ? 0.75 : value > 90 ? 0.25 : 0;
        };
    });

    @TempDir
    private Path temp;

    @Test
    void writesALineForEachAlarmInTheOrderOfTheList() {
        MadeFolder folder = MadeFolder.in(temp, "data")
                .with("series.csv", "series", "later", "earlier")
                .with("series/earlier.csv", "timestamp,value", "60,200", "120,95", "180,1")
                .with("series/later.csv", "timestamp,value", "60,1", "120,300", "180,300");

        assertThat(folder.run(task)).isEqualTo("series,row,score\nlater,1,0.75\nlater,2,0.75\nearlier,0,0.75\n");
    }

    @Test
    void readsCompressedAndPlainFilesAlike() {
        String[] rows = {"timestamp,value", "60,200", "120,1"};
        MadeFolder plain =
                MadeFolder.in(temp, "plain").with("series.csv", "series", "a").with("series/a.csv", rows);
        MadeFolder compressed = MadeFolder.in(temp, "compressed")
                .with("series.csv.gz", "series", "a")
                .with("series/a.csv.gz", rows);

        assertThat(compressed.run(task)).isEqualTo(plain.run(task)).contains("a,0,");
    }

    @Test
    void takesTheStepFromTheListOrElseFromTheFirstRows() {
        MadeFolder.in(temp, "data")
                .with("series.csv", "series,step_s", "listed,300", "measured,")
                .with("series/listed.csv", "timestamp,value", "0,1", "60,1", "120,1")
                .with(
                        "series/measured.csv",
                        "timestamp,value",
                        "2014-04-01 00:00:00,1",
                        "2014-04-01 00:00:00,1",
                        "2014-04-01 00:10:00,1",
                        "2014-04-01 00:20:00,1",
                        "2014-04-01 01:20:00,1")
                .run(task);

        assertThat(steps).containsExactly(Duration.ofMinutes(5), Duration.ofMinutes(10));
    }

    @Test
    void handsEveryRowOnInOrderWithMissingValues() {
        String[] rows = IntStream.range(-1, 100)
                .mapToObj(i -> i < 0 ? "timestamp,value" : 60 * i + "," + (i % 7 == 3 ? "" : i % 7 == 4 ? "NaN" : i))
                .toArray(String[]::new);

        MadeFolder.in(temp, "data")
                .with("series.csv", "series", "a")
                .with("series/a.csv", rows)
                .run(task);

        assertThat(seen)
                .isEqualTo(IntStream.range(0, 100)
                        .mapToObj(i -> 60_000L * i + " " + (i % 7 == 3 || i % 7 == 4 ? Double.NaN : i))
                        .toList());
    }

    @Test
    void answersChangeNothing() {
        MadeFolder with = MadeFolder.in(temp, "with")
                .with("series.csv", "series,rows,windows,anomalous_rows", "a,3,1,2")
                .with("windows.csv", "series,window_start,window_end", "a,1970-01-01 00:01:00,1970-01-01 00:02:00")
                .with("series/a.csv", "timestamp,value,label", "60,200,1", "120,1,0", "180,200,1");
        MadeFolder empty = MadeFolder.in(temp, "empty")
                .with("series.csv", "series,rows,windows,anomalous_rows", "a,3,,")
                .with("windows.csv", "series,window_start,window_end")
                .with("series/a.csv", "timestamp,value,label", "60,200,", "120,1,", "180,200,");
        MadeFolder without = MadeFolder.in(temp, "without")
                .with("series.csv", "series,rows", "a,3")
                .with("series/a.csv", "timestamp,value", "60,200", "120,1", "180,200");
        MadeFolder wild = MadeFolder.in(temp, "wild")
                .with("series.csv", "windows,series,anomalous_rows", "??,a,-")
                .with("windows.csv", "nothing of this is read")
                .with("series/a.csv", "label,value,timestamp", "x,200,60", "y,1,120", "z,200,180");

        assertThat(List.of(empty.run(task), without.run(task), wild.run(task)))
                .containsOnly(with.run(task))
                .contains("series,row,score\na,0,0.75\na,2,0.75\n");
    }

    @Test
    void aSeriesWithoutRowsHasNoAlarms() {
        MadeFolder folder = MadeFolder.in(temp, "data")
                .with("series.csv", "series", "a", "b")
                .with("series/a.csv", "timestamp,value")
                .with("series/b.csv", "timestamp,value", "60,101");

        assertThat(folder.run(task)).isEqualTo("series,row,score\nb,0,0.75\n");
    }

    @Test
    void namesThatNeedQuotesGetThem() {
        MadeFolder folder = MadeFolder.in(temp, "data")
                .with("series.csv", "series,description", "\"a, \"\"b\"\"\",\"two\nlines\"")
                .with("series/a, \"b\".csv", "timestamp,value", "60,101");

        assertThat(folder.run(task)).isEqualTo("series,row,score\n\"a, \"\"b\"\"\",0,0.75\n");
    }
}
