package io.throughline.examples.shop.record;

import io.throughline.examples.shop.clock.ModelClock;
import io.throughline.examples.shop.fault.Operations;
import io.throughline.examples.shop.system.ServiceKind;
import io.throughline.examples.shop.system.Shop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What is done to the running shop, each step noted with its model time. */
final class ShopOperations implements Operations {
    static final int WARM_UP_CALLS = 800;

    private final Shop shop;
    private final Releases releases;
    private final EventLog events;
    private final ModelClock clock;
    private final Clock wall;
    private volatile boolean remedied;

    ShopOperations(Shop shop, Releases releases, EventLog events, ModelClock clock, Clock wall) {
        this.shop = shop;
        this.releases = releases;
        this.events = events;
        this.clock = clock;
        this.wall = wall;
    }

    @Override
    public void deploy(String commitDirectory) throws IOException, InterruptedException {
        PlannedCommit commit = releases.commit(commitDirectory);
        if (!releases.isMade(commit)) {
            releases.make(commit, now());
        }
        release(commit);
    }

    /** Deploys what is released from a commit that has been made; its migrations run when the traffic has been switched. */
    void release(PlannedCommit commit) throws IOException, InterruptedException {
        ServiceKind kind = ServiceKind.of(String.valueOf(commit.service()));
        String version = String.valueOf(commit.version());
        deployment("started", kind, version);
        shop.swap(kind, version, releases.classes(kind, version), WARM_UP_CALLS, () -> {
            deployment("switched", kind, version);
            try {
                for (Path script : releases.migrations(commit, kind)) {
                    shop.migrate(kind, List.of(script));
                    note("migration " + script.getFileName() + " done");
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the migration of " + kind.role() + " " + version + " failed", e);
            }
            deployment("finished", kind, version);
        });
    }

    private void deployment(String what, ServiceKind kind, String version) {
        events.write(events.event("deploy", now())
                .put("what", what)
                .put("service", kind.role())
                .put("version", version));
    }

    @Override
    public Process startOn(ServiceKind kind, List<String> command) throws IOException {
        return shop.startOn(kind, command);
    }

    @Override
    public Connection database(ServiceKind kind) throws SQLException {
        String name = kind.database();
        if (name == null) {
            throw new IllegalArgumentException(kind.role() + " has no database; name orders-api or inventory-api");
        }
        return shop.database().connect(name);
    }

    @Override
    public void slowNetwork(ServiceKind to, Duration extra) {
        shop.network(to).slow(extra);
    }

    @Override
    public void cutNetwork(ServiceKind to) {
        shop.network(to).cut();
    }

    @Override
    public void mendNetwork(ServiceKind to) {
        shop.network(to).mend();
    }

    @Override
    public void freeze(ServiceKind kind) throws IOException, InterruptedException {
        shop.signal(kind, "STOP");
    }

    @Override
    public void thaw(ServiceKind kind) throws IOException, InterruptedException {
        shop.signal(kind, "CONT");
    }

    @Override
    public void failPayments(boolean fail) {
        shop.failPayments(fail);
    }

    @Override
    public void pause(Duration model) throws InterruptedException {
        Thread.sleep(model.dividedBy(clock.rate()).toMillis());
    }

    @Override
    public void note(String text) {
        events.write(events.event("note", now()).put("text", text));
    }

    @Override
    public boolean remedied() {
        return remedied;
    }

    void remedyStarts() {
        remedied = true;
        events.write(events.event("remedy", now()).put("what", "begins"));
    }

    void faultStarts(String culprit) {
        events.write(events.event("fault", now()).put("what", "begins").put("culprit", culprit));
    }

    /** Waits for a model time. */
    void await(Instant model) throws InterruptedException {
        long millis = Duration.between(wall.instant(), clock.toWall(model)).toMillis();
        if (millis > 0) {
            Thread.sleep(millis);
        }
    }

    Instant now() {
        return clock.toModel(wall.instant());
    }
}
