package io.throughline.sentry;

import io.throughline.core.ThroughlineException.Category;
import io.throughline.core.http.CallInfo;
import io.throughline.core.http.SourceException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which hosts a token that was meant for one of Sentry's may be sent to. */
final class Regions {

    private static final String SENTRY = "sentry.io";

    private Regions() {}

    static @Nullable URI parse(@Nullable String text) {
        try {
            URI uri = text == null || text.isBlank() ? null : new URI(text.strip());
            return uri == null || uri.getHost() == null ? null : uri;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    static boolean sameHost(URI one, URI other) {
        return host(one).equals(host(other));
    }

    /** Tells whether it is Sentry's own service, over HTTPS at its usual port. */
    static boolean isSentrys(URI address) {
        String host = host(address);
        boolean port = address.getPort() == -1 || address.getPort() == 443;
        boolean secure = "https".equalsIgnoreCase(address.getScheme());
        return secure
                && port
                && address.getRawUserInfo() == null
                && (host.equals(SENTRY) || host.endsWith("." + SENTRY));
    }

    static SourceException refused(URI here, URI region) {
        return new SourceException(
                Category.CONFIGURATION,
                CallInfo.of(SentrySourceProvider.ID, "find the region", "GET", here, 1, Duration.ZERO),
                "the organization says that its region is at " + host(region)
                        + ", where the token must not go by itself; set the url to that address if it is right",
                null);
    }

    private static String host(URI address) {
        String host = address.getHost();
        return host == null ? "" : host.toLowerCase(Locale.ROOT);
    }
}
