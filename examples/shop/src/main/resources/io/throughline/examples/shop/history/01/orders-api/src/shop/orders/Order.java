package shop.orders;

import java.time.Instant;

/** An order as listed: amounts in cents. */
record Order(long id, String status, long totalCents, Instant placedAt) {
    String describe() {
        return id + " " + status + " " + totalCents / 100 + "." + totalCents % 100 + " " + placedAt;
    }
}
