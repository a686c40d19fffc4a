package shop.orders;

/** The payment provider refused or failed. */
final class PaymentException extends RuntimeException {
    PaymentException(int status) {
        super("Payment provider answered " + status);
    }
}
