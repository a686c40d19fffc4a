package io.throughline.examples.cli;

import io.throughline.core.sync.StreamResult;
import io.throughline.core.sync.SyncReport;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** What a sync did, as a table. */
final class SyncTable {

    private static final String ROW = "%-24s %-9s %9s %9s %9s %9s  %s%n";

    private SyncTable() {}

    static void print(SyncReport report, Instant now, PrintWriter out) {
        out.printf(Locale.ROOT, ROW, "STREAM", "STATE", "READS", "ROWS", "WRITTEN", "AGE", "NOTE");
        for (StreamResult result : report.streams()) {
            Instant asOf = result.completeness().asOf();
            out.printf(
                    Locale.ROOT,
                    ROW,
                    result.stream(),
                    result.completeness()
                            .state()
                            .name()
                            .toLowerCase(Locale.ROOT)
                            .replace('_', ' '),
                    result.reads(),
                    result.rows(),
                    result.written().written(),
                    asOf == null ? "-" : age(Duration.between(asOf, now)),
                    result.failed()
                            ? result.error()
                            : String.join("; ", result.completeness().notes()));
        }
        out.printf(
                Locale.ROOT,
                "%,d rows written: %,d added, %,d changed, %,d removed; %,d unchanged%n",
                report.written().written(),
                report.written().added(),
                report.written().changed(),
                report.written().removed(),
                report.written().unchanged());
    }

    /** Returns a length of time in its largest unit. */
    static String age(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7200
                ? seconds / 60 + " min"
                : seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
    }
}
