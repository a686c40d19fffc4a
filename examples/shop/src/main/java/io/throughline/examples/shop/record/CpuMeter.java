package io.throughline.examples.shop.record;

/** Turns a growing CPU time into cores used since the last reading. */
final class CpuMeter {
    private long lastCpu;
    private long lastTime;
    private boolean started;

    /** Cores used since the last call; {@code NaN} at the first one. */
    double coresSince(long cpuNanos, long nanoTime) {
        double used = started ? (double) (cpuNanos - lastCpu) / (nanoTime - lastTime) : Double.NaN;
        lastCpu = cpuNanos;
        lastTime = nanoTime;
        started = true;
        return used;
    }
}
