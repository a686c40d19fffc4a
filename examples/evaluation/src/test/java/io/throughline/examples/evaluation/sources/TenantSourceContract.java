package io.throughline.examples.evaluation.sources;

import io.throughline.core.config.ThroughlineConfig;
import io.throughline.core.http.HttpClients;
import io.throughline.core.source.SourceRuntime;
import io.throughline.core.source.TelemetrySource;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.testkit.TelemetrySourceContract;
import io.throughline.examples.tenant.Tenant;
import io.throughline.examples.tenant.TenantConfig;
import io.throughline.examples.tenant.Vendor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A vendor's source over the built-in tenant, half an hour before the recording ends: what the last half hour brings, late
 * rows among it, is what arrives later.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TenantSourceContract extends TelemetrySourceContract {

    private static final Instant AT = Instant.parse("2026-11-22T18:00:00Z");
    private static final Duration HELD_BACK = Duration.ofMinutes(30);

    private final Vendor vendor;
    private final Duration history;
    private final MovableClock clock = new MovableClock();
    private @Nullable Tenant tenant;
    private @Nullable Path good;
    private @Nullable Path refused;

    TenantSourceContract(Vendor vendor, Duration history) {
        this.vendor = vendor;
        this.history = history;
    }

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        Tenant started = Tenant.start(TenantConfig.builder("database", AT)
                .clock(clock)
                .throttled(false)
                .build());
        tenant = started;
        good = started.configuration(folder.resolve("good"));
        refused = started.configuration(folder.resolve("refused"));
        for (Path secret : secretsIn(folder.resolve("refused"))) {
            Files.writeString(secret, "wr0ng-" + secret.getFileName());
        }
    }

    @BeforeEach
    void beforeTheLastHalfHour() {
        clock.set(tenant().replayedEnd().minus(HELD_BACK));
    }

    @AfterAll
    void stop() {
        tenant().close();
    }

    @Override
    protected TelemetrySource open() {
        return open(Objects.requireNonNull(good));
    }

    @Override
    protected TelemetrySource openFailing() {
        return open(Objects.requireNonNull(refused));
    }

    /** Ends where the held back half hour begins to count: what arrives in it happened before, or changes what did. */
    @Override
    protected TimeWindow horizon() {
        return TimeWindow.endingAt(tenant().replayedEnd(), history);
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }

    @Override
    protected void moreArrives() {
        clock.set(tenant().replayedEnd());
    }

    @Override
    protected Set<String> secrets() {
        Set<String> secrets = new HashSet<>();
        for (Path file : List.of(Objects.requireNonNull(good), Objects.requireNonNull(refused))) {
            for (Path secret : secretsIn(Objects.requireNonNull(file.getParent()))) {
                try {
                    secrets.add(Files.readString(secret));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return secrets;
    }

    private Tenant tenant() {
        return Objects.requireNonNull(tenant);
    }

    private TelemetrySource open(Path file) {
        ThroughlineConfig config = ThroughlineConfig.load(file);
        return Objects.requireNonNull(config.sources().get(vendor.id()))
                .open(new SourceRuntime(
                        clock,
                        HttpClients.trusting(config.trust()),
                        config.pseudonyms().orElse(null)));
    }

    private static List<Path> secretsIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> {
                        String name = String.valueOf(file.getFileName());
                        return name.endsWith("-token") || name.endsWith("-secret");
                    })
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
