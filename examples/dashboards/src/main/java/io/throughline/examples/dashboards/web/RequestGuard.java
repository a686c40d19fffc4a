package io.throughline.examples.dashboards.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lets in only what a person's own browser asks of this very server. A server on loopback has no log-in, so it must not
 * answer pages of other origins, nor names that were made to point here (DNS rebinding).
 */
public final class RequestGuard {

    private static final Map<String, String> HEADERS = new TreeMap<>(Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cache-Control",
            "private, no-cache"));

    /** Sets the headers of every answer; whoever serves files may set a longer life afterwards. */
    public void protect(Context request) {
        HEADERS.forEach(request::header);
    }

    /** Ends a request that is not a person's own with an answer that says why. */
    public void admit(Context request) {
        int port = request.req().getLocalPort();
        if (!hosts(port).contains(lower(request.header("Host")))) {
            refuse(request, HttpStatus.MISDIRECTED_REQUEST, "Open this page as http://127.0.0.1:" + port + "/.");
        } else if (!Set.of("GET", "HEAD").contains(request.req().getMethod())) {
            request.header("Allow", "GET, HEAD");
            refuse(request, HttpStatus.METHOD_NOT_ALLOWED, "These pages are only read.");
        } else if (!isOwn(request, port)) {
            refuse(request, HttpStatus.FORBIDDEN, "Another site asked for this; it is not answered.");
        }
    }

    private static boolean isOwn(Context request, int port) {
        String origin = request.header("Origin");
        if (origin != null && !hosts(port).contains(lower(origin).replaceFirst("^http://", ""))) {
            return false;
        }
        String site = lower(request.header("Sec-Fetch-Site"));
        // A link in a ticket may lead here; nothing else of another site may, and it cannot read or frame the page.
        boolean opensPage = lower(request.header("Sec-Fetch-Mode")).equals("navigate")
                && lower(request.header("Sec-Fetch-Dest")).equals("document");
        return Set.of("", "none", "same-origin").contains(site) || opensPage;
    }

    private static Set<String> hosts(int port) {
        return port == 80
                ? Set.of("127.0.0.1", "localhost", "127.0.0.1:80", "localhost:80")
                : Set.of("127.0.0.1:" + port, "localhost:" + port);
    }

    private static String lower(@Nullable String value) {
        return value == null ? "" : value.toLowerCase(Locale.ROOT);
    }

    private static void refuse(Context request, HttpStatus status, String why) {
        request.status(status).contentType("text/plain; charset=utf-8").result(why + "\n");
        request.skipRemainingHandlers();
    }
}
