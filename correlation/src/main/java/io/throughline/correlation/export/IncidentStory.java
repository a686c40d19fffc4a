package io.throughline.correlation.export;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.correlation.Incident;
import io.throughline.correlation.assemble.TimelineEntry;
import io.throughline.correlation.evidence.Figures;
import io.throughline.correlation.evidence.Reason;
import io.throughline.correlation.export.Block.Bullets;
import io.throughline.correlation.export.Block.Grid;
import io.throughline.correlation.export.Block.Heading;
import io.throughline.correlation.export.Block.Line;
import io.throughline.correlation.export.Block.Paragraph;
import io.throughline.correlation.rank.ChangeReference;
import io.throughline.correlation.rank.Mechanism;
import io.throughline.correlation.rank.RootCause;
import io.throughline.correlation.timeline.DelayWaterfall.Step;
import io.throughline.correlation.timeline.Moment;
import io.throughline.correlation.timeline.PlacedEntry;
import io.throughline.correlation.timeline.TimelineOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Tells an incident to somebody who was not there, the most wanted first. */
final class IncidentStory {

    private static final int MOST_COMMITS = 5;
    private static final int MOST_OF_QUERY = 400;

    private final IncidentExport export;
    private final Incident incident;
    private final TimeText times;
    private final List<Block> blocks = new ArrayList<>();

    IncidentStory(IncidentExport export) {
        this.export = export;
        this.incident = export.incident();
        this.times = new TimeText(incident.start());
    }

    List<Block> told() {
        Run title = Run.of(incident.title());
        blocks.add(new Heading(1, Line.of(title.text().isEmpty() ? Run.of("Incident") : title)));
        summary();
        completeness();
        causes();
        ruledOut();
        delays();
        timeline();
        return List.copyOf(blocks);
    }

    private void summary() {
        Instant end = incident.end();
        List<Line> facts = new ArrayList<>();
        facts.add(
                end == null
                        ? fact("State", "open since " + TimeText.full(incident.start()))
                        : fact(
                                "State",
                                "over; from " + TimeText.full(incident.start()) + " to " + TimeText.full(end) + " ("
                                        + TimeText.length(Duration.between(incident.start(), end)) + ")"));
        facts.add(fact("Services", names(incident.services())));
        facts.add(fact(
                "Looked at",
                TimeText.full(export.focus().from()) + " to "
                        + TimeText.full(export.focus().to())));
        Instant knownAt = export.knownAt();
        if (knownAt != null) {
            facts.add(fact("As known at", TimeText.full(knownAt)));
        }
        facts.add(fact("Id", incident.id()));
        blocks.add(new Bullets(facts));
    }

    private void completeness() {
        List<StreamCompleteness> gaps = export.completeness().gaps();
        if (export.completeness().isComplete()) {
            return;
        }
        heading(2, "What is missing");
        if (gaps.isEmpty()) {
            paragraph("Nothing is known of how complete the data are.");
            return;
        }
        paragraph("These data did not all arrive. What they would have told is not in here.");
        blocks.add(new Bullets(gaps.stream().map(IncidentStory::gap).toList()));
    }

    private static Line gap(StreamCompleteness gap) {
        String state = lower(gap.state()) + (gap.truncated() ? ", cut off by the vendor" : "");
        return fact(gap.stream(), gap.notes().isEmpty() ? state : state + ": " + String.join("; ", gap.notes()));
    }

    private void causes() {
        heading(2, "Probable causes");
        for (RootCause cause : incident.rootCauses()) {
            ChangeReference change = cause.change();
            blocks.add(new Heading(
                    3,
                    Line.of(
                            Run.of(cause.rank() + "."),
                            Run.linked(cause.title(), change == null ? null : change.link()))));
            blocks.add(new Bullets(evidence(cause)));
        }
    }

