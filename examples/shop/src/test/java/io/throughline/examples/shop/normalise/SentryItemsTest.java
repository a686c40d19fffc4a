package io.throughline.examples.shop.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class SentryItemsTest {
    private static JsonNode values(String function, int line) throws Exception {
        return JsonMapper.builder()
                .build()
                .readTree(
                        "[{\"type\":\"PSQLException\",\"module\":\"org.postgresql.util\",\"stacktrace\":{\"frames\":[]}},"
                                + "{\"type\":\"SQLException\",\"module\":\"java.sql\",\"stacktrace\":{\"frames\":["
                                + "{\"module\":\"org.eclipse.jetty.server.Server\",\"function\":\"handle\",\"lineno\":1},"
                                + "{\"module\":\"shop.orders.OrdersProduct\",\"function\":\"history\",\"lineno\":40},"
                                + "{\"module\":\"shop.orders.OrderStore\",\"function\":\"" + function + "\",\"lineno\":"
                                + line
                                + "},{\"module\":\"com.zaxxer.hikari.pool.HikariPool\",\"function\":\"getConnection\",\"lineno\":3}]}}]");
    }

    @Test
    void theCulpritIsTheInnermostFrameOfTheShopsOwnCode() throws Exception {
        assertThat(SentryItems.culprit(values("ofCustomer", 61))).isEqualTo("shop.orders.OrderStore in ofCustomer");
    }

    @Test
    void lineNumbersDoNotSplitAGroup() throws Exception {
        assertThat(SentryItems.fingerprint(values("ofCustomer", 61)))
                .isEqualTo(SentryItems.fingerprint(values("ofCustomer", 75)))
                .hasSize(32);
    }

    @Test
    void anotherPlaceIsAnotherGroup() throws Exception {
        assertThat(SentryItems.fingerprint(values("ofCustomer", 61)))
                .isNotEqualTo(SentryItems.fingerprint(values("describe", 61)));
    }
}
