package io.throughline.sonarcloud.issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.RetryPolicy;
import io.throughline.sonarcloud.SonarClient;
import io.throughline.sonarcloud.issue.WalledIssues.Issue;
import io.throughline.sonarcloud.paging.IncompleteListException;
import io.throughline.sonarcloud.paging.PartPage;
import io.throughline.sonarcloud.paging.Shortfall;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeIssueListTest {

    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final List<String> SEVERITIES = List.of("BLOCKER", "CRITICAL", "MAJOR", "MINOR", "INFO");
    private static final List<String> TYPES = List.of("BUG", "VULNERABILITY", "CODE_SMELL");

    private final WalledIssues server = new WalledIssues();
    private final IssuesClient issues = SonarClient.builder(URI.create("https://sonarcloud.io"))
            .organization("acme")
            .transport(server)
            .retryPolicy(RetryPolicy.never())
            .build()
            .issues();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whateverTheDatesEachIssueComesOnce(long seed) {
        Random random = new Random(seed);
        fill(random);
        server.inclusiveEnd = random.nextBoolean();

        List<Shortfall> shortfalls = new ArrayList<>();
        Set<String> listed = new HashSet<>();
        for (SonarIssue issue : issues.list(IssueQuery.of("p")).tellingShortfalls(shortfalls::add)) {
            assertThat(listed.add(issue.key()))
                    .as("seed %d: %s comes once", seed, issue.key())
                    .isTrue();
        }

        assertThat(shortfalls).as("seed %d", seed).isEmpty();
        assertThat(listed).as("seed %d", seed).hasSameSizeAs(server.issues);
        // A page for each 500, and for each division what it asks and the pages that turn out not to be full.
        assertThat(server.calls)
                .as("seed %d: calls for %d issues", seed, server.issues.size())
                .hasSizeLessThan(40 + server.issues.size() / 500 + 12 * (server.issues.size() / 10_000));
    }

    /** Some spread over a year, and some commits that brought very many at once. */
    private void fill(Random random) {
        int files = 1 + random.nextInt(250);
        for (int i = 0; i < files; i++) {
            server.files.add("src/main/java/acme/Some" + i + ".java");
        }
        List<String> paths = List.copyOf(server.files);
        int bulks = random.nextInt(3);
        int rules = 1 + random.nextInt(150);
        int count = 9_000 + random.nextInt(16_000);
        for (int i = 0; i < count; i++) {
            int bulk = random.nextInt(1 + bulks);
            Instant created = START.plusSeconds(bulk == 0 ? random.nextInt(31_536_000) : bulk * 86_400L);
            server.issues.add(new Issue(
                    "i" + i,
                    created,
                    SEVERITIES.get(random.nextInt(5)),
                    TYPES.get(random.nextInt(3)),
                    "java:S" + random.nextInt(rules),
                    random.nextInt(50) == 0 ? null : paths.get(random.nextInt(paths.size()))));
        }
    }

    private void atOnce(int count, String file) {
        for (int i = 0; i < count; i++) {
            server.issues.add(new Issue(file + i, START, "MAJOR", "BUG", "java:S1", file.isEmpty() ? null : file));
        }
    }

    @Test
    void issuesOfOneSecondAndRuleAreDividedByFile() {
        for (int file = 0; file < 120; file++) {
            server.files.add("F" + file + ".java");
            atOnce(100, "F" + file + ".java");
        }
        atOnce(3, "");

        assertThat(issues.list(IssueQuery.of("p")).stream().map(SonarIssue::key).distinct())
                .hasSize(12_003);
    }

    @Test
    void whatCannotBeDividedEndsTheListAfterWhatCanBeRead() {
        server.files.add("A.java");
        atOnce(10_500, "A.java");
        server.issues.add(new Issue("other", START.plusSeconds(9), "MAJOR", "BUG", "java:S1", "A.java"));

        Iterator<SonarIssue> iterator = issues.list(IssueQuery.of("p")).iterator();
        int read = 0;
        IncompleteListException end = null;
        try {
            while (iterator.hasNext()) {
                iterator.next();
                read++;
            }
        } catch (IncompleteListException e) {
            end = e;
        }

        assertThat(read).isEqualTo(10_000);
        assertThat(end).isNotNull().hasMessageContaining("of 10500 results for issues of p", "narrow the query");
    }

    @Test
    void whoAsksForItIsToldWhatIsMissingAndReadsOn() {
        server.files.add("A.java");
        atOnce(10_500, "A.java");
        server.issues.add(new Issue("other", START.plusSeconds(9), "MAJOR", "BUG", "java:S1", "A.java"));
        List<Shortfall> shortfalls = new ArrayList<>();

        assertThat(issues.list(IssueQuery.of("p")).tellingShortfalls(shortfalls::add).stream()
                        .map(SonarIssue::key))
                .hasSize(10_001)
                .contains("other");
        assertThat(shortfalls).first().satisfies(shortfall -> {
            assertThat(shortfall.total()).isEqualTo(10_500);
            assertThat(shortfall.listed()).isEqualTo(10_000);
        });
    }

    @Test
    void issuesOfFilesThatAreGoneAreMissedAloud() {
        server.files.add("A.java");
        server.files.add("B.java");
        atOnce(6_000, "A.java");
        atOnce(6_000, "B.java");
        atOnce(7, "Gone.java");

        assertThatThrownBy(() -> issues.list(IssueQuery.of("p")).forEach(issue -> {}))
                .isInstanceOf(IncompleteListException.class)
                .hasMessageContaining("of 12007 results", "only 12000");
    }

    @Test
    void anIssueThatTurnsUpWhileTheListIsReadIsNotLostAndBringsNoneTwice() {
        server.files.add("A.java");
        for (int i = 0; i < 1_200; i++) {
            server.issues.add(new Issue("i" + i, START.plusSeconds(i), "MAJOR", "BUG", "java:S1", "A.java"));
        }
        server.meanwhile = () -> {
            if (server.calls.size() == 1) {
                server.issues.add(new Issue("new", START.plusSeconds(9_999), "MAJOR", "BUG", "java:S1", "A.java"));
            }
        };

        assertThat(issues.list(IssueQuery.of("p")).stream().map(SonarIssue::key))
                .hasSize(1_201)
                .doesNotHaveDuplicates()
                .contains("new");
    }

    @Test
    void pagesAreReadAsTheyAreReached() {
        server.files.add("A.java");
        atOnce(2_000, "A.java");

        Iterator<PartPage<SonarIssue>> pages =
                issues.list(IssueQuery.of("p")).pages().iterator();

        assertThat(server.calls).isEmpty();
        PartPage<SonarIssue> first = pages.next();
        assertThat(first.items()).hasSize(500);
        assertThat(first.partTotal()).isEqualTo(2_000);
        assertThat(first.part()).contains("issues of p");
        assertThat(server.calls).hasSize(1);
    }

    @Test
    void aProjectThatIsNotThereIsNotOneWithoutIssues() {
        assertThat(issues.list(IssueQuery.of("p"))).isEmpty();
        assertThat(issues.count(IssueQuery.of("p"))).isZero();
        assertThatThrownBy(() -> issues.list(IssueQuery.of("q")).iterator().hasNext())
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> issues.count(IssueQuery.of("q"))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> issues.countBy(IssueQuery.of("q"), List.of("severities")))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void aListByUpdateEndsAtTheWallAndTellsHowManyThereAre() {
        server.files.add("A.java");
        atOnce(10_700, "A.java");

        assertThat(issues.listByUpdate(IssueQuery.of("p")).stream()).hasSize(10_000);
        assertThat(issues.listByUpdate(IssueQuery.of("p"))
                        .pages()
                        .iterator()
                        .next()
                        .total())
                .hasValue(10_700);
    }
}
