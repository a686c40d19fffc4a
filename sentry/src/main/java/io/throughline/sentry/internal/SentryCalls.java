package io.throughline.sentry.internal;

import io.throughline.core.http.Page;
import io.throughline.core.http.Paged;
import io.throughline.core.http.RestCall;
import io.throughline.core.http.RestClient;
import io.throughline.core.http.RestResponse;
import io.throughline.core.telemetry.TimeWindow;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes calls on one organization. Thread-safe. */
public final class SentryCalls {

    /** The most items of a page: {@value}. */
    public static final int LARGEST_PAGE = 100;

    private static final Logger LOG = LoggerFactory.getLogger(SentryCalls.class);
    private static final String API = "/api/0/";

    private final RestClient rest;
    private final String organization;

    /** Creates calls. */
    public SentryCalls(RestClient rest, String organization) {
        this.rest = rest;
        this.organization = organization;
    }

    /**
     * Returns a call below the organization.
     *
     * @param path ends with a slash, has <code>{}</code> for each segment, and begins without a slash
     */
    public RestCall call(Operation operation, String method, String path, Object... segments) {
        Object[] all = new Object[segments.length + 1];
        all[0] = organization;
        System.arraycopy(segments, 0, all, 1, segments.length);
        return rest.call(operation.words(), method, API + "organizations/{}/" + path, all);
    }

    /** Returns a {@code GET} below the organization; see {@link #call}. */
    public RestCall get(Operation operation, String path, Object... segments) {
        return call(operation, "GET", path, segments);
    }

    /** Returns a call of something outside of the organization; the path is below {@code /api/0/}. */
    public RestCall callOutside(Operation operation, String method, String path, Object... segments) {
        return rest.call(operation.words(), method, API + path, segments);
    }

    /** Makes a call and returns what its body says. */
    public <T> T fetch(RestCall call, Class<T> type) {
        RestResponse<T> response = call.fetch(type);
        warn(response);
        return response.body();
    }

    /** Makes a call and returns the list that its body is. */
    public <T> List<T> fetchList(RestCall call, Class<T> element) {
        RestResponse<List<T>> response = call.fetchList(element);
        warn(response);
        return response.body();
    }

    /** Returns a lazy list whose pages follow the cursors of the {@code Link} header. */
    public <T> Paged<T> paged(Supplier<RestCall> calls, Class<T> element) {
        return Paged.of(cursor -> {
            RestResponse<List<T>> response =
                    calls.get().queryIfPresent("cursor", cursor).fetchList(element);
            warn(response);
            String next = LinkHeader.nextCursor(response.headers().all("Link")).orElse(null);
            long hits = response.headers().number("X-Hits").orElse(-1);
            return new Page<>(response.body(), next, hits < 0 ? null : hits);
        });
    }

    /** Returns a lazy list whose pages are objects that hold the items. */
    public <P, T> Paged<T> paged(Supplier<RestCall> calls, Class<P> page, Function<P, List<T>> items) {
        return Paged.of(cursor -> {
            RestResponse<P> response = calls.get().queryIfPresent("cursor", cursor).fetch(page);
            warn(response);
            String next = LinkHeader.nextCursor(response.headers().all("Link")).orElse(null);
            return Page.of(items.apply(response.body()), next);
        });
    }

    /**
     * Adds what most calls can be narrowed to.
     *
     * @param projects ids; empty for every project the token may see
     * @param environments empty for all
     * @param window null for what the server takes by itself
     */
    public static RestCall within(
            RestCall call, List<String> projects, List<String> environments, @Nullable TimeWindow window) {
        call.query("project", projects).query("environment", environments);
        if (window != null) {
            call.query("start", window.from()).query("end", window.to());
        }
        return call;
    }

    /** Returns the width of steps as Sentry writes it. */
    public static String interval(Duration interval) {
        return interval.toSeconds() % 60 == 0 ? interval.toMinutes() + "m" : interval.toSeconds() + "s";
    }

    /** Returns the same calls to another address of the same operator: the credential goes there. */
    public SentryCalls at(URI address) {
        return new SentryCalls(rest.at(address), organization);
    }

    /** Returns the organization's slug. */
    public String organization() {
        return organization;
    }

    /** Returns the server's address. */
    public URI endpoint() {
        return rest.endpoint();
    }

    /** Returns how often the server has slowed these calls down. */
    public long timesThrottled() {
        return rest.timesThrottled();
    }

    private static void warn(RestResponse<?> response) {
        String deprecation = Operation.deprecation(response.headers());
        if (deprecation != null) {
            LOG.warn("Sentry: {} will be {}", response.uri().getPath(), deprecation);
        }
    }
}
