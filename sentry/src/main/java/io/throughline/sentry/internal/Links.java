package io.throughline.sentry.internal;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Addresses for people. */
public final class Links {

    private Links() {}

    /** Returns the address, or null if the text is no absolute web address: a broken link must not break a read. */
    public static @Nullable URI parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            URI uri = new URI(text.strip());
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
