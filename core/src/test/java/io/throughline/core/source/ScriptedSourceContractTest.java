package io.throughline.core.source;

import io.throughline.core.ThroughlineException;
import io.throughline.core.ThroughlineException.Category;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.testkit.ScriptedSource;
import io.throughline.core.testkit.ScriptedVendor;
import io.throughline.core.testkit.TelemetrySourceContract;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** The contract of sources on the one in memory. */
class ScriptedSourceContractTest extends TelemetrySourceContract {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final ScriptedVendor vendor = lab();

    /** Returns a vendor that had something of everything in the day before noon. */
    static ScriptedVendor lab() {
        ScriptedVendor vendor = new ScriptedVendor();
        for (int hour = 0; hour < 24; hour++) {
            Instant start = NOON.minus(Duration.ofHours(24 - hour));
            vendor.point(start, hour, start.plusSeconds(1));
            vendor.point(start.plusSeconds(300), hour / 2.0, start.plusSeconds(360));
            vendor.call(start.plusSeconds(301), 0.2 + hour, start.plusSeconds(400));
            vendor.call(start.plusSeconds(302), 0.3, start.plusSeconds(400));
        }
        vendor.incident("i-1", NOON.minusSeconds(4000), "too hot", NOON.minusSeconds(3990));
        vendor.thing("a", "release a", NOON.minus(Duration.ofHours(4)));
        vendor.thing("b", "release b", NOON.minus(Duration.ofHours(3)));
        vendor.thing("c", "release c", NOON.minus(Duration.ofHours(2)));
        return vendor;
    }

    @Override
    protected TelemetrySource open() {
        return vendor.open();
    }

    @Override
    protected TimeWindow horizon() {
        return TimeWindow.endingAt(NOON, Duration.ofHours(24));
    }

    @Override
    protected TelemetrySource openFailing() {
        for (String stream : Set.of(ScriptedSource.MEASURED, ScriptedSource.REVISED)) {
            vendor.fail(stream, new ThroughlineException(Category.REMOTE, "the lab is closed", null));
        }
        return vendor.open();
    }

    @Override
    protected void moreArrives() {
        vendor.point(NOON.minus(Duration.ofHours(20)), 99, NOON);
        vendor.point(NOON.minus(Duration.ofHours(9)).plusSeconds(120), 7, NOON);
        vendor.call(NOON.minus(Duration.ofHours(9)), 3, NOON);
        vendor.incident("i-2", NOON.minus(Duration.ofHours(8)), "too cold", NOON);
        vendor.thing("b", "release b, renamed", NOON.minus(Duration.ofHours(3)));
        vendor.thing("d", "release d", NOON.minus(Duration.ofHours(1)));
    }

    @Override
    protected Thing change() {
        vendor.thing("b", "release b, renamed", NOON.minus(Duration.ofHours(3)));
        return new Thing(ScriptedSource.REVISED, "b");
    }

    @Override
    protected Thing delete() {
        vendor.delete("b");
        return new Thing(ScriptedSource.REVISED, "b");
    }

    @Override
    protected Thing poison() {
        vendor.poison("p-1", NOON.minusSeconds(60), "the value is no number", NOON.minusSeconds(30));
        return new Thing(ScriptedSource.MEASURED, "p-1");
    }

    @Override
    protected CountDownLatch stall() {
        return vendor.stall();
    }

    @Override
    protected OptionalLong telemetryCalls() {
        return OptionalLong.of(vendor.asked().size());
    }
}
