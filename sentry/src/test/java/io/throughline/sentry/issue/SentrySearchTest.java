package io.throughline.sentry.issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.throughline.sentry.issue.SearchGrammar.Condition;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SentrySearchTest {

    private static final String ALPHABET = "ab \"\\*[],:!()<>=\n\té✓😀%";

    @Test
    void readsAsItIsMeant() {
        SentrySearch search = SentrySearch.all()
                .is("unresolved")
                .equal("transaction", "GET /cart/*")
                .not("level", "info")
                .in("tags[region]", List.of("eu", "us"))
                .has("release")
                .greater("timesSeen", 100)
                .containing("time out");

        assertThat(search)
                .hasToString("is:unresolved transaction:\"GET /cart/\\*\" !level:\"info\" tags[region]:[\"eu\", \"us\"]"
                        + " has:release timesSeen:>100 \"time out\"");
    }

    @Test
    void anyTextComesBackAsItselfOrIsRefused() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            String value = text(random);
            String other = text(random);
            boolean inexpressible = inexpressible(value) || inexpressible(other);
            SentrySearch search;
            try {
                search = SentrySearch.all()
                        .equal("message", value)
                        .not("title", other)
                        .in("a", List.of(value, other));
            } catch (IllegalArgumentException e) {
                assertThat(inexpressible)
                        .as("seed %s, %s and %s", seed, value, other)
                        .isTrue();
                refused++;
                continue;
            }
            assertThat(SearchGrammar.parse(search.toString()))
                    .as("seed %s, %s", seed, search)
                    .containsExactly(
                            new Condition(false, "message", List.of(value), false),
                            new Condition(true, "title", List.of(other), false),
                            new Condition(false, "a", List.of(value, other), false));
        }
        assertThat(refused).isLessThan(10_000);
    }

    private static boolean inexpressible(String value) {
        return value.endsWith("\\") || value.contains("\\*");
    }

    private static String text(SplittableRandom random) {
        int[] points = ALPHABET.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(8); left > 0; left--) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }

    @Test
    void refusesKeysThatCouldBeConditions() {
        assertThatIllegalArgumentException().isThrownBy(() -> SentrySearch.all().equal("level:error message", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> SentrySearch.all().is("unresolved level:error"));
        assertThatIllegalArgumentException().isThrownBy(() -> SentrySearch.all().in("level", List.of()));
    }
}