    private static List<Line> evidence(RootCause cause) {
        List<Line> lines = new ArrayList<>();
        lines.add(fact("Fits", Figures.rounded(cause.score(), 2) + " of 1"));
        ChangeReference change = cause.change();
        if (change != null) {
            change.commits().stream()
                    .limit(MOST_COMMITS)
                    .forEach(commit ->
                            lines.add(fact("Brought", shortRevision(commit.revision()) + " " + commit.message())));
        }
        Mechanism mechanism = cause.mechanism();
        if (mechanism != null) {
            if (!mechanism.title().equals(cause.title())) {
                lines.add(fact("How", mechanism.title()));
            }
            if (mechanism.queryText() != null) {
                lines.add(fact("Query", shortened(mechanism.queryText(), MOST_OF_QUERY)));
            }
            // A mechanism that is a candidate itself has the same reasons.
            mechanism.reasons().stream()
                    .filter(reason -> !cause.reasons().contains(reason))
                    .forEach(reason -> lines.add(reason("How", reason)));
        }
        cause.reasons().forEach(reason -> lines.add(reason("For", reason)));
        cause.against().forEach(reason -> lines.add(reason("Against", reason)));
        return lines;
    }

    /** As people write it to each other. */
    private static String shortRevision(String revision) {
        return revision.length() <= 10 ? revision : revision.substring(0, 10);
    }

    private static String shortened(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "…";
    }

    private void ruledOut() {
        if (incident.ruledOut().isEmpty()) {
            return;
        }
        heading(2, "Ruled out");
        blocks.add(new Bullets(incident.ruledOut().stream()
                .map(no -> Line.of(
                        Run.of(no.title() + ":"),
                        Run.linked(no.reason().text(), no.reason().link())))
                .toList()));
    }

    private void delays() {
        heading(2, "Delays");
        List<List<Line>> rows = new ArrayList<>();
        for (Step step : Step.values()) {
            Moment moment = export.waterfall().moment(step);
            rows.add(List.of(
                    Line.of(lower(step)),
                    Line.of(times.moment(moment)),
                    Line.of(
                            step == Step.OCCURRED
                                    ? ""
                                    : TimeText.delay(export.waterfall().timeTo(step))),
                    Line.of(moment.basis())));
        }
        blocks.add(new Grid(List.of("Step", "When (UTC)", "After the onset", "Taken from"), rows));
    }

    private void timeline() {
        heading(2, "Timeline");
        List<PlacedEntry> placed = TimelineOrder.of(incident.timeline()).placed();
        if (placed.isEmpty()) {
            paragraph("Nothing was told of it.");
            return;
        }
        if (!placed.stream().allMatch(PlacedEntry::isCertain)) {
            paragraph("Where the order is not certain, No. gives the first and the last place that an entry can have.");
        }
        List<List<Line>> rows = new ArrayList<>();
        for (PlacedEntry place : placed) {
            TimelineEntry entry = place.entry();
            rows.add(List.of(
                    Line.of(place.isCertain() ? "" + place.first() : place.first() + "–" + place.last()),
                    Line.of(times.between(entry.earliest(), entry.latest())),
                    Line.of(entry.lane()),
                    Line.of(lower(entry.phase())),
                    Line.of(Run.linked(entry.title(), entry.link()))));
        }
        blocks.add(new Grid(List.of("No.", "When (UTC)", "System", "Phase", "What"), rows));
    }

    private void heading(int level, String text) {
        blocks.add(new Heading(level, Line.of(text)));
    }

    private void paragraph(String text) {
        blocks.add(new Paragraph(Line.of(text)));
    }

    private static Line fact(String name, String value) {
        return Line.of(Run.strong(name + ":"), Run.of(value));
    }

    private static Line reason(String name, Reason reason) {
        return Line.of(Run.strong(name + ":"), Run.linked(reason.text(), reason.link()));
    }

    /** The last part of an entity's key is the name that people know it by. */
    private static String names(List<EntityId> entities) {
        return entities.stream()
                .map(entity -> entity.key().substring(entity.key().lastIndexOf('/') + 1))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
