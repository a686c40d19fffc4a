package io.throughline.azure.stream;

import io.throughline.azure.activity.ActivityEntry;
import io.throughline.azure.activity.ActivityLogGateway;
import io.throughline.azure.activity.ActivityQuery;
import io.throughline.azure.paging.AzurePages;
import io.throughline.azure.resources.AzureResource;
import io.throughline.azure.resources.AzureScope;
import io.throughline.core.source.Guarded;
import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.source.Tier;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was changed in the scope's subscriptions, by the activity log. Its entries never change, but an operation writes
 * several over minutes or hours, and they arrive late: so a change is a revision, put together of what was read so far,
 * and delivered once its end is known.
 */
final class ChangesStream implements RevisedStream {

    static final String NAME = "azure/changes";

    /** Entries appear 3 to 20 minutes after what they tell of. */
    private static final Duration OVERLAP = Duration.ofMinutes(30);
    /** The longest that one read asks for; a subscription writes thousands of entries in it. */
    private static final Duration LONGEST = Duration.ofDays(7);
    /** An operation that has not ended by then never tells. */
    private static final Duration LONGEST_OPERATION = Duration.ofHours(24);

    private final ActivityLogGateway gateway;
    private final AzureScope scope;
    private final Supplier<InventoryIndex> inventory;
    private final ChangeEvents events;

    ChangesStream(
            ActivityLogGateway gateway, AzureScope scope, Supplier<InventoryIndex> inventory, ChangeEvents events) {
        this.gateway = gateway;
        this.scope = scope;
        this.inventory = inventory;
        this.events = events;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Tier tier() {
        return Tier.WORK;
    }

    @Override
    public Optional<StreamPlan> plan(TimeWindow horizon, Duration every) {
        int subscriptions = scope.subscriptions().size();
        Duration whole = Duration.between(latest(horizon.from(), earliest(horizon)), horizon.to());
        // The first read takes all of its length, each further one that much less what overlaps.
        Duration step = LONGEST.minus(OVERLAP);
        long beyond = Math.max(0, whole.minus(LONGEST).toMillis());
        long reads = 1 + (beyond + step.toMillis() - 1) / step.toMillis();
        List<String> notes = new ArrayList<>();
        notes.add("a week of a subscription comes in one call if it is quiet; a busy one takes more pages");
        tooFar(horizon.from(), horizon).ifPresent(notes::add);
        return Optional.of(new StreamPlan(
                NAME,
                List.of("microsoft.insights/eventtypes/management"),
                Duration.ofMinutes(20),
                OVERLAP,
                subscriptions * reads,
                subscriptions * StreamPlans.syncsPerHour(every),
                notes));
    }

    @Override
    public Revisions read(@Nullable String cursor, TimeWindow horizon, TelemetrySink sink) {
        ReadNotes notes = new ReadNotes(NAME);
        ChangesCursor before = ChangesCursor.parse(cursor);
        Instant wanted = before == null ? horizon.from() : before.readTo().minus(OVERLAP);
        tooFar(wanted, horizon).ifPresent(notes::say);
        Instant from = latest(wanted, earliest(horizon));
        if (before != null && !from.isBefore(horizon.to())) {
            return new Revisions(before.text(), false, notes.completeness(horizon.to()));
        }
        Instant to = from.plus(LONGEST).isBefore(horizon.to()) ? from.plus(LONGEST) : horizon.to();
        SortedMap<String, Instant> begun = before == null ? new TreeMap<>() : before.begun();
        Map<String, Operation> operations = operations(new TimeWindow(from, to), begun, notes);
        ScopedTargets targets = new ScopedTargets(scope, inventory.get());
        for (Operation operation : operations.values()) {
            deliver(operation, targets, sink);
        }
        boolean more = to.isBefore(horizon.to());
        Instant readTo = before != null && before.readTo().isAfter(to) ? before.readTo() : to;
        ChangesCursor after = new ChangesCursor(readTo, remembered(operations, begun, readTo));
        return new Revisions(after.text(), more, notes.completeness(more ? to : horizon.to()));
    }

    private Map<String, Operation> operations(TimeWindow window, SortedMap<String, Instant> begun, ReadNotes notes) {
        Map<String, Operation> operations = new TreeMap<>();
        for (String subscription : scope.subscriptions()) {
            AzurePages<ActivityEntry> entries =
                    gateway.list(ActivityQuery.of(subscription, window).build());
            for (ActivityEntry entry : entries) {
                if (events.changesSomething(entry)) {
                    Operation operation =
                            operations.computeIfAbsent(Operation.idOf(entry), id -> new Operation(id, entry));
                    operation.add(entry);
                }
            }
            notes.throttled(entries.throttled());
        }
        operations.values().forEach(operation -> {
            Instant earlier = begun.get(Operation.markOf(operation.id()));
            if (earlier != null) {
                operation.begunBy(earlier);
            }
        });
        return operations;
    }

    private void deliver(Operation operation, ScopedTargets targets, TelemetrySink sink) {
        if (operation.outcome() == null) {
            return;
        }
        String touched = events.touched(operation.telling());
        Optional<AzureResource> target = targets.nearest(touched);
        if (target.isPresent() || targets.mayBeInScope(touched)) {
            new Guarded(NAME, sink)
                    .take(
                            operation.id(),
                            operation.last(),
                            made -> made.event(events.change(operation, touched, target.orElse(null))));
        }
    }

    /** Keeps the beginning of what the next read will see the end of, but not the beginning. */
    private static SortedMap<String, Instant> remembered(
            Map<String, Operation> operations, SortedMap<String, Instant> begun, Instant readTo) {
        Instant nextFrom = readTo.minus(OVERLAP);
        Instant hopeless = readTo.minus(LONGEST_OPERATION);
        SortedMap<String, Instant> kept = new TreeMap<>();
        begun.forEach((mark, at) -> {
            if (at.isAfter(hopeless)) {
                kept.put(mark, at);
            }
        });
        for (Operation operation : operations.values()) {
            String mark = Operation.markOf(operation.id());
            boolean endsLater = operation.outcome() == null
                    ? operation.first().isAfter(hopeless)
                    : !operation.last().isBefore(nextFrom);
            if (endsLater && operation.first().isBefore(nextFrom)) {
                kept.put(mark, operation.first());
            } else {
                kept.remove(mark);
            }
        }
        return kept;
    }

    private static Optional<String> tooFar(Instant from, TimeWindow horizon) {
        return from.isBefore(earliest(horizon))
                ? Optional.of("Azure keeps the activity log for " + ActivityLogGateway.DAYS_KEPT
                        + " days; earlier changes are not to be had")
                : Optional.empty();
    }

    /** The last hour of what is kept is left alone: the service refuses a window that begins a moment too early. */
    private static Instant earliest(TimeWindow horizon) {
        return horizon.to().minus(Duration.ofDays(ActivityLogGateway.DAYS_KEPT)).plus(Duration.ofHours(1));
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
