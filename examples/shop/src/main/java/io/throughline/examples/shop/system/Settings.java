package io.throughline.examples.shop.system;

import java.nio.file.Path;
import java.util.Objects;

/**
 * How the shop is run.
 *
 * @param work folder for everything the processes write
 * @param agent jar of the Application Insights agent
 * @param classPath class path of the services' chassis
 * @param collectorPort port of the collector
 * @param samplingPercentage the agent's fixed sampling, in per cent
 * @param metricIntervalSeconds the agent's metric interval, wall time
 */
public record Settings(
        Path work,
        Path agent,
        String classPath,
        int collectorPort,
        double samplingPercentage,
        int metricIntervalSeconds) {
    static final int PAYMENTS_PORT = 19214;
    static final int DATABASE_PORT = 19432;

    /** Checks that nothing is missing. */
    public Settings {
        Objects.requireNonNull(work, "work");
        Objects.requireNonNull(agent, "agent");
        Objects.requireNonNull(classPath, "classPath");
    }
}
