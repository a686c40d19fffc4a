package io.throughline.examples.shop.record;

import io.throughline.examples.shop.fault.Fault;
import io.throughline.examples.shop.fault.Faults;
import io.throughline.examples.shop.system.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code record}: runs the shop for one stretch and keeps what comes out. */
@Command(
        name = "record",
        description = "Runs the shop for one stretch of model time and keeps everything it sends in a folder.")
public final class RecordCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "STRETCH", description = "normal, database, cpu or quiet")
    private String stretch = "";

    @Option(names = "--out", required = true, description = "folder for the raw recording; must not exist or be empty")
    private Path out = Path.of("");

    @Option(names = "--agent", required = true, description = "the Application Insights agent's jar")
    private Path agent = Path.of("");

    @Option(
            names = "--history",
            description = "folder with the shop's history",
            defaultValue = "src/main/resources/io/throughline/examples/shop/history")
    private Path history = Path.of("");

    @Option(names = "--length", description = "model time to record instead of the usual, such as PT20M")
    private @Nullable Duration length;

    @Override
    public Integer call() throws Exception {
        Fault fault = Faults.of(stretch);
        Stretch planned = Stretch.of(stretch);
        if (length != null) {
            planned = planned.lasting(length);
        }
        Path work = Files.createDirectories(out).toAbsolutePath();
        Settings settings = new Settings(
                work,
                agent.toAbsolutePath(),
                System.getProperty("java.class.path"),
                19100,
                planned.samplingPercentage(),
                planned.metricIntervalSeconds());
        new Recorder(fault, planned, settings, history.toAbsolutePath(), Clock.systemUTC(), System.out).record();
        return 0;
    }
}
