package io.throughline.correlation.cause;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * How usual alerts are: in how many earlier incidents of the same system each one came too, whatever those incidents'
 * causes were. What comes every time tells nothing of this time. Immutable.
 */
public final class UsualSigns {

    private static final UsualSigns NONE = new UsualSigns(0, new TreeMap<>());

    /** Numbers, times and identities, which differ from message to message. */
    private static final Pattern NUMBERS = Pattern.compile("[-_0-9A-Fa-f]*[0-9][-_0-9A-Fa-f]*");

    private final int incidents;
    private final SortedMap<String, Integer> seen;

    private UsualSigns(int incidents, SortedMap<String, Integer> seen) {
        this.incidents = incidents;
        this.seen = seen;
    }

    /** Returns that nothing is known from before: every alert is as unusual as any other. */
    public static UsualSigns none() {
        return NONE;
    }

    /**
     * Learns from earlier incidents.
     *
     * @param earlier the alerts of each; only incidents that were over when the one to be judged began, or it would look
     *     ahead
     */
    public static UsualSigns of(Collection<? extends Collection<? extends Sign>> earlier) {
        SortedMap<String, Integer> seen = new TreeMap<>();
        for (Collection<? extends Sign> incident : earlier) {
            TreeSet<String> once = new TreeSet<>();
            incident.forEach(sign -> once.add(key(sign)));
            once.forEach(key -> seen.merge(key, 1, Integer::sum));
        }
        return new UsualSigns(earlier.size(), seen);
    }

    /**
     * Returns how unusual an alert is: 1 if it never came before, falling to {@code 1 / (n + 1)} for one that came in all
     * n earlier incidents.
     */
    double novelty(Sign sign) {
        return 1 - seen.getOrDefault(key(sign), 0) / (incidents + 1.0);
    }

    private static String key(Sign sign) {
        if (sign instanceof Sign.Metric metric) {
            return key(metric.up() ? "rose" : "fell", metric.node(), MetricKind.common(metric.metric()));
        }
        if (sign instanceof Sign.Trace trace) {
            return key(trace.failed() ? "failed" : "slow", trace.caller(), trace.callee());
        }
        Sign.Log log = (Sign.Log) sign;
        return key("log", log.node(), NUMBERS.matcher(log.message()).replaceAll("#"));
    }

    private static String key(String... parts) {
        return String.join("\n", List.of(parts));
    }
}
