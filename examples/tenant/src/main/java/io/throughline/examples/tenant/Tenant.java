package io.throughline.examples.tenant;

import io.throughline.examples.tenant.azure.AzureApi;
import io.throughline.examples.tenant.jira.JiraApi;
import io.throughline.examples.tenant.recording.Recording;
import io.throughline.examples.tenant.recording.RecordingDatabase;
import io.throughline.examples.tenant.recording.Replay;
import io.throughline.examples.tenant.sentry.SentryApi;
import io.throughline.examples.tenant.sonarcloud.SonarApi;
import io.throughline.examples.tenant.wire.DeadPort;
import io.throughline.examples.tenant.wire.LoopbackCertificate;
import io.throughline.examples.tenant.wire.Throttle;
import io.throughline.examples.tenant.wire.WireServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A running tenant: four HTTPS servers on loopback over one recording. Thread-safe; everything that it made, but what
 * {@link #configuration(Path)} wrote, is gone when it is closed.
 *
 * <pre>{@code
 * try (Tenant tenant = Tenant.start(TenantConfig.builder("database", clock.instant()).build())) {
 *   Path yaml = tenant.configuration(folder);
 *   Clock pinned = Clock.fixed(tenant.replayedEnd(), ZoneOffset.UTC);
 *   …
 * }
 * }</pre>
 */
public final class Tenant implements AutoCloseable {

    /** In each bucket the one call that is refused; the waits that follow are of about a second. */
    private static final Throttle.Plan THROTTLED = new Throttle.Plan(
            Map.of("logs", 7, "graph", 2, "metrics", 5, "cost", 2, "issues", 2, "search", 2, "history", 3));

    private final Recording recording;
    private final Replay replay;
    private final TenantSecrets secrets;
    private final Path certificate;
    private final Map<Vendor, URI> endpoints;
    private final Deque<AutoCloseable> resources;

    private Tenant(
            Recording recording,
            Replay replay,
            TenantSecrets secrets,
            Path certificate,
            Map<Vendor, URI> endpoints,
            Deque<AutoCloseable> resources) {
        this.recording = recording;
        this.replay = replay;
        this.secrets = secrets;
        this.certificate = certificate;
        this.endpoints = Collections.unmodifiableMap(new EnumMap<>(endpoints));
        this.resources = resources;
    }

    /**
     * Starts a tenant.
     *
     * @throws IllegalArgumentException if there is no such recording
     */
    public static Tenant start(TenantConfig config) {
        Deque<AutoCloseable> resources = new ArrayDeque<>();
        try {
            Path folder = Files.createTempDirectory("throughline-tenant-");
            resources.push(() -> delete(folder));
            Recording recording = Recording.find(config.recording(), config.recordings(), folder);
            Replay replay = replay(config, recording);
            RecordingDatabase database = RecordingDatabase.open(recording, folder);
            resources.push(database);
            LoopbackCertificate certificate =
                    LoopbackCertificate.create(Clock.systemUTC().instant());
            Path pem = folder.resolve("tenant-ca.pem");
            certificate.writeAuthority(pem);
            TenantSecrets secrets = TenantSecrets.create(recording.manifest().tenant());
            Map<Vendor, URI> endpoints = new EnumMap<>(Vendor.class);
            for (Vendor vendor : Vendor.values()) {
                if (config.failing().contains(vendor)) {
                    DeadPort port = DeadPort.reserve();
                    resources.push(port);
                    endpoints.put(vendor, port.uri());
                } else {
                    WireServer server = serve(vendor, config, recording, replay, database, secrets, certificate);
                    resources.push(server);
                    endpoints.put(vendor, server.uri());
                }
            }
            return new Tenant(recording, replay, secrets, pem, endpoints, resources);
        } catch (IOException e) {
            close(resources);
            throw new UncheckedIOException("cannot make a folder for the tenant", e);
        } catch (RuntimeException e) {
            close(resources);
            throw e;
        }
    }

    private static Replay replay(TenantConfig config, Recording recording) {
        Instant end = recording.manifest().end();
        Duration shift = Replay.shift(end, config.at());
        Clock clock = config.clock().orElse(Clock.fixed(end.plus(shift), ZoneOffset.UTC));
        return new Replay(shift, clock);
    }

    private static WireServer serve(
            Vendor vendor,
            TenantConfig config,
            Recording recording,
            Replay replay,
            RecordingDatabase database,
            TenantSecrets secrets,
            LoopbackCertificate certificate) {
        Throttle throttle = config.throttled() ? THROTTLED.start() : Throttle.none();
        return switch (vendor) {
            case AZURE ->
                WireServer.start(
                        vendor.id(),
                        new AzureApi(recording, replay, database, secrets.azure(), throttle, config.logRowLimit())
                                .routes(),
                        AzureApi.failure(),
                        certificate);
            case SENTRY ->
                WireServer.start(
                        vendor.id(),
                        new SentryApi(recording, replay, database, secrets.sentry(), throttle).routes(),
                        SentryApi.failure(),
                        certificate);
            case JIRA ->
                WireServer.start(
                        vendor.id(),
                        new JiraApi(recording, replay, secrets.jira(), throttle).routes(),
                        JiraApi.failure(),
                        certificate);
            case SONARCLOUD ->
                WireServer.start(
                        vendor.id(),
                        new SonarApi(recording, replay, secrets.sonarcloud(), throttle).routes(),
                        SonarApi.failure(),
                        certificate);
        };
    }

    /** Returns where a vendor is served: scheme, host and port. */
    public URI endpoint(Vendor vendor) {
        URI endpoint = endpoints.get(vendor);
        if (endpoint == null) {
            throw new IllegalArgumentException("not served: " + vendor);
        }
        return endpoint;
    }

    /** Returns the file with the certificate, in PEM, that signed the servers' own; nothing else is signed by it. */
    public Path certificate() {
        return certificate;
    }

    /** Returns what the recording is called. */
    public String title() {
        return recording.manifest().title();
    }

    /** Returns what happens in the recording, in a few sentences. */
    public String description() {
        return recording.manifest().description();
    }

    /** Returns when the replayed recording begins, the normal days not counted. */
    public Instant replayedStart() {
        return replay.served(recording.manifest().start());
    }

    /** Returns the instant at which the replayed recording ends: the time it is in the tenant unless told otherwise. */
    public Instant replayedEnd() {
        return replay.served(recording.manifest().end());
    }

    /** Returns by how many days recorded times were moved. */
    public Duration shift() {
        return replay.shift();
    }

    /**
     * Writes {@code throughline.yaml} and the secrets that it refers to into a folder, which is made if needed.
     *
     * @return the YAML file
     */
    public Path configuration(Path folder) {
        return new ConfigurationFile(recording.manifest(), endpoints, certificate, secrets).write(folder);
    }

    @Override
    public void close() {
        close(resources);
    }

    /** Closes all, the last made first, even if one fails. */
    private static void close(Deque<AutoCloseable> resources) {
        RuntimeException failure = null;
        for (AutoCloseable resource = resources.poll(); resource != null; resource = resources.poll()) {
            try {
                resource.close();
            } catch (Exception e) {
                if (failure == null) {
                    failure = new IllegalStateException("cannot close the tenant", e);
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
