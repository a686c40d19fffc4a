package io.throughline.examples.shop.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.shop.clock.ModelClock;
import io.throughline.examples.shop.fault.Fault;
import io.throughline.examples.shop.load.LoadDriver;
import io.throughline.examples.shop.system.ServiceKind;
import io.throughline.examples.shop.system.Settings;
import io.throughline.examples.shop.system.Shop;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Runs the shop for one stretch of model time and keeps everything that it sends. */
final class Recorder {
    /** Requests a model minute and operation, on the mean of a day. */
    private static final double PER_MINUTE = 25;

    private final Fault fault;
    private final Stretch stretch;
    private final Settings settings;
    private final Path historyFolder;
    private final Clock wall;
    private final PrintStream progress;

    Recorder(Fault fault, Stretch stretch, Settings settings, Path historyFolder, Clock wall, PrintStream progress) {
        this.fault = fault;
        this.stretch = stretch;
        this.settings = settings;
        this.historyFolder = historyFolder;
        this.wall = wall;
        this.progress = progress;
    }

    /** Records; returns when the stretch is over and everything has been stopped. */
    void record() throws IOException, SQLException, InterruptedException, ExecutionException {
        History history = History.read(historyFolder);
        Repository repository = new Repository(historyFolder, settings.work(), settings.classPath());
        try (EventLog events = new EventLog(settings.work().resolve("events.ndjson"));
                EventLog warmUps = new EventLog(settings.work().resolve("warm-up.ndjson"))) {
            say("starting the database");
            try (Shop shop = new Shop(
                    settings, wall, id -> warmUps.write(warmUps.object().put("traceId", id)))) {
                Releases releases = new Releases(history, repository, events);
                Map<ServiceKind, String> versions = releases.until(stretch.start(), fault.id(), shop::migrate);
                say("filling the database");
                shop.fillDatabase();
                startServices(shop, releases, versions);
                run(shop, releases, events, versions);
            }
        }
        say("recorded in " + settings.work());
    }

    private void startServices(Shop shop, Releases releases, Map<ServiceKind, String> versions)
            throws IOException, InterruptedException {
        for (ServiceKind kind : List.of(ServiceKind.INVENTORY, ServiceKind.ORDERS, ServiceKind.STOREFRONT)) {
            String version = String.valueOf(versions.get(kind));
            say("starting " + kind.role() + " " + version);
            shop.swap(kind, version, releases.classes(kind, version), ShopOperations.WARM_UP_CALLS, () -> {});
        }
        shop.warmUp(ServiceKind.STOREFRONT, ShopOperations.WARM_UP_CALLS);
        for (int i = 0; i < 300 && shop.telemetryPosts() == 0; i++) {
            Thread.sleep(100);
        }
        if (shop.telemetryPosts() == 0) {
            throw new IOException("no telemetry has come from the agents; see the .out files in " + settings.work());
        }
    }

    private void run(Shop shop, Releases releases, EventLog events, Map<ServiceKind, String> versions)
            throws IOException, InterruptedException, ExecutionException {
        ModelClock clock =
                new ModelClock(stretch.start(), wall.instant().plusSeconds(stretch.warmUpSeconds()), stretch.rate());
        describe(events, clock, versions);
        shop.size(stretch.rate());
        Process driver = startDriver(clock);
        try (Tasks tasks = new Tasks();
                EventLog platform = new EventLog(settings.work().resolve("platform.ndjson"));
                EventLog statements = new EventLog(settings.work().resolve("statements.ndjson"))) {
            say("load is on, the stretch starts in " + stretch.warmUpSeconds() + " s and ends at about "
                    + clock.toWall(stretch.end()));
            ShopOperations operations = new ShopOperations(shop, releases, events, clock, wall);
            AlertWatch alerts = new AlertWatch(events, onCall(events, operations, tasks));
            tasks.start(() -> new PlatformSampler(shop, clock, wall, platform, alerts).run(stretch.end()));
            tasks.start(() -> new StatementStatistics(shop, clock, wall, statements).run(stretch.end()));
            tasks.start(() -> plannedReleases(releases, operations));
            tasks.start(() -> breakIt(operations));
            Instant end = clock.toWall(stretch.end()).plusSeconds(6);
            while (wall.instant().isBefore(end)) {
                Thread.sleep(500);
                tasks.check();
            }
        } finally {
            driver.destroy();
            driver.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private Optional<OnCall> onCall(EventLog events, ShopOperations operations, Tasks tasks) {
        if (!fault.real()) {
            return Optional.empty();
        }
        return Optional.of(new OnCall(
                events,
                () -> tasks.start(() -> {
                    operations.remedyStarts();
                    fault.remedy(operations);
                })));
    }

    private void breakIt(ShopOperations operations) throws Exception {
        operations.await(stretch.start().plus(fault.begins()));
        if (fault.real()) {
            operations.faultStarts(fault.culprit());
            say("the fault begins");
        }
        fault.begin(operations);
    }

    private void plannedReleases(Releases releases, ShopOperations operations) throws Exception {
        for (PlannedCommit commit : releases.planned(fault.id(), stretch.start(), stretch.end())) {
            Instant at = commit.at();
            if (at != null && !releases.isMade(commit)) {
                operations.await(at);
                releases.make(commit, at);
            }
            Instant deployAt = commit.deployAt();
            if (deployAt != null) {
                operations.await(deployAt);
                say("deploying " + commit.service() + " " + commit.version());
                operations.release(commit);
            }
        }
    }

    private void describe(EventLog events, ModelClock clock, Map<ServiceKind, String> versions) {
        ObjectNode event = events.event("stretch", stretch.start())
                .put("id", fault.id())
                .put("title", fault.title())
                .put("end", stretch.end().toString())
                .put("wallStart", clock.wallStart().toString())
                .put("rate", stretch.rate())
                .put("samplingPercentage", stretch.samplingPercentage())
                .put("metricIntervalSeconds", stretch.metricIntervalSeconds())
                .put("requestsPerMinuteAndOperation", PER_MINUTE);
        ObjectNode running = event.putObject("versions");
        versions.forEach((kind, version) -> running.put(kind.role(), version));
        events.write(event);
    }

    private Process startDriver(ModelClock clock) throws IOException {
        List<String> command = List.of(
                "nice",
                "-n",
                "-5",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-cp",
                settings.classPath(),
                LoadDriver.class.getName(),
                "http://127.0.0.1:" + ServiceKind.STOREFRONT.port(),
                clock.start().toString(),
                clock.wallStart().toString(),
                String.valueOf(clock.rate()),
                String.valueOf(PER_MINUTE),
                String.valueOf(fault.id().hashCode()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(settings.work().resolve("driver.out").toFile())
                .start();
    }

    private void say(String text) {
        progress.println(text);
        progress.flush();
    }
}
