package io.throughline.jira.internal;

import io.throughline.core.http.Headers;
import io.throughline.core.http.RateLimit;
import io.throughline.core.http.RateLimit.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The structured form of Jira's quotas: {@code RateLimit-Policy: "global-app-quota";q=65000;w=3600} and {@code RateLimit:
 * "global-app-quota";r=11000;t=600}, each with one entry or several. Those whose name begins with {@code Beta-} only
 * inform and are not read.
 */
final class StructuredLimits {

    private static final Pattern ENTRY =
            Pattern.compile("\"([^\"]{1,200})\"((?:\\s*;\\s*[a-z]{1,20}\\s*=\\s*\\d{1,15})*)");
    private static final Pattern PARAMETER = Pattern.compile("([a-z]{1,20})\\s*=\\s*(\\d{1,15})");

    private StructuredLimits() {}

    private record Entry(String name, Map<String, Long> parameters) {}

    /** Returns the tightest limit that is told, or what was known before if none is. */
    static RateLimit read(Headers headers, Instant now, RateLimit before) {
        Map<String, Long> limits = new HashMap<>();
        for (Entry policy : entries(headers, "RateLimit-Policy")) {
            Long quota = policy.parameters().get("q");
            if (quota != null) {
                limits.put(policy.name(), quota);
            }
        }
        Entry tightest = null;
        for (Entry entry : entries(headers, "RateLimit")) {
            if (entry.parameters().containsKey("r")
                    && (tightest == null || share(entry, limits) < share(tightest, limits))) {
                tightest = entry;
            }
        }
        if (tightest == null) {
            return before;
        }
        Long seconds = tightest.parameters().get("t");
        Instant reset = seconds == null ? before.reset() : now.plus(Duration.ofSeconds(seconds));
        return new RateLimit(limits.get(tightest.name()), tightest.parameters().get("r"), reset, before.retryAfter())
                .withNearLimit(before.nearLimit())
                .withScope(tightest.name().contains("quota") ? Scope.IDENTITY : before.scope());
    }

    /** The part of its limit that is left; without a limit, what is left counts as it is. */
    private static double share(Entry entry, Map<String, Long> limits) {
        long left = entry.parameters().getOrDefault("r", 0L);
        @Nullable Long limit = limits.get(entry.name());
        return limit == null || limit == 0 ? left : (double) left / limit;
    }

    private static List<Entry> entries(Headers headers, String name) {
        List<Entry> entries = new ArrayList<>();
        for (String line : headers.all(name)) {
            Matcher entry = ENTRY.matcher(line);
            while (entry.find()) {
                Map<String, Long> parameters = new HashMap<>();
                Matcher parameter = PARAMETER.matcher(entry.group(2));
                while (parameter.find()) {
                    parameters.put(parameter.group(1), Long.parseLong(parameter.group(2)));
                }
                entries.add(new Entry(entry.group(1), parameters));
            }
        }
        return entries;
    }
}
