package io.throughline.examples.shop.record;

import io.throughline.examples.shop.ShopCommand;
import io.throughline.examples.shop.fault.Fault;
import io.throughline.examples.shop.fault.Faults;
import io.throughline.examples.shop.system.Settings;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code record}: runs the shop for one stretch and keeps what comes out. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        description = "Runs the shop for one stretch of model time and keeps everything it sends in a folder.")
public final class RecordCommand implements Callable<Integer> {
    private static final int COLLECTOR_PORT = 19100;
    private static final String AGENT = "applicationinsights-agent";

    @Parameters(
            index = "0",
            paramLabel = "STRETCH",
            description = "which; one that does not exist is refused with the list")
    private String stretch = "";

    @Option(names = "--out", required = true, description = "folder for the raw recording; must not exist or be empty")
    private Path out = Path.of("");

    @Option(
            names = "--agent",
            description = "the Application Insights agent's jar; without it the one on the class path is used")
    private @Nullable Path agent;

    @Option(names = "--history", description = "folder with the shop's history; without it the one of this module")
    private @Nullable Path history;

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
        try (Stream<Path> files = Files.list(work)) {
            if (files.findAny().isPresent()) {
                throw new IOException("--out: the folder " + work + " is not empty; name another one");
            }
        }
        Settings settings = new Settings(
                work,
                agent == null ? agentOnClassPath() : agent.toAbsolutePath(),
                serviceClassPath(),
                COLLECTOR_PORT,
                planned.samplingPercentage(),
                planned.metricIntervalSeconds());
        Path commits = history == null ? ownHistory() : history.toAbsolutePath();
        new Recorder(fault, planned, settings, commits, Clock.systemUTC(), System.out).record();
        return 0;
    }

    private static List<String> classPath() {
        return List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1));
    }

    /** What the services and the load driver run with: this process's class path, without the agent. */
    private static String serviceClassPath() {
        return classPath().stream()
                .filter(entry -> !entry.contains(AGENT))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path agentOnClassPath() throws IOException {
        return classPath().stream()
                .filter(entry -> entry.contains(AGENT))
                .map(entry -> Path.of(entry).toAbsolutePath())
                .findFirst()
                .orElseThrow(
                        () -> new IOException("--agent: no " + AGENT + " jar is on the class path; name its file"));
    }

    private static Path ownHistory() throws IOException, URISyntaxException {
        URL found = ShopCommand.class.getResource("history/history.json");
        URI place = found == null ? URI.create("jar:none") : found.toURI();
        if (!"file".equals(place.getScheme())) {
            throw new IOException("--history: the history is not in a folder of the class path; name the folder");
        }
        return Path.of(place).resolve("..").normalize();
    }
}
