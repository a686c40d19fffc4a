package io.throughline.examples.shop.clock;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** How much a time of day asks for, relative to the mean of a day (which is 1). */
public final class LoadShape {
    private final long seed;

    /** A shape whose small irregularities hang on this seed. */
    public LoadShape(long seed) {
        this.seed = seed;
    }

    /** The factor at this model time: a broad day with two humps, a quieter night, and a few per cent of noise per ten minutes. */
    public double at(Instant time) {
        ZonedDateTime utc = time.atZone(ZoneOffset.UTC);
        double hour = utc.getHour() + utc.getMinute() / 60.0 + utc.getSecond() / 3600.0;
        double day =
                1 + 0.35 * Math.sin(2 * Math.PI * (hour - 8) / 24) + 0.12 * Math.sin(4 * Math.PI * (hour - 10) / 24);
        return day * (1 + 0.04 * noise(Math.floorDiv(time.getEpochSecond(), 600)));
    }

    private double noise(long bucket) {
        long z = (bucket + seed) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return ((z ^ (z >>> 31)) >>> 11) * 0x1.0p-52 - 1;
    }
}
