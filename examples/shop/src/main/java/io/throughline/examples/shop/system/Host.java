package io.throughline.examples.shop.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The machine one part of the shop runs on, as a Linux control group (version 1 or 2; needs root). Its size is given in CPU seconds
 * a <em>model</em> minute and enforced: at 1:5 a model minute is twelve seconds long, so a host of 1.8 has 15 % of a core. Where the
 * size exceeds the real machine, nothing is enforced. Utilisation is therefore comparable between clock rates.
 */
final class Host implements AutoCloseable {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    private static final int PERIOD_MICROS = 50_000;

    private final String name;
    private final double cpuSecondsPerModelMinute;
    private final boolean unified = Files.exists(ROOT.resolve("cgroup.controllers"));

    Host(String name, double cpuSecondsPerModelMinute) {
        this.name = name;
        this.cpuSecondsPerModelMinute = cpuSecondsPerModelMinute;
        try {
            for (String controller : controllers()) {
                Files.createDirectories(group(controller));
            }
            if (!unified) {
                Files.writeString(group("cpu").resolve("cpu.shares"), "10240");
            } else {
                Files.writeString(group("").resolve("cpu.weight"), "1000");
            }
        } catch (IOException e) {
            throw new IllegalStateException(
                    "cannot make the control group " + group("cpu") + " for the host " + name
                            + "; run as root on Linux with the cpu controller mounted",
                    e);
        }
    }

    /** Limits the host to its size at this clock rate. */
    void size(int rate) throws IOException {
        double cores = cores(rate);
        boolean unlimited = cores >= Runtime.getRuntime().availableProcessors();
        long quota = Math.max(1000, Math.round(cores * PERIOD_MICROS));
        if (unified) {
            Files.writeString(
                    group("").resolve("cpu.max"), (unlimited ? "max" : String.valueOf(quota)) + " " + PERIOD_MICROS);
        } else {
            Files.writeString(group("cpu").resolve("cpu.cfs_period_us"), String.valueOf(PERIOD_MICROS));
            Files.writeString(group("cpu").resolve("cpu.cfs_quota_us"), unlimited ? "-1" : String.valueOf(quota));
        }
    }

    /** The host's size in cores of wall time at this clock rate. */
    double cores(int rate) {
        return cpuSecondsPerModelMinute * rate / 60;
    }

    /** Moves a process and its threads onto this host; children it starts later stay on it. */
    void add(long pid) throws IOException {
        for (String controller : controllers()) {
            Files.writeString(group(controller).resolve("cgroup.procs"), String.valueOf(pid));
        }
    }

    /** CPU time used on this host so far, in nanoseconds. */
    long cpuNanos() throws IOException {
        if (!unified) {
            return Long.parseLong(
                    Files.readString(group("cpuacct").resolve("cpuacct.usage")).strip());
        }
        return Files.readAllLines(group("").resolve("cpu.stat")).stream()
                .filter(line -> line.startsWith("usage_usec "))
                .mapToLong(line -> Long.parseLong(line.substring(11)) * 1000)
                .findFirst()
                .orElseThrow();
    }

    /** Resident memory of all processes on this host, in bytes; pages that several processes share count once (proportional set size). */
    long memoryBytes() throws IOException {
        long total = 0;
        for (String pid : Files.readAllLines(group(controllers()[0]).resolve("cgroup.procs"))) {
            try {
                for (String line : Files.readAllLines(Path.of("/proc", pid, "smaps_rollup"))) {
                    if (line.startsWith("Pss:")) {
                        total += Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
                    }
                }
            } catch (IOException e) {
                // The process has ended between the two reads.
            }
        }
        return total;
    }

    private String[] controllers() {
        return unified ? new String[] {""} : new String[] {"cpu", "cpuacct"};
    }

    private Path group(String controller) {
        return ROOT.resolve(controller).resolve("shop-" + name);
    }

    @Override
    public void close() throws IOException {
        for (String controller : controllers()) {
            Files.deleteIfExists(group(controller));
        }
    }
}
