package io.throughline.examples.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every recording, replayed and judged alike, with a table of what came out, and with what would have come out had the settings been
 * chosen on the other recordings. A recording that the shop's recorder adds is judged without a change here. Without {@code
 * -Dthroughline.thorough=true} one fault is, and the day on which nothing happened.
 */
class UniverseTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");
    private static final boolean THOROUGH = Boolean.getBoolean("throughline.thorough");

    @Test
    void faultsAreFoundAndQuietDaysStaySilent(@TempDir Path folder, TestReporter reporter) throws Exception {
        SortedMap<String, UniverseTable> bySetting = new TreeMap<>();
        for (String recording : recordings()) {
            RecordedRun run = RecordedRun.of(recording, NOW, Files.createDirectories(folder.resolve(recording)));
            judge(bySetting, Settings.DEFAULTS, recording, run);
            if (THOROUGH) {
                Settings.neighbours()
                        .forEach((name, settings) -> judge(bySetting, name, recording, run.with(settings)));
            }
        }

        UniverseTable table = Objects.requireNonNull(bySetting.get(Settings.DEFAULTS));
        reporter.publishEntry("universe", table.toString());
        if (THOROUGH) {
            UniverseTable leftOut = LeaveOneOut.of(bySetting);
            reporter.publishEntry("leave one out", leftOut.toString());
            bySetting.forEach((name, other) -> reporter.publishEntry(name, other.summary()));
            assertThat(leftOut.recall()).isGreaterThanOrEqualTo(0.9);
        }
        assertThat(table.recall()).isGreaterThanOrEqualTo(0.9);
        assertThat(table.precision()).isGreaterThanOrEqualTo(0.9);
        assertThat(table.causesRight()).isGreaterThanOrEqualTo(0.85);
        assertThat(table.onsetsRight()).isGreaterThanOrEqualTo(0.9);
        assertThat(table.verdicts())
                .filteredOn(verdict -> !verdict.fault())
                .isNotEmpty()
                .allSatisfy(verdict -> assertThat(verdict.incidents()).isZero());
    }

    private static void judge(
            SortedMap<String, UniverseTable> bySetting, String name, String recording, RecordedRun run) {
        bySetting.merge(name, new UniverseTable(List.of(UniverseVerdict.of(recording, run))), UniverseTable::and);
    }

    private static List<String> recordings() throws IOException, URISyntaxException {
        if (!THOROUGH) {
            return List.of("cut-network", "quiet");
        }
        Path all = Path.of(Objects.requireNonNull(UniverseTest.class.getResource("/recordings"))
                .toURI());
        try (Stream<Path> folders = Files.list(all)) {
            return folders.filter(folder -> Files.exists(folder.resolve("truth.json")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
