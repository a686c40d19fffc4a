package io.throughline.azure.stream;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Application Insights calls the target of a call, taken apart: {@code orders.example.com}, {@code
 * db.postgres.database.azure.com:5432 | orders}, {@code tcp:sql-shop.database.windows.net,1433 | shop}, {@code
 * shop.example.com | cid-v1:…}.
 *
 * @param host the host without scheme, port and path, lower case
 * @param database what stands behind the bar, or null; for calls over HTTP it names the callee's component instead
 */
record CallTarget(String host, @Nullable String database) {

    private static final Pattern HOST = Pattern.compile(
            "(?:[a-z][a-z0-9+.-]*://|tcp:)?(?<host>\\[[^\\]]+]|[^:/,|\\s]+)(?:[:,]\\d+)?(?:/.*)?",
            Pattern.CASE_INSENSITIVE);

    static CallTarget parse(String target) {
        int bar = target.indexOf('|');
        String address = (bar < 0 ? target : target.substring(0, bar)).strip();
        String behind = bar < 0 ? "" : target.substring(bar + 1).strip();
        Matcher matcher = HOST.matcher(address);
        String host = matcher.matches() ? matcher.group("host") : address;
        return new CallTarget(host.toLowerCase(Locale.ROOT), behind.isEmpty() ? null : behind);
    }

    /** Returns the target's own text without what Application Insights appended, in lower case. */
    static String plain(String target, boolean http) {
        int bar = target.indexOf('|');
        String text = http && bar > 0 ? target.substring(0, bar) : target;
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
