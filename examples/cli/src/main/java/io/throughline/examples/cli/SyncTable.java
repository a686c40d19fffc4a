package io.throughline.examples.cli;

import io.throughline.core.store.WriteResult;
import io.throughline.core.sync.StreamResult;
import io.throughline.core.sync.StreamResult.Outcome;
import io.throughline.core.sync.SyncReport;
import io.throughline.core.sync.SyncRequest;
import io.throughline.core.telemetry.StreamCompleteness.State;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a sync did, as tables for people: a row a stream, a row a system, and the sum. */
final class SyncTable {

    private final SyncReport report;
    private final Instant now;

    SyncTable(SyncReport report, Instant now) {
        this.report = report;
        this.now = now;
    }

    /** Prints it, with no line longer than {@code width} characters. */
    void print(PrintWriter out, int width) {
        Table streams = streams();
        if (!streams.isEmpty()) {
            streams.print(out, width);
            out.println();
        }
        Table systems = new Table("SYSTEM", "STATE", ">ROWS", ">WRITTEN", ">CALLS", ">AGE", "STREAMS");
        for (SystemResult system : SystemResult.of(report.streams())) {
            systems.row(
                    system.system(),
                    system.outcome().name().toLowerCase(Locale.ROOT),
                    count(system.rows()),
                    count(system.written()),
                    count(system.calls()),
                    age(system.asOf()),
                    system.streams());
        }
        systems.print(out, width);
        out.println();
        sum(out);
    }

    private Table streams() {
        Table table = new Table("STREAM", "STATE", ">ROWS", ">WRITTEN", ">CALLS", ">AGE", "NOTE");
        for (StreamResult result : report.streams()) {
            if (result.outcome() != Outcome.SKIPPED && result.outcome() != Outcome.NOT_DUE) {
                table.row(
                        result.stream(),
                        word(result),
                        count(result.rows()),
                        count(result.written().written()),
                        count(result.calls()),
                        age(result.completeness().asOf()),
                        note(result));
            }
        }
        return table;
    }

    private void sum(PrintWriter out) {
        SyncRequest request = report.request();
        WriteResult written = report.written();
        String detail = String.format(
                Locale.ROOT,
                "%,d added, %,d changed, %,d removed; %,d unchanged",
                written.added(),
                written.changed(),
                written.removed(),
                written.unchanged());
        if (request.dryRun()) {
            out.printf(Locale.ROOT, "%,d rows would be written: %s%n", written.written(), detail);
            out.println("Dry run: nothing was written");
        } else {
            out.printf(Locale.ROOT, "%,d rows written: %s%n", written.written(), detail);
        }
        if (request.force()) {
            out.printf(
                    Locale.ROOT,
                    "%s %s: +%,d added, %,d changed, %,d removed, %,d unchanged; no ticket touched%n",
                    request.dryRun() ? "would differ after re-reading" : "re-read",
                    Ages.of(request.horizon().length()),
                    written.added(),
                    written.changed(),
                    written.removed(),
                    written.unchanged());
        }
        calls(out, request.maxCalls());
        left(out, Outcome.SKIPPED, "left out on request; results say so");
        left(
                out,
                Outcome.NOT_DUE,
                "not due" + (report.nextDue() == null ? "" : "; the next is at " + report.nextDue()));
        long aside = report.streams().stream().mapToLong(StreamResult::setAside).sum();
        if (aside > 0) {
            out.printf(Locale.ROOT, "%,d records set aside; throughline set-aside tells why%n", aside);
        }
    }

    private void calls(PrintWriter out, @Nullable Long limit) {
        List<Long> counted = report.streams().stream()
                .map(StreamResult::calls)
                .filter(Objects::nonNull)
                .toList();
        if (!counted.isEmpty()) {
            long calls = counted.stream().mapToLong(Long::longValue).sum();
            out.printf(Locale.ROOT, "%,d calls to vendors", calls);
            if (limit != null) {
                out.printf(Locale.ROOT, ", of at most %,d", limit);
            }
            out.println();
        }
    }

    private void left(PrintWriter out, Outcome outcome, String why) {
        long streams =
                report.streams().stream().filter(s -> s.outcome() == outcome).count();
        if (streams > 0) {
            out.printf(Locale.ROOT, "%,d streams %s%n", streams, why);
        }
    }

    /** Returns how a stream's part ended, in one or two words. */
    static String word(StreamResult result) {
        State state = result.completeness().state();
        String word = result.outcome() == Outcome.READ && state != State.COMPLETE
                ? state.name()
                : result.outcome() == Outcome.READ
                        ? "complete"
                        : result.outcome().name();
        return word.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String note(StreamResult result) {
        return OneLine.of(
                result.failed()
                        ? String.valueOf(result.error())
                        : String.join("; ", result.completeness().notes()));
    }

    private static String count(@Nullable Long number) {
        return number == null ? "-" : String.format(Locale.ROOT, "%,d", number);
    }

    private String age(@Nullable Instant asOf) {
        return asOf == null ? "-" : Ages.of(Duration.between(asOf, now));
    }
}
