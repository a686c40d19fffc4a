package io.throughline.examples.cli;

import io.throughline.core.sync.StreamResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** One bar over all streams; behind it the one that has been running longest, with its reads. */
final class SyncBar extends SyncProgress {

    private final ProgressBar bar;
    private final Clock clock;
    private final Map<String, Running> running = new TreeMap<>();

    /** A stream under way; {@code planned} is 0 if it is not known how many reads there will be. */
    private record Running(Instant since, int planned, int reads) {}

    SyncBar(int streams, Clock clock) {
        this.clock = clock;
        this.bar = new ProgressBarBuilder()
                .setTaskName("sync")
                .setUnit(" streams", 1)
                .setInitialMax(Math.max(1, streams))
                .setStyle(ProgressBarStyle.ASCII)
                .hideEta()
                .setConsumer(new ConsoleProgressBarConsumer(System.err))
                .build();
    }

    @Override
    public synchronized void started(String stream, int reads) {
        Running before = running.get(stream);
        running.put(
                stream,
                new Running(
                        before == null ? clock.instant() : before.since(), reads, before == null ? 0 : before.reads()));
        tell();
    }

    @Override
    public synchronized void progressed(String stream, int reads, long rows) {
        running.computeIfPresent(stream, (name, one) -> new Running(one.since(), one.planned(), reads));
        tell();
    }

    @Override
    public synchronized void finished(StreamResult result) {
        super.finished(result);
        running.remove(result.stream());
        bar.stepTo(finished().size());
        tell();
    }

    private void tell() {
        bar.setExtraMessage(running.entrySet().stream()
                .min(Map.Entry.comparingByValue(java.util.Comparator.comparing(Running::since)))
                .map(slowest -> " " + slowest.getKey() + " " + reads(slowest.getValue()))
                .orElse(""));
    }

    private String reads(Running one) {
        String of = one.planned() == 0 ? "" : "/" + Math.max(one.planned(), one.reads());
        return one.reads() + of + " reads, " + Ages.of(Duration.between(one.since(), clock.instant()));
    }

    @Override
    public synchronized void close() {
        bar.setExtraMessage("");
        bar.close();
    }
}
