package io.throughline.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PagedTest {

    private final List<@Nullable String> asked = new ArrayList<>();

    private Paged<Integer> numbers(int pages) {
        return Paged.of(token -> {
            asked.add(token);
            int page = token == null ? 0 : Integer.parseInt(token);
            List<Integer> items = page % 2 == 1 ? List.of() : List.of(page * 10, page * 10 + 1);
            return Page.of(items, page + 1 < pages ? Integer.toString(page + 1) : null);
        });
    }

    @Test
    void goesOnPastShortAndEmptyPages() {
        assertThat(numbers(5)).containsExactly(0, 1, 20, 21, 40, 41);
        assertThat(asked).containsExactly(null, "1", "2", "3", "4");
    }

    @Test
    void readsNoPageBeforeItIsNeeded() {
        assertThat(numbers(1000).stream().limit(3)).containsExactly(0, 1, 20);
        assertThat(asked).hasSize(3);
    }

    @Test
    void showsPagesAndGoesOnFromOne() {
        List<@Nullable String> tokens = new ArrayList<>();
        numbers(4).pages().forEach(page -> tokens.add(page.next()));

        assertThat(tokens).containsExactly("1", "2", "3", null);
        assertThat(numbers(4).from("2")).containsExactly(20, 21);
    }

    @Test
    void startsAnewWithEachIteration() {
        Paged<Integer> numbers = numbers(3);

        assertThat(numbers).hasSize(4);
        assertThat(numbers).hasSize(4);
    }

    @Test
    void readsManyPagesInConstantMemory() {
        assertThat(numbers(10_000).stream().count()).isEqualTo(10_000);
    }

    @Test
    void noticesACircleOfAnyLength() {
        IntStream.of(1, 2, 3, 7, 100).forEach(length -> {
            Paged<String> circle = Paged.of(token -> {
                int at = token == null ? 0 : Integer.parseInt(token);
                return Page.of(List.of("x"), Integer.toString((at + 1) % length));
            });

            assertThatThrownBy(() -> circle.forEach(item -> {}))
                    .as("circle of " + length)
                    .isInstanceOf(PagingLoopException.class);
        });
    }
}
