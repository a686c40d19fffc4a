package io.throughline.examples.shop.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PlacesTest {
    @Test
    void loopbackAddressesGetTheNamesOfTheShopsParts() {
        assertThat(Places.rename("http://127.0.0.1:19202/orders/7"))
                .isEqualTo("https://app-orders-prod.azurewebsites.net/orders/7");
        assertThat(Places.rename("127.0.0.1:19212 | orders"))
                .isEqualTo("psql-shop-prod.postgres.database.azure.com | orders");
    }

    @Test
    void otherTextStaysAsItIs() {
        assertThat(Places.rename("Order 900000867 does not exist")).isEqualTo("Order 900000867 does not exist");
    }

    @Test
    void anUnknownPortIsRefusedRatherThanServed() {
        assertThatThrownBy(() -> Places.rename("http://127.0.0.1:12345/x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("127.0.0.1:12345");
    }
}
