package io.throughline.examples.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every recording, replayed and judged alike, with a table of what came out. A recording that the shop's recorder adds is judged without
 * a change here. Without {@code -Dthroughline.thorough=true} one fault is, and the day on which nothing happened.
 */
class UniverseTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");

    @Test
    void quietDaysStaySilentAndTheTableIsPrinted(@TempDir Path folder, TestReporter reporter) throws Exception {
        List<UniverseVerdict> verdicts = new ArrayList<>();
        for (String recording : recordings()) {
            Path own = Files.createDirectories(folder.resolve(recording));
            verdicts.add(UniverseVerdict.of(recording, RecordedRun.of(recording, NOW, own)));
        }

        reporter.publishEntry("universe", table(verdicts));
        assertThat(verdicts).isNotEmpty();
        assertThat(verdicts).filteredOn(UniverseVerdict::fault).allSatisfy(verdict -> {
            assertThat(verdict.found())
                    .as(verdict.recording())
                    .isEqualTo(verdict.incidents())
                    .isEqualTo(1);
            assertThat(verdict.onsetWithinTwoBuckets()).as(verdict.recording()).isTrue();
        });
        assertThat(verdicts)
                .filteredOn(verdict -> verdict.recording().equals("cut-network"))
                .allMatch(UniverseVerdict::causeRight);
        assertThat(verdicts)
                .filteredOn(verdict -> !verdict.fault())
                .isNotEmpty()
                .allSatisfy(verdict -> assertThat(verdict.incidents()).isZero());
    }

    private static List<String> recordings() throws IOException, URISyntaxException {
        if (!Boolean.getBoolean("throughline.thorough")) {
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

    private static String table(List<UniverseVerdict> verdicts) {
        long faults = verdicts.stream().filter(UniverseVerdict::fault).count();
        long found = verdicts.stream().filter(verdict -> verdict.found() > 0).count();
        long hits = verdicts.stream().mapToInt(UniverseVerdict::found).sum();
        long all = verdicts.stream().mapToInt(UniverseVerdict::incidents).sum();
        StringBuilder text = new StringBuilder("""

                | recording | incident | false incidents | first cause | onset error | it says |
                | --- | --- | --- | --- | --- | --- |
                """);
        verdicts.forEach(verdict -> text.append(verdict.row()).append('\n'));
        return text.append("recall ")
                .append(found + "/" + faults)
                .append(", precision ")
                .append(hits + "/" + all)
                .append(", first cause right ")
                .append(verdicts.stream().filter(UniverseVerdict::causeRight).count() + "/" + faults)
                .append(", onset within two buckets ")
                .append(verdicts.stream()
                                .filter(UniverseVerdict::onsetWithinTwoBuckets)
                                .count()
                        + "/" + faults)
                .toString();
    }
}
