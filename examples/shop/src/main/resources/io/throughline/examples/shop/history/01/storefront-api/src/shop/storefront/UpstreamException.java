package shop.storefront;

/** A service behind the storefront failed. */
final class UpstreamException extends RuntimeException {
    UpstreamException(String service, int status) {
        super(service + " answered " + status);
    }
}
