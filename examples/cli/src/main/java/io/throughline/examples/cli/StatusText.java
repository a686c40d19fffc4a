package io.throughline.examples.cli;

import io.throughline.core.sync.StreamStatus;
import io.throughline.core.sync.SyncStatus;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the streams are doing, as a table for people or as an object for programs. */
final class StatusText {

    private final SyncStatus status;
    private final StoreText store;
    private final Instant now;

    StatusText(SyncStatus status, StoreText store, Instant now) {
        this.status = status;
        this.store = store;
        this.now = now;
    }

    void print(PrintWriter out, int width) {
        Table table = new Table("STREAM", "STATE", ">AGE", ">EVERY", "NEXT", ">FAILURES", ">ASIDE", "NOTE");
        for (StreamStatus stream : status.streams()) {
            table.row(
                    stream.stream(),
                    word(stream),
                    stream.age() == null ? "-" : Ages.of(stream.age()),
                    stream.every() == null ? "-" : Ages.of(stream.every()),
                    next(stream.nextDue()),
                    stream.failures(),
                    stream.setAside(),
                    note(stream));
        }
        table.print(out, width);
        out.println();
        long streams = status.streams().stream().filter(s -> s.tier() != null).count();
        List<String> gaps = status.gaps().stream().map(StreamStatus::stream).toList();
        out.printf(
                Locale.ROOT,
                "Coverage %.0f %%: %d of %d streams are live%s%n",
                Math.floor(status.coverage() * 100),
                streams - gaps.size(),
                streams,
                gaps.isEmpty() ? "" : "; not " + String.join(", ", gaps));
        store.print(out);
    }

    /** Returns an object; the names are stable, what is not known is null. */
    Map<String, @Nullable Object> json(boolean healthy) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("at", now.toString());
        all.put("healthy", healthy);
        all.put("coverage", status.coverage());
        all.put("gaps", status.gaps().stream().map(StreamStatus::stream).toList());
        all.put("streams", status.streams().stream().map(StatusText::json).toList());
        all.put("store", store.json());
        return all;
    }

    private static Map<String, @Nullable Object> json(StreamStatus stream) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("stream", stream.stream());
        object.put("state", stream.completeness().state().name().toLowerCase(Locale.ROOT));
        object.put("tier", stream.tier() == null ? null : stream.tier().name().toLowerCase(Locale.ROOT));
        object.put("live", stream.isLive());
        object.put("asOf", text(stream.completeness().asOf()));
        object.put("ageSeconds", stream.age() == null ? null : stream.age().toSeconds());
        object.put(
                "everySeconds", stream.every() == null ? null : stream.every().toSeconds());
        object.put("succeededAt", text(stream.succeededAt()));
        object.put("nextDue", text(stream.nextDue()));
        object.put("overdue", stream.overdue());
        object.put("failures", stream.failures());
        object.put("silentSince", text(stream.silentSince()));
        object.put("setAside", stream.setAside());
        object.put("notes", stream.completeness().notes());
        return object;
    }

    private static String word(StreamStatus stream) {
        if (stream.silentSince() != null) {
            return "silent";
        }
        return stream.overdue()
                ? "overdue"
                : stream.completeness().state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private String next(@Nullable Instant due) {
        if (due == null) {
            return "-";
        }
        return due.isAfter(now) ? "in " + Ages.of(Duration.between(now, due)) : "now";
    }

    private static String note(StreamStatus stream) {
        String notes = OneLine.of(String.join("; ", stream.completeness().notes()));
        String silent = stream.silentSince() == null ? "" : "nothing since " + stream.silentSince();
        String orphan = stream.tier() == null ? "no configured source has it" : "";
        return String.join(
                "; ",
                List.of(silent, orphan, notes).stream()
                        .filter(text -> !text.isEmpty())
                        .toList());
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
