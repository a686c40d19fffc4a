package io.throughline.examples.tenant.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds who answers a request by method and path. {@code {name}} in a route matches one segment, {@code {name*}} one or
 * more. The first route that matches answers.
 */
public final class Routes {

    /** Answers a request. */
    @FunctionalInterface
    public interface Handler {

        /** Returns the answer, or throws a {@link Refusal}. */
        WireResponse answer(WireRequest request);
    }

    private record Route(String method, Pattern path, List<String> names, Handler handler) {}

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)(\\*?)}");

    private final List<Route> routes = new ArrayList<>();
    private final int flags;
    private final Function<WireRequest, WireResponse> absent;
    private final Function<WireRequest, WireResponse> wrongMethod;

    private Routes(
            int flags, Function<WireRequest, WireResponse> absent, Function<WireRequest, WireResponse> wrongMethod) {
        this.flags = flags;
        this.absent = absent;
        this.wrongMethod = wrongMethod;
    }

    /**
     * Returns an empty table whose paths are case-sensitive.
     *
     * @param absent answers what no route matches
     * @param wrongMethod answers a path that has a route for another method only
     */
    public static Routes exact(
            Function<WireRequest, WireResponse> absent, Function<WireRequest, WireResponse> wrongMethod) {
        return new Routes(0, absent, wrongMethod);
    }

    /** Returns an empty table whose paths ignore case, as Azure's do. */
    public static Routes ignoringCase(
            Function<WireRequest, WireResponse> absent, Function<WireRequest, WireResponse> wrongMethod) {
        return new Routes(Pattern.CASE_INSENSITIVE, absent, wrongMethod);
    }

    /** Adds a route for GET. */
    public Routes get(String path, Handler handler) {
        return route("GET", path, handler);
    }

    /** Adds a route for POST. */
    public Routes post(String path, Handler handler) {
        return route("POST", path, handler);
    }

    private Routes route(String method, String path, Handler handler) {
        List<String> names = new ArrayList<>();
        StringBuilder regex = new StringBuilder();
        Matcher placeholder = PLACEHOLDER.matcher(path);
        int from = 0;
        while (placeholder.find()) {
            regex.append(Pattern.quote(path.substring(from, placeholder.start())));
            regex.append(placeholder.group(2).isEmpty() ? "([^/]+)" : "(.+?)");
            names.add(placeholder.group(1));
            from = placeholder.end();
        }
        regex.append(Pattern.quote(path.substring(from)));
        routes.add(new Route(method, Pattern.compile(regex.toString(), flags), List.copyOf(names), handler));
        return this;
    }

    /** Answers a request, whatever it is. */
    public WireResponse answer(WireRequest request) {
        boolean known = false;
        for (Route route : routes) {
            Matcher matcher = route.path().matcher(request.rawPath());
            if (!matcher.matches()) {
                continue;
            }
            known = true;
            if (route.method().equals(request.method())) {
                return route.handler().answer(request.withPath(matched(route, matcher)));
            }
        }
        return known ? wrongMethod.apply(request) : absent.apply(request);
    }

    private static Map<String, String> matched(Route route, Matcher matcher) {
        Map<String, String> matched = new LinkedHashMap<>();
        for (int i = 0; i < route.names().size(); i++) {
            // URLDecoder reads '+' as a blank, which it is not in a path.
            String raw = matcher.group(i + 1).replace("+", "%2B");
            matched.put(route.names().get(i), URLDecoder.decode(raw, StandardCharsets.UTF_8));
        }
        return matched;
    }
}
