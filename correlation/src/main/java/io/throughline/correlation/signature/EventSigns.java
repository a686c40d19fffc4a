package io.throughline.correlation.signature;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.telemetry.event.ErrorIssue;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.event.EventKind;
import io.throughline.core.telemetry.event.HealthTransition;
import io.throughline.core.telemetry.event.LogPattern;
import io.throughline.core.telemetry.event.SlowQuery;
import io.throughline.correlation.evidence.Reason;
import io.throughline.correlation.signature.Finding.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Signs in what happened and in what was written. */
final class EventSigns {

    /** Telemetry comes in steps: what belongs to the incident may be dated a little before it. */
    private static final Duration EARLY = Duration.ofMinutes(5);

    private static final Duration PLANS = Duration.ofMinutes(30);
    private static final Duration DEPLOYMENTS = Duration.ofMinutes(60);

    private final Circumstances circumstances;
    private final TimeWindow about;

    EventSigns(Circumstances circumstances) {
        this.circumstances = circumstances;
        this.about = new TimeWindow(
                circumstances.during().from().minus(EARLY),
                circumstances.during().to());
    }

    Finding words(Sign.Words sign, EntityId subject) {
        SortedSet<EntityId> nodes = circumstances.nodes(sign.place(), subject);
        Optional<Event> written = at(nodes)
                .filter(event ->
                        event.start().isBefore(about.to()) && !event.end().isBefore(about.from()))
                .filter(event -> texts(event).anyMatch(text -> found(sign.pattern(), text)))
                .findFirst();
        if (written.isPresent()) {
            Event event = written.get();
            return present(sign, event, sign.text() + ": " + event.title());
        }
        Optional<Series> counted = circumstances.window().series().stream()
                .filter(series -> series.key().unit().equals(Unit.ERRORS)
                        && circumstances.isAt(series.key().entity(), nodes))
                .filter(series -> series.key().attributes().asMap().values().stream()
                        .anyMatch(value -> found(sign.pattern(), String.valueOf(value))))
                .filter(series -> series.slice(about).size() > 0)
                .findFirst();
        if (counted.isPresent()) {
            return new Finding(
                    sign,
                    State.PRESENT,
                    Reason.of(
                            "words",
                            sign.text() + ": "
                                    + circumstances
                                            .topology()
                                            .nameOf(counted.get().key().entity()) + " reports it"));
        }
        return unread(sign, List.of("issues", "errors", "exceptions", "logs", "failures"))
                .orElseGet(() -> errorsAreCollected(nodes)
                        ? SignReader.absent(sign)
                        : SignReader.unseen(sign, "no errors and no logs are collected there"));
    }

    Finding newError(Sign.NewError sign, EntityId subject) {
        SortedSet<EntityId> nodes = circumstances.nodes(sign.place(), subject);
        return at(nodes)
                .filter(event -> event.kind() == EventKind.ERROR_ISSUE && about.contains(event.start()))
                .findFirst()
                .map(event -> present(sign, event, sign.text() + ": " + event.title()))
                .or(() -> unread(sign, List.of("issues")))
                .orElseGet(() -> errorsAreCollected(nodes)
                        ? SignReader.absent(sign)
                        : SignReader.unseen(sign, "no errors are collected there"));
    }

    Finding planChange(Sign.PlanChange sign, EntityId subject) {
        SortedSet<EntityId> nodes = circumstances.nodes(sign.place(), subject);
        TimeWindow around = new TimeWindow(
                circumstances.during().from().minus(PLANS),
                circumstances.during().from().plus(PLANS));
        return at(nodes)
                .filter(event -> event instanceof SlowQuery query
                        && query.previousPlanHash() != null
                        && !query.end().isBefore(around.from())
                        && !query.start().isAfter(around.to()))
                .findFirst()
                .map(event -> present(sign, event, sign.text() + ": " + event.title()))
                .or(() -> unread(sign, List.of("queries", "sql-queries", "postgresql")))
                .orElseGet(() ->
                        collected(nodes, series -> series.key().metric().equals(Metrics.QUERY_COUNT))
                                ? SignReader.absent(sign)
                                : SignReader.unseen(sign, "no statistics of queries are collected there"));
    }

    Finding deployment(Sign.Deployment sign, EntityId subject) {
        SortedSet<EntityId> nodes = circumstances.nodes(sign.place(), subject);
        TimeWindow before = new TimeWindow(
                circumstances.during().from().minus(DEPLOYMENTS),
                circumstances.during().from().plus(EARLY));
        return at(nodes)
                .filter(event -> event instanceof Change change
                        && change.type() == Change.Type.DEPLOYMENT
                        && before.contains(event.start()))
                .findFirst()
                .map(event -> present(sign, event, sign.text() + ": " + event.title()))
                .or(() -> unread(sign, List.of("changes", "releases", "app-service-logs")))
                .orElseGet(() -> SignReader.absent(sign));
    }

    private static Finding present(Sign sign, Event event, String text) {
        return new Finding(
                sign,
                State.PRESENT,
                Reason.of("happened", text)
                        .from(event.id())
                        .at(event.provenance().link()));
    }

    private Stream<Event> at(SortedSet<EntityId> nodes) {
        return circumstances.window().events().stream().filter(event -> circumstances.isAt(event.entity(), nodes));
    }

    private static Stream<String> texts(Event event) {
        if (event instanceof ErrorIssue issue) {
            return Stream.of(Optional.ofNullable(issue.type()), Optional.ofNullable(issue.message()))
                    .flatMap(Optional::stream);
        }
        if (event instanceof LogPattern log) {
            return Stream.of(log.template());
        }
        if (event instanceof HealthTransition health) {
            return Stream.of(health.title(), Optional.ofNullable(health.cause()).orElse(""));
        }
        return Stream.empty();
    }

    private static boolean found(Pattern pattern, String text) {
        return pattern.matcher(text).find();
    }

    /** A stream that was not read to the end may have had it. */
    private Optional<Finding> unread(Sign sign, List<String> streams) {
        return circumstances.window().completeness().gaps().stream()
                .map(StreamCompleteness::stream)
                .filter(stream -> streams.contains(stream.substring(stream.indexOf('/') + 1)))
                .findFirst()
                .map(stream -> SignReader.unseen(sign, stream + " was not read whole"));
    }

    private boolean errorsAreCollected(SortedSet<EntityId> nodes) {
        return collected(nodes, series -> series.key().unit().equals(Unit.ERRORS))
                || at(nodes).anyMatch(event -> texts(event).findAny().isPresent());
    }

    private boolean collected(SortedSet<EntityId> nodes, Predicate<Series> what) {
        return circumstances.window().series().stream()
                .anyMatch(series ->
                        what.test(series) && circumstances.isAt(series.key().entity(), nodes));
    }
}
