package shop.orders;

import java.util.Locale;

/** An address as customers write it; compared without regard to case. */
record EmailAddress(String written) {
    String key() {
        return written.strip().toLowerCase(Locale.ROOT);
    }
}
