package io.throughline.examples.dashboards.compute;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Alert;
import io.throughline.core.telemetry.event.ErrorIssue;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.event.Ticket;
import io.throughline.correlation.Incident;
import io.throughline.correlation.detect.Direction;
import io.throughline.correlation.detect.Effect;
import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.detect.SignalClass;
import io.throughline.correlation.evidence.Figures;
import io.throughline.examples.dashboards.view.Tile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What an incident did, in figures: how slow, how many, and how late it was noticed. */
final class Impact {

    private final Shown shown;
    private final Incident incident;
    private final Names names;
    private final Sources sources;
    private final TimeWindow during;
    private final Set<EntityId> members = new TreeSet<>();

    Impact(Shown shown, Incident incident, Names names) {
        this.shown = shown;
        this.incident = incident;
        this.names = names;
        this.sources = new Sources(shown.window());
        Instant dataTo = shown.window().focus().to();
        Instant end = incident.end() == null || incident.end().isAfter(dataTo) ? dataTo : incident.end();
        this.during = new TimeWindow(incident.start(), end.isAfter(incident.start()) ? end : dataTo);
        incident.services().forEach(service -> {
            members.add(service);
            members.addAll(shown.window().memberships().membersOf(service));
        });
        incident.episodes().forEach(episode -> members.add(episode.entity()));
    }

    List<Tile> tiles() {
        List<Tile> tiles = new ArrayList<>();
        strongest(SignalClass.LATENCY, "azure").map(this::latency).ifPresent(tiles::add);
        tiles.add(failedRequests());
        tiles.add(sentryErrors());
        users().ifPresent(tiles::add);
        tiles.add(first("first alert", Alert.class, "no alert belongs to it", Sources.ALERTS));
        tiles.add(first("first ticket", Ticket.class, "no ticket belongs to it", Sources.TICKETS));
        return List.copyOf(tiles);
    }

    private Optional<Episode> strongest(SignalClass signal, String system) {
        // What users met comes before what happened behind it.
        return incident.episodes().stream()
                .filter(episode -> episode.signal() == signal && episode.direction() == Direction.UP)
                .filter(episode -> episode.entity().system().equals(system))
                .max(Comparator.comparing(
                                (Episode episode) -> episode.series().metric().equals(Metrics.REQUEST_DURATION))
                        .thenComparing(episode -> episode.effect().ratio()));
    }

    private Tile latency(Episode episode) {
        Effect effect = episode.effect();
        String measure = episode.measure().matches("p\\d+") ? episode.measure() + " " : "";
        return new Tile(
                measure + Names.metric(episode.series().metric()),
                Digits.drawn(effect.observed()),
                "s",
                "normally " + Figures.seconds(effect.baseline()) + ", at most " + Figures.seconds(effect.peak()) + "; "
                        + names.of(episode.entity()),
                true,
                sources.asOf(Sources.REQUESTS),
                null);
    }

    private Tile failedRequests() {
        Amounts requests = Amounts.of(shown.axis(), shown.numbers(members, Metrics.REQUEST_COUNT));
        Amounts failures = Amounts.of(shown.axis(), shown.numbers(members, Metrics.REQUEST_FAILURES))
                .zeroWhere(requests);
        Double served = requests.total(during);
        Double failed = failures.total(during);
        Instant asOf = sources.asOf(Sources.REQUESTS);
        if (served == null || failed == null || served == 0) {
            return Tile.absent(
                    "failed requests",
                    "{request}",
                    asOf,
                    missing(Sources.REQUESTS, "no request of its services was recorded"));
        }
        String note = String.format(Locale.ROOT, "%s of %,d", Figures.percent(failed / served), Math.round(served));
        return new Tile("failed requests", (double) Math.round(failed), "{request}", note, failed > 0, asOf, null);
    }

    private Tile sentryErrors() {
        Set<EntityId> projects = new TreeSet<>(members);
        projects.removeIf(id -> !id.system().equals("sentry"));
        Instant asOf = sources.asOf(Sources.SENTRY_ERRORS);
        if (projects.isEmpty()) {
            return Tile.absent(
                    "errors in Sentry",
                    "{error}",
                    asOf,
                    missing(Sources.SENTRY_ERRORS, "no Sentry project is mapped to its services"));
        }
        Double errors = Amounts.of(shown.axis(), shown.numbers(projects, Metrics.ERROR_COUNT))
                .zeroUntil(sources.silenceIsZeroUntil(Sources.SENTRY_ERRORS))
                .total(during);
        if (errors == null) {
            return Tile.absent(
                    "errors in Sentry",
                    "{error}",
                    asOf,
                    missing(Sources.SENTRY_ERRORS, "it has not reached this time"));
        }
        @Nullable
        String note =
                strongest(SignalClass.ERRORS, "sentry").map(Impact::normally).orElse(null);
        return new Tile("errors in Sentry", (double) Math.round(errors), "{error}", note, errors > 0, asOf, null);
    }

    private static String normally(Episode episode) {
        double perMinute = episode.effect().baseline() * 60 / Findings.seconds(episode.step());
        return "normally " + Figures.rounded(perMinute, 2) + " a minute";
    }

    /** Users can be counted only where an error is new: of older ones the vendor tells a total since their beginning. */
    private Optional<Tile> users() {
        Instant earliest = incident.start().minus(Duration.ofMinutes(5));
        return incident.events().stream()
                .filter(ErrorIssue.class::isInstance)
                .map(ErrorIssue.class::cast)
                .filter(issue -> users(issue) > 0 && !issue.start().isBefore(earliest))
                .max(Comparator.comparingLong((ErrorIssue issue) -> users(issue)))
                .map(issue -> new Tile(
                        "users affected",
                        (double) users(issue),
                        "{user}",
                        "at least; by " + issue.key(),
                        true,
                        sources.asOf("sentry/issues"),
                        null));
    }

    private static long users(ErrorIssue issue) {
        Long users = issue.users();
        return users == null ? 0 : users;
    }

    private Tile first(String name, Class<? extends Event> type, String none, String stream) {
        Optional<? extends Event> first =
                incident.events().stream().filter(type::isInstance).findFirst();
        if (first.isEmpty()) {
            return Tile.absent(name, "s", sources.asOf(stream), missing(stream, none));
        }
        double after =
                Findings.seconds(Duration.between(incident.start(), first.get().start()));
        String note =
                (after < 0 ? "before" : "after") + " onset: " + first.get().title();
        return new Tile(name, Math.abs(after), "s", note, false, sources.asOf(stream), null);
    }

    private String missing(String stream, String nothing) {
        String reason = sources.missing(stream, false, nothing);
        return reason == null ? nothing : reason;
    }
}
