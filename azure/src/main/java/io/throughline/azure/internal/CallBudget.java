package io.throughline.azure.internal;

import com.azure.core.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts the calls of one identity against the documented rates, over spans that slide: at no instant were more made
 * within a span than the rate allows. Thread-safe.
 */
final class CallBudget {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final List<CallRate> rates;
    private final Map<Account, Deque<Taken>> accounts = new HashMap<>();

    CallBudget(List<CallRate> rates) {
        this.rates = List.copyOf(rates);
    }

    private record Account(int rate, String key) {}

    private record Taken(long at, int weight) {}

    /**
     * Takes a call, if it may be made now.
     *
     * @param weight what it counts where calls are weighed; more than a rate ever allows counts as all of it
     * @param now nanoseconds since some fixed moment
     * @return zero if it was taken, else how long to wait before asking again
     */
    synchronized Duration take(HttpRequest request, int weight, long now) {
        List<Account> concerned = new ArrayList<>();
        long wait = 0;
        for (int i = 0; i < rates.size(); i++) {
            CallRate rate = rates.get(i);
            String key = rate.key().apply(request).orElse(null);
            if (key != null) {
                Account account = new Account(i, key);
                concerned.add(account);
                wait = Math.max(wait, waitFor(account, rate, weightOf(rate, weight), now));
            }
        }
        if (wait > 0) {
            return Duration.ofMillis((wait + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
        }
        for (Account account : concerned) {
            int counted = weightOf(rates.get(account.rate()), weight);
            accounts.computeIfAbsent(account, none -> new ArrayDeque<>()).addLast(new Taken(now, counted));
        }
        return Duration.ZERO;
    }

    private long waitFor(Account account, CallRate rate, int weight, long now) {
        Deque<Taken> taken = accounts.get(account);
        if (taken == null) {
            return 0;
        }
        long span = rate.within().toNanos();
        while (!taken.isEmpty() && now - taken.peekFirst().at() >= span) {
            taken.removeFirst();
        }
        if (taken.isEmpty()) {
            accounts.remove(account);
            return 0;
        }
        int sum = taken.stream().mapToInt(Taken::weight).sum();
        for (Taken oldest : taken) {
            if (sum + weight <= rate.most()) {
                return 0;
            }
            sum -= oldest.weight();
            if (sum + weight <= rate.most()) {
                return oldest.at() + span - now;
            }
        }
        return 0;
    }

    private static int weightOf(CallRate rate, int weight) {
        return rate.weighed() ? Math.min(weight, rate.most()) : 1;
    }
}
