package io.throughline.examples.dashboards.compute;

import io.throughline.core.telemetry.event.Alert;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.telemetry.event.ErrorIssue;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.event.HealthTransition;
import io.throughline.core.telemetry.event.LogPattern;
import io.throughline.core.telemetry.event.SlowQuery;
import io.throughline.core.telemetry.event.Ticket;
import io.throughline.correlation.evidence.Figures;
import io.throughline.examples.dashboards.view.Fact;
import io.throughline.examples.dashboards.view.Marker;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events as markers, with the details of their kind. */
final class Markers {

    private final Names names;

    Markers(Names names) {
        this.names = names;
    }

    Marker of(Event event) {
        Facts facts = new Facts();
        describe(event, facts);
        event.header().attributes().forEach((key, value) -> facts.add(key, value.toString()));
        return new Marker(
                event.id(),
                kind(event),
                event.provenance().source(),
                event.title(),
                names.of(event.entity()),
                event.start(),
                event.end(),
                facts.list,
                link(event.provenance().link()));
    }

    static @Nullable String link(@Nullable URI link) {
        return link == null ? null : link.toString();
    }

    private static String kind(Event event) {
        if (event instanceof Change change) {
            return switch (change.type()) {
                case RELEASE -> "release";
                case DEPLOYMENT -> "deployment";
                case QUALITY_GATE -> "quality-gate";
                case COMMIT, CONFIGURATION, SCALING -> "change";
            };
        }
        return switch (event.kind()) {
            case ERROR_ISSUE -> "error-issue";
            case ALERT -> "alert";
            case TICKET -> "ticket";
            case CHANGE -> "change";
            case HEALTH_TRANSITION -> "health";
            case LOG_PATTERN -> "log-pattern";
            case SLOW_QUERY -> "query";
        };
    }

    private static void describe(Event event, Facts facts) {
        if (event instanceof Change change) {
            facts.add("type", Names.word(change.type()));
            facts.add("version", change.version());
            facts.add("revision", change.revision());
            facts.add("outcome", change.outcome());
            change.commits().forEach(commit -> facts.add("commit", shortened(commit)));
        } else if (event instanceof Alert alert) {
            facts.add("rule", alert.rule());
            facts.add("severity", Names.word(alert.severity()));
            facts.add("state", Names.word(alert.state()));
            facts.add("condition", alert.condition());
            facts.add("fired", alert.start().toString());
            facts.add(
                    "resolved",
                    alert.resolvedAt() == null ? "not yet" : alert.resolvedAt().toString());
        } else if (event instanceof Ticket ticket) {
            describe(ticket, facts);
        } else if (event instanceof ErrorIssue issue) {
            describe(issue, facts);
        } else if (event instanceof SlowQuery query) {
            facts.add("query hash", query.queryHash());
            facts.add(
                    "plan",
                    query.previousPlanHash() == null
                            ? query.planHash()
                            : query.previousPlanHash() + " → " + query.planHash());
            facts.add("executions", Long.toString(query.calls()));
            facts.add("mean duration", Figures.seconds(query.meanSeconds()));
            facts.add("query", query.text());
        } else if (event instanceof HealthTransition health) {
            facts.add(
                    "health",
                    (health.previous() == null ? "" : Names.word(health.previous()) + " → ")
                            + Names.word(health.current()));
            facts.add("cause", health.cause());
        } else if (event instanceof LogPattern pattern) {
            facts.add("template", pattern.template());
            facts.add("lines", Long.toString(pattern.occurrences()));
        }
    }

    private static void describe(Ticket ticket, Facts facts) {
        facts.add("key", ticket.key());
        facts.add("type", ticket.type());
        facts.add("status", ticket.status());
        facts.add("priority", ticket.priority());
        facts.add("created", ticket.start().toString());
        ticket.transitions()
                .forEach(change -> facts.add(
                        "status",
                        change.at() + ": " + (change.from() == null ? "" : change.from() + " → ") + change.to()));
        facts.add(
                "resolved",
                ticket.resolvedAt() == null ? "not yet" : ticket.resolvedAt().toString());
        facts.add("description", ticket.description());
    }

    private static void describe(ErrorIssue issue, Facts facts) {
        facts.add("key", issue.key());
        facts.add("exception", issue.type());
        facts.add("message", issue.message());
        facts.add("culprit", issue.culprit());
        facts.add("severity", Names.word(issue.severity()));
        facts.add("status", issue.status());
        facts.add("occurrences", Long.toString(issue.occurrences()));
        facts.add("users", issue.users() == null ? null : Long.toString(issue.users()));
        facts.add("first seen", issue.start() + (issue.firstRelease() == null ? "" : " in " + issue.firstRelease()));
        facts.add("last seen", issue.end() + (issue.lastRelease() == null ? "" : " in " + issue.lastRelease()));
    }

    private static String shortened(Change.Commit commit) {
        String revision = commit.revision();
        return revision.substring(0, Math.min(10, revision.length())) + " " + commit.message();
    }

    /** Details in order; what the vendor does not say is left out. */
    private static final class Facts {
        private final List<Fact> list = new ArrayList<>();

        void add(String name, @Nullable String value) {
            if (value != null && !value.isBlank()) {
                list.add(new Fact(name, value));
            }
        }
    }
}
