package shop.orders;

/** Stock could not be reserved. */
final class ReservationException extends RuntimeException {
    ReservationException(String sku, int status) {
        super("Reservation was answered with " + status);
    }
}
