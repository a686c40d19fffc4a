package io.throughline.examples.shop.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StackTextTest {
    @Test
    void theFirstFrameOfTheShopsOwnCodeCounts() {
        String stack = """
                java.lang.NumberFormatException: For input string: "1.5"
                \tat java.base/java.lang.Integer.parseInt(Integer.java:652)
                \tat shop.orders.OrdersProduct.place(OrdersProduct.java:50)
                \tat shop.orders.OrdersProduct.lambda$register$2(OrdersProduct.java:26)
                """;

        assertThat(StackText.firstFrame(stack)).isEqualTo("shop.orders.OrdersProduct.place");
    }

    @Test
    void withoutAnyTheFirstFrameCounts() {
        assertThat(StackText.firstFrame("X: y\n\tat a.B.c(B.java:1)\n\tat a.B.d(B.java:2)\n"))
                .isEqualTo("a.B.c");
    }

    @Test
    void withoutFramesThereIsNone() {
        assertThat(StackText.firstFrame("X: y")).isEmpty();
    }
}
