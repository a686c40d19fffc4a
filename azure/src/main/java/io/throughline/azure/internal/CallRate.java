package io.throughline.azure.internal;

import com.azure.core.http.HttpRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A documented limit: at most so much within any span of a length.
 *
 * @param most how much
 * @param within the length of the span
 * @param weighed whether a call counts by its weight, or as one
 * @param key what a call counts against; empty if the limit does not concern it
 */
record CallRate(int most, Duration within, boolean weighed, Function<HttpRequest, Optional<String>> key) {

    private static final Pattern SUBSCRIPTION = Pattern.compile("/subscriptions/([^/]+)");

    CallRate {
        if (most < 1 || within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException("a rate must allow something within some time");
        }
    }

    /** All calls of the plane together. */
    static CallRate ofPlane(int most, Duration within) {
        return new CallRate(most, within, false, request -> Optional.of(""));
    }

    /** Calls whose path holds a text, together. */
    static CallRate ofPath(String part, int most, Duration within) {
        return new CallRate(
                most, within, false, request -> path(request).contains(part) ? Optional.of("") : Optional.empty());
    }

    /** Calls whose path holds a text, by what weighs them. */
    static CallRate byWeight(String part, int most, Duration within) {
        return new CallRate(
                most, within, true, request -> path(request).contains(part) ? Optional.of("") : Optional.empty());
    }

    /** Calls whose path holds a text, for each subscription; those of none count together. */
    static CallRate bySubscription(String part, int most, Duration within) {
        return new CallRate(most, within, false, request -> {
            String path = path(request);
            Matcher subscription = SUBSCRIPTION.matcher(path);
            return path.contains(part)
                    ? Optional.of(subscription.find() ? subscription.group(1) : "")
                    : Optional.empty();
        });
    }

    /** Calls whose path holds a text, for each path before it. */
    static CallRate byScope(String part, int most, Duration within) {
        return new CallRate(most, within, false, request -> {
            String path = path(request);
            int at = path.lastIndexOf(part);
            return at < 0 ? Optional.empty() : Optional.of(path.substring(0, at));
        });
    }

    private static String path(HttpRequest request) {
        return request.getUrl().getPath().toLowerCase(Locale.ROOT);
    }
}
