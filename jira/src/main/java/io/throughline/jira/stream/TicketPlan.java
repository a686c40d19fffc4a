package io.throughline.jira.stream;

import io.throughline.core.http.NotFoundException;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.jira.JiraClient;
import io.throughline.jira.edition.UnsupportedByEditionException;
import io.throughline.jira.issue.JiraSearch;
import io.throughline.jira.jql.Jql;
import io.throughline.jira.jql.JqlClause;
import io.throughline.jira.jql.JqlField;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What reading the tickets takes: Jira is asked how many there are. */
final class TicketPlan {

    private static final Logger LOG = LoggerFactory.getLogger(TicketPlan.class);

    private final StreamSettings settings;
    private final JiraClient client;
    private final Clock clock;

    TicketPlan(StreamSettings settings, JiraClient client, Clock clock) {
        this.settings = settings;
        this.client = client;
        this.clock = clock;
    }

    StreamPlan of(TimeWindow horizon, Duration every) {
        WalkSite site = WalkSite.ask(client, clock);
        ProjectScope scope = ProjectScope.resolve(client, settings.projects());
        JqlClause changed = JqlClause.atOrAfter(JqlField.UPDATED, site.times().atOrBefore(horizon.from()));
        OptionalLong tickets = count(scope, changed);
        long size = JiraSearch.STANDARD_PAGE_SIZE;
        long pages = scope.isEmpty() ? 0 : Math.max(1, (tickets.orElse(0) + size - 1) / size);
        long reads = Math.max(1, (pages + TicketStream.PAGES_PER_READ - 1) / TicketStream.PAGES_PER_READ);
        // The fields are asked for with each read; the statuses too, as soon as a ticket has changed its own.
        long lookups = WalkSite.CALLS + ProjectScope.calls(settings.projects()) + 2L;
        String known = tickets.isPresent()
                ? "about " + tickets.getAsLong() + " tickets changed since " + horizon.from()
                : "the calls are the least, because Jira does not tell how many tickets changed since "
                        + horizon.from();
        return new StreamPlan(
                TicketTranslator.STREAM,
                List.of(
                        "search/jql",
                        "changelog",
                        "myself",
                        "serverInfo",
                        "project",
                        "mypermissions",
                        "field",
                        "status"),
                Duration.ofMinutes(1),
                settings.lateIndex(),
                reads * lookups + pages,
                (lookups + 1) * 3600_000.0 / every.toMillis(),
                List.of(
                        known,
                        "long changelogs take a call more for each page; once a day a census lists all ids, and every "
                                + StreamSettings.words(settings.rereadEvery()) + " all is read again"));
    }

    private OptionalLong count(ProjectScope scope, JqlClause clause) {
        if (scope.isEmpty()) {
            return OptionalLong.of(0);
        }
        try {
            return OptionalLong.of(client.issues().approximateCount(Jql.where(scope.clauses(List.of(clause)))));
        } catch (NotFoundException | UnsupportedByEditionException e) {
            LOG.debug("This server does not count", e);
            return OptionalLong.empty();
        }
    }
}
