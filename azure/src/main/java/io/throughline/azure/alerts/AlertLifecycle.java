package io.throughline.azure.alerts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one alert, by what Azure posted about it and what it listed: put together in any order and as often
 * as it comes, the result is the same. What was listed counts for all that happened until the alert last changed in it;
 * what was posted of later counts on top. Immutable.
 */
public final class AlertLifecycle {

    private static final Comparator<AzureAlert> LATER = Comparator.comparing(AzureAlert::modifiedAt)
            .thenComparing(AzureAlert::resolved)
            .thenComparing(AzureAlert::state);

    /** Of two posts of the same, the one that tells its time itself. */
    private static final Comparator<CommonAlert> BETTER = Comparator.comparing(
                    (CommonAlert post) -> post.resolvedAt() == null)
            .thenComparing(CommonAlert::happenedAt);

    private final String guid;
    private final SortedMap<Notice, CommonAlert> posted;
    private final @Nullable AzureAlert listed;

    private AlertLifecycle(String guid, SortedMap<Notice, CommonAlert> posted, @Nullable AzureAlert listed) {
        this.guid = guid;
        this.posted = Collections.unmodifiableSortedMap(posted);
        this.listed = listed;
    }

    /** What makes two posts the same: Azure repeats them. */
    private record Notice(Instant firedAt, boolean resolved) implements Comparable<Notice> {
        @Override
        public int compareTo(Notice other) {
            int order = firedAt.compareTo(other.firedAt);
            return order != 0 ? order : Boolean.compare(resolved, other.resolved);
        }
    }

    /**
     * A stretch of time in which the condition held.
     *
     * @param firedAt when it began, UTC
     * @param resolvedAt when it ended, UTC, or null if it has not, or the monitor does not tell
     */
    public record Firing(Instant firedAt, @Nullable Instant resolvedAt) {}

    /** Begins with a post. */
    public static AlertLifecycle of(CommonAlert post) {
        return new AlertLifecycle(post.guid(), new TreeMap<>(), null).posted(post);
    }

    /** Begins with what the service listed. */
    public static AlertLifecycle of(AzureAlert alert) {
        return new AlertLifecycle(alert.guid(), new TreeMap<>(), alert);
    }

    /** Returns this with a post; the same object if it tells nothing new. */
    public AlertLifecycle posted(CommonAlert post) {
        requireSame(post.guid());
        Notice notice = new Notice(post.firedAt(), post.resolved());
        CommonAlert known = posted.get(notice);
        if (known != null && BETTER.compare(post, known) >= 0) {
            return this;
        }
        SortedMap<Notice, CommonAlert> more = new TreeMap<>(posted);
        more.put(notice, post);
        return new AlertLifecycle(guid, more, listed);
    }

    /** Returns this with what the service listed; the same object if a later state is known already. */
    public AlertLifecycle listed(AzureAlert alert) {
        requireSame(alert.guid());
        return listed != null && LATER.compare(alert, listed) <= 0 ? this : new AlertLifecycle(guid, posted, alert);
    }

    /** Returns the alert's GUID in lower case. */
    public String guid() {
        return guid;
    }

    /** Tells whether it was only posted to test an action group. */
    public boolean test() {
        return posted.values().stream().anyMatch(CommonAlert::test);
    }

    /** Returns when the condition held, as far as that was told, by ascending start; more than one if it fired again. */
    public List<Firing> firings() {
        SortedMap<Instant, Firing> firings = new TreeMap<>();
        posted.forEach((notice, post) -> {
            Instant at = notice.firedAt();
            Firing begun = firings.getOrDefault(at, new Firing(at, null));
            firings.put(at, notice.resolved() ? new Firing(at, post.happenedAt()) : begun);
        });
        AzureAlert polled = listed;
        if (polled != null) {
            Firing told = new Firing(polled.startedAt(), polled.resolved() ? resolvedAt(polled) : null);
            Firing known = firings.get(polled.startedAt());
            boolean newer = known != null
                    && known.resolvedAt() != null
                    && known.resolvedAt().isAfter(polled.modifiedAt());
            if (!newer) {
                firings.put(told.firedAt(), told);
            }
        }
        return List.copyOf(firings.values());
    }

    /**
     * Returns the alert as it stands. Of posts only, people's state is {@code New}, as a post does not tell it; an alert
     * that fired again after it was listed is {@code New} again.
     */
    public AzureAlert alert() {
        AzureAlert polled = listed;
        CommonAlert last = null;
        for (CommonAlert post : posted.values()) {
            boolean later = polled == null || post.happenedAt().isAfter(polled.modifiedAt());
            // At the same instant the end is told last.
            if (later && (last == null || !post.happenedAt().isBefore(last.happenedAt()))) {
                last = post;
            }
        }
        if (last == null) {
            return Objects.requireNonNull(polled, "neither posted nor listed");
        }
        List<Firing> firings = new ArrayList<>(firings());
        Firing current = firings.get(firings.size() - 1);
        boolean sameFiring = polled != null && !current.firedAt().isAfter(polled.startedAt());
        Instant resolvedAt = current.resolvedAt();
        if (resolvedAt == null && last.resolved() && !last.happenedAt().isBefore(current.firedAt())) {
            resolvedAt = last.happenedAt();
        }
        Instant modified = resolvedAt != null ? resolvedAt : last.happenedAt();
        return new AzureAlert(
                polled != null ? polled.id() : last.alertId(),
                polled != null ? polled.name() : last.rule(),
                last.severity(),
                sameFiring ? Objects.requireNonNull(polled).state() : AlertState.NEW.word(),
                resolvedAt != null ? "Resolved" : "Fired",
                polled != null ? polled.monitorService() : last.monitoringService(),
                polled != null ? polled.signalType() : last.signalType(),
                polled != null ? polled.targetResource() : last.target(),
                polled != null && polled.rule() != null
                        ? polled.rule()
                        : last.ruleId() != null ? last.ruleId() : last.rule(),
                last.description(),
                current.firedAt(),
                modified,
                resolvedAt,
                polled != null ? polled.details() : details(last));
    }

    private static AlertDetails details(CommonAlert post) {
        return new AlertDetails(
                null,
                null,
                null,
                post.originAlertId(),
                null,
                false,
                post.context().tree(),
                java.util.Map.of(),
                post.customProperties());
    }

    private static Instant resolvedAt(AzureAlert alert) {
        Instant told = alert.resolvedAt();
        return told == null ? alert.modifiedAt() : told;
    }

    private void requireSame(String other) {
        if (!other.equals(guid)) {
            throw new IllegalArgumentException("alert " + other.toLowerCase(Locale.ROOT) + " is not alert " + guid);
        }
    }
}
