package io.throughline.jira.stream;

import io.throughline.core.source.Guarded;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.telemetry.event.Ticket;
import io.throughline.jira.issue.JiraChange;
import io.throughline.jira.issue.JiraIssue;
import io.throughline.jira.project.JiraProject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Puts issues into a sink as tickets and keeps count of what that took. Used for one read. */
final class TicketReader {

    private static final int NAMED_IN_A_NOTE = 5;

    private static final List<String> FIELDS = List.of(
            "summary",
            "status",
            "priority",
            "issuetype",
            "project",
            "labels",
            "components",
            "fixVersions",
            "created",
            "updated",
            "resolution",
            "resolutiondate",
            "statuscategorychangedate",
            "description",
            "assignee",
            "reporter");

    private final Changelogs changelogs;
    private final TicketTranslator translator;
    private final TicketFields fields;
    private final TelemetrySink sink;
    private final Guarded guarded;
    private final TreeSet<String> undated = new TreeSet<>();
    private final TreeSet<String> cut = new TreeSet<>();
    private final TreeSet<String> uncertain = new TreeSet<>();

    TicketReader(Changelogs changelogs, TicketTranslator translator, TicketFields fields, TelemetrySink sink) {
        this.changelogs = changelogs;
        this.translator = translator;
        this.fields = fields;
        this.sink = sink;
        this.guarded = new Guarded(TicketTranslator.STREAM, sink);
    }

    /** Returns the ids of the fields to ask for. */
    List<String> fields() {
        Set<String> ids = new LinkedHashSet<>(FIELDS);
        ids.addAll(fields.ids());
        return List.copyOf(ids);
    }

    void project(JiraProject project) {
        sink.entity(translator.project(project.key(), project.name()));
        for (JiraProject.Component component : project.components()) {
            if (component.name() != null && !component.name().isBlank()) {
                sink.entity(translator.component(project.key(), component.name().strip()));
            }
        }
    }

    void page(List<JiraIssue> issues) {
        Map<String, List<JiraChange>> changes = changelogs.of(issues);
        for (JiraIssue issue : issues) {
            Instant time = issue.fields().updated() == null
                    ? Instant.EPOCH
                    : issue.fields().updated();
            guarded.take(issue.id(), time, made -> issue(issue, changes.getOrDefault(issue.id(), List.of()), made));
        }
    }

    private void issue(JiraIssue issue, List<JiraChange> changes, TelemetrySink made) {
        translator.components(issue).forEach(made::entity);
        Optional<Ticket> ticket = translator.ticket(issue, changes);
        if (ticket.isEmpty()) {
            undated.add(issue.key());
            throw new IllegalArgumentException("issue " + issue.key() + " has no created");
        }
        made.event(ticket.get());
        if (has(ticket.get(), TicketTranslator.DESCRIPTION_LENGTH)) {
            cut.add(issue.key());
        }
        if (has(ticket.get(), TicketTranslator.UNCERTAIN)) {
            uncertain.add(issue.key());
        }
    }

    private static boolean has(Ticket ticket, String attribute) {
        return ticket.header().attributes().value(attribute).isPresent();
    }

    /** Returns sentences on what could not be read. */
    List<String> gaps() {
        List<String> gaps = new ArrayList<>(fields.gaps());
        if (!undated.isEmpty()) {
            gaps.add(named(undated) + " left out: the account may not see when they were created; check the field"
                    + " \"Created\" in the projects' field configuration");
        }
        return gaps;
    }

    /** Returns sentences on what was read, but shortened or in doubt. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>(fields.remarks());
        if (!cut.isEmpty()) {
            remarks.add("descriptions longer than " + TicketTranslator.LONGEST_DESCRIPTION
                    + " characters were shortened: " + named(cut));
        }
        if (!uncertain.isEmpty()) {
            remarks.add(
                    "when these were triaged, started or reopened is not certain, as they were in statuses that Jira"
                            + " no longer has or that mean several things: " + named(uncertain));
        }
        return remarks;
    }

    private static String named(Set<String> keys) {
        String some = String.join(", ", keys.stream().limit(NAMED_IN_A_NOTE).toList());
        return keys.size() > NAMED_IN_A_NOTE ? some + " and " + (keys.size() - NAMED_IN_A_NOTE) + " more" : some;
    }
}
