package io.throughline.core.http;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * The scheme, host and port of a web address: where a credential may go.
 *
 * @param scheme {@code http} or {@code https}
 * @param host in lower case
 * @param port the effective port
 */
public record Origin(String scheme, String host, int port) {

    public Origin {
        scheme = scheme.toLowerCase(Locale.ROOT);
        host = host.toLowerCase(Locale.ROOT);
    }

    /** Returns the origin of an address; empty if it has none or carries a user, which can hide another host. */
    public static Optional<Origin> of(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean web = scheme.equals("http") || scheme.equals("https");
        if (!web || uri.getHost() == null || uri.getRawUserInfo() != null) {
            return Optional.empty();
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        return Optional.of(new Origin(scheme, uri.getHost(), port));
    }

    /** Tells whether two addresses have the same origin; false if either has none. */
    public static boolean same(URI a, URI b) {
        Optional<Origin> origin = of(a);
        return origin.isPresent() && origin.equals(of(b));
    }

    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port;
    }
}
