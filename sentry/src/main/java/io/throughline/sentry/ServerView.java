package io.throughline.sentry;

import io.throughline.core.http.CallObserver;
import io.throughline.core.http.CallReport;
import io.throughline.core.http.RateLimit;
import io.throughline.core.source.CheckResult;
import io.throughline.core.source.CheckResult.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the answers to a check tell by the way: the server's clock and what is left of its limits. Thread-safe. */
final class ServerView implements CallObserver {

    /** From here on windows of time and waits go wrong. */
    private static final Duration TOLERATED = Duration.ofMinutes(1);

    private final Clock clock;
    private @Nullable Duration ahead;
    private @Nullable RateLimit tightest;
    private boolean answered;

    ServerView(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void answered(CallReport report) {
        if (report.status() == 0) {
            return;
        }
        answered = true;
        if (report.serverTime() != null) {
            Duration now = Duration.between(clock.instant(), report.serverTime());
            // The least is nearest to the truth: an answer that took long tells an earlier time.
            ahead = ahead == null || now.abs().compareTo(ahead.abs()) < 0 ? now : ahead;
        }
        RateLimit limit = report.rateLimit();
        if (limit.limit() != null
                && limit.remaining() != null
                && (tightest == null || share(limit) < share(tightest))) {
            tightest = limit;
        }
    }

    private static double share(@Nullable RateLimit limit) {
        if (limit == null || limit.limit() == null || limit.remaining() == null || limit.limit() == 0) {
            return 1;
        }
        return limit.remaining() / (double) limit.limit();
    }

    /** Returns what was seen; nothing if there was no answer at all. */
    synchronized List<CheckResult> results() {
        List<CheckResult> results = new ArrayList<>();
        if (!answered) {
            return results;
        }
        Duration skew = ahead;
        if (skew != null) {
            boolean fine = skew.abs().compareTo(TOLERATED) <= 0;
            String detail = "the server's clock is " + skew.abs().toSeconds() + " s "
                    + (skew.isNegative() ? "behind" : "ahead") + " of this one";
            results.add(new CheckResult(
                    SentrySourceProvider.ID,
                    "clock",
                    fine ? Outcome.WORKS : Outcome.FAILED,
                    detail,
                    fine ? null : "set this host's clock by NTP: what is read last would be missed or guessed"));
        }
        RateLimit limit = tightest;
        String detail = limit == null
                ? "the server tells no limit"
                : "at the tightest, " + limit.remaining() + " of " + limit.limit() + " calls were left in the window"
                        + (limit.concurrentLimit() == null ? "" : ", " + limit.concurrentLimit() + " at once");
        results.add(new CheckResult(SentrySourceProvider.ID, "rate", Outcome.WORKS, detail, null));
        return results;
    }
}
