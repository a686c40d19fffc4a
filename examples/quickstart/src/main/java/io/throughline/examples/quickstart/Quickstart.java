package io.throughline.examples.quickstart;

import io.throughline.core.config.Product;
import io.throughline.core.config.ThroughlineConfig;
import io.throughline.correlation.CorrelationReport;
import io.throughline.correlation.Incident;
import io.throughline.correlation.Throughline;
import java.nio.file.Path;
import java.time.Duration;

/** The shortest program that does something useful: syncs, and prints what happened in the last six hours and why. */
public final class Quickstart {

    private Quickstart() {}

    /** Takes the path of a configuration, {@code throughline.yaml} by default. */
    public static void main(String[] args) {
        Path file = Path.of(args.length > 0 ? args[0] : "throughline.yaml");
        try (Throughline throughline = Throughline.open(ThroughlineConfig.load(file))) {
            throughline.sync();
            for (Product product : throughline.config().products()) {
                CorrelationReport report = throughline.correlate(product.name(), Duration.ofHours(6));
                for (Incident incident : report.incidents()) {
                    System.out.println(incident.title() + " — probable cause: "
                            + incident.rootCauses().get(0));
                }
            }
        }
    }
}
