package io.throughline.jira;

import io.throughline.core.source.TelemetrySink;
import io.throughline.core.telemetry.event.Ticket;
import io.throughline.jira.issue.JiraChange;
import io.throughline.jira.issue.JiraChangelog;
import io.throughline.jira.issue.JiraIssue;
import io.throughline.jira.project.JiraProject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Puts issues into a sink as tickets and keeps count of what that took. Used for one read. */
final class TicketReader {

    private static final int NAMED_IN_A_NOTE = 5;

    private final JiraClient client;
    private final TicketTranslator translator;
    private final TelemetrySink sink;
    private final TreeSet<String> undated = new TreeSet<>();
    private final TreeSet<String> cut = new TreeSet<>();
    private @Nullable Long latest;

    TicketReader(JiraClient client, TicketTranslator translator, TelemetrySink sink) {
        this.client = client;
        this.translator = translator;
        this.sink = sink;
    }

    void project(JiraProject project) {
        sink.entity(translator.project(project.key(), project.name()));
        for (JiraProject.Component component : project.components()) {
            if (component.name() != null && !component.name().isBlank()) {
                sink.entity(translator.component(project.key(), component.name().strip()));
            }
        }
    }

    void issue(JiraIssue issue) {
        translator.components(issue).forEach(sink::entity);
        Optional<Ticket> ticket = translator.ticket(issue, changes(issue));
        if (ticket.isEmpty()) {
            undated.add(issue.key());
        }
        ticket.ifPresent(sink::event);
        if (ticket.isPresent()
                && ticket.get()
                        .header()
                        .attributes()
                        .value(TicketTranslator.DESCRIPTION_LENGTH)
                        .isPresent()) {
            cut.add(issue.key());
        }
        Instant updated = issue.fields().updated();
        if (updated != null && (latest == null || updated.toEpochMilli() > latest)) {
            latest = updated.toEpochMilli();
        }
    }

    /** Jira sends only the recent changes along; where it left some out, all are read. */
    private List<JiraChange> changes(JiraIssue issue) {
        JiraChangelog changelog = issue.changelog();
        if (changelog != null && !changelog.isCut()) {
            return changelog.histories();
        }
        List<JiraChange> all = new ArrayList<>();
        client.issues().listChanges(issue.id()).forEach(all::add);
        return all;
    }

    /** Returns the latest change seen, of this read and of what an earlier one saw; epoch milliseconds, or null. */
    @Nullable
    Long latest(@Nullable Long before) {
        return before == null || (latest != null && latest > before) ? latest : before;
    }

    /** Returns sentences on what could not be read. */
    List<String> gaps() {
        return undated.isEmpty()
                ? List.of()
                : List.of(named(undated) + " left out: the account may not see when they were created; check the field"
                        + " \"Created\" in the projects' field configuration");
    }

    /** Returns sentences on what was read, but shortened. */
    List<String> remarks() {
        return cut.isEmpty()
                ? List.of()
                : List.of("descriptions longer than " + TicketTranslator.LONGEST_DESCRIPTION
                        + " characters were shortened: " + named(cut));
    }

    private static String named(Set<String> keys) {
        String some = String.join(", ", keys.stream().limit(NAMED_IN_A_NOTE).toList());
        return keys.size() > NAMED_IN_A_NOTE ? some + " and " + (keys.size() - NAMED_IN_A_NOTE) + " more" : some;
    }
}
