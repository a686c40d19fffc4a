package io.throughline.correlation.cause;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a metric's name says that it measures, and how much an alert of it tells of the cause. A resource that is used up
 * explains others' trouble; a throughput follows the load, a cache fills up at any time, and what falls mostly falls because
 * less is asked for. The weights say no more than that order, on a scale of 0 to 3.
 *
 * @param resource what is measured; alerts of one resource are one sign
 * @param weight how much an alert tells
 */
record MetricKind(Resource resource, double weight) {

    enum Resource {
        MEMORY,
        PROCESSOR,
        DISK,
        SPACE,
        NETWORK,
        FAILURES,
        LATENCY,
        THREADS,
        ONE_CORE,
        FALLEN,
        OTHER
    }

    private static final Pattern NUMBERED = Pattern.compile("(eth|core_)\\d+");
    private static final Pattern CORE = Pattern.compile("core_?n_|_core");
    private static final Pattern SUCCESS = Pattern.compile("-sr$|success");
    private static final Pattern USED_MEMORY = Pattern.compile("pct|percent|\\.used|usage_total");
    private static final Pattern FREED = Pattern.compile("rss_pct|usage_pct|rss_total");
    private static final Pattern WRITES = Pattern.compile("fs_write|diskio_write|io\\.w");
    private static final Pattern READS = Pattern.compile("fs_read|diskio_read|io\\.r");
    private static final Pattern FULL = Pattern.compile("disk.*(pct|percent)");
    private static final Pattern USED_SPACE = Pattern.compile("disk.*used");
    private static final Pattern TRAFFIC = Pattern.compile("network|packets");
    private static final Pattern DURATION = Pattern.compile("mrt|latency|duration");

    /** Tells whether it is of a node's answers, which its callers wait for. */
    boolean ofAnswers() {
        return resource == Resource.LATENCY || resource == Resource.FAILURES;
    }

    /** Returns a metric's name without the number of the processor core or the network device. */
    static String common(String metric) {
        return NUMBERED.matcher(metric.toLowerCase(Locale.ROOT)).replaceAll("$1n");
    }

    static MetricKind of(String common, boolean up) {
        return up ? risen(common) : fallen(common);
    }

    private static MetricKind fallen(String name) {
        if (SUCCESS.matcher(name).find()) {
            return new MetricKind(Resource.FAILURES, 2.2);
        }
        // What gives its memory back in one go has stopped doing something, or was restarted.
        boolean freed = name.contains("mem") && FREED.matcher(name).find();
        return freed ? new MetricKind(Resource.MEMORY, 1.5) : new MetricKind(Resource.FALLEN, 0.2);
    }

    private static MetricKind risen(String name) {
        if (CORE.matcher(name).find()) {
            return new MetricKind(Resource.ONE_CORE, 0.2);
        }
        if (name.contains("rss") && !name.contains("huge")) {
            return new MetricKind(Resource.MEMORY, 3);
        }
        if (name.contains("mem")) {
            return new MetricKind(Resource.MEMORY, memory(name));
        }
        if (WRITES.matcher(name).find()) {
            return new MetricKind(Resource.DISK, 3);
        }
        if (READS.matcher(name).find()) {
            return new MetricKind(Resource.DISK, 2);
        }
        if (name.contains("disk")) {
            return disk(name);
        }
        if (name.contains("cpu")) {
            return new MetricKind(Resource.PROCESSOR, 1.8);
        }
        if (name.contains("thread")) {
            return new MetricKind(Resource.THREADS, 0.6);
        }
        if (TRAFFIC.matcher(name).find()) {
            return new MetricKind(Resource.NETWORK, 0.3);
        }
        return DURATION.matcher(name).find()
                ? new MetricKind(Resource.LATENCY, 0.8)
                : new MetricKind(Resource.OTHER, 0.2);
    }

    /** Memory in use as a share of what there is tells more than an amount, which may be mostly cache. */
    private static double memory(String name) {
        if (USED_MEMORY.matcher(name).find()) {
            return 2.5;
        }
        return name.contains("memory_usage_mb") ? 0.6 : 0.3;
    }

    private static MetricKind disk(String name) {
        if (FULL.matcher(name).find()) {
            return new MetricKind(Resource.SPACE, 2.5);
        }
        return USED_SPACE.matcher(name).find()
                ? new MetricKind(Resource.SPACE, 0.7)
                : new MetricKind(Resource.DISK, 0.3);
    }
}
