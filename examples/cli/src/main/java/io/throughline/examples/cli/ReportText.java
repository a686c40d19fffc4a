package io.throughline.examples.cli;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.correlation.CorrelationReport;
import io.throughline.correlation.Incident;
import io.throughline.correlation.assemble.TimelineEntry;
import io.throughline.correlation.evidence.Reason;
import io.throughline.correlation.rank.RootCause;
import io.throughline.correlation.rank.RuledOut;
import io.throughline.correlation.rule.Firing;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A report as text for people. */
final class ReportText {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final PrintWriter out;

    ReportText(PrintWriter out) {
        this.out = out;
    }

    void print(String product, CorrelationReport report) {
        out.printf(
                Locale.ROOT,
                "%s, %s to %s: %s. Looked at %,d series (%,d compared with their baseline, %,d still learning), %,d events, %,d pairs.%n",
                product,
                MINUTE.format(report.focus().from()),
                MINUTE.format(report.focus().to()),
                switch (report.incidents().size()) {
                    case 0 -> "no incident";
                    case 1 -> "1 incident";
                    default -> report.incidents().size() + " incidents";
                },
                report.tested().series(),
                report.tested().seriesTested(),
                report.tested().seriesLearning(),
                report.tested().events(),
                report.tested().pairs());
        for (StreamCompleteness gap : report.completeness().gaps()) {
            out.printf(
                    Locale.ROOT,
                    "  not complete: %s is %s%s%n",
                    gap.stream(),
                    gap.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    gap.notes().isEmpty() ? "" : " (" + String.join("; ", gap.notes()) + ")");
        }
        for (String rule : report.verdict().blind()) {
            out.println("  blind: rule " + rule + "; no series has its metric, or no entity is as it selects");
        }
        for (Incident incident : report.incidents()) {
            print(incident);
        }
        if (!report.firings().isEmpty()) {
            out.println();
            out.println("RULES");
        }
        for (Firing firing : report.firings()) {
            out.printf(
                    Locale.ROOT,
                    "  %s  %s on %s: %s%n",
                    MINUTE.format(firing.met()),
                    firing.rule(),
                    name(firing.entity()),
                    firing.says());
        }
    }

    private void print(Incident incident) {
        out.println();
        out.println("INCIDENT " + incident.title());
        out.printf(
                Locale.ROOT,
                "  %s to %s, id %s, services: %s%n",
                MINUTE.format(incident.start()),
                incident.end() == null ? "now (still open)" : MINUTE.format(incident.end()),
                incident.id(),
                incident.services().stream().map(ReportText::name).collect(Collectors.joining(", ")));
        out.println("  Probable causes");
        for (RootCause cause : incident.rootCauses()) {
            out.printf(Locale.ROOT, "  %d. %s (score %.2f)%n", cause.rank(), cause.title(), cause.score());
            if (cause.mechanism() != null) {
                out.println("     how: " + cause.mechanism().title());
                reasons("         ", cause.mechanism().reasons());
            }
            reasons("     + ", cause.reasons());
            reasons("     - ", cause.against());
        }
        if (!incident.ruledOut().isEmpty()) {
            out.println("  Ruled out");
            for (RuledOut ruledOut : incident.ruledOut()) {
                out.println(
                        "     " + ruledOut.title() + ": " + ruledOut.reason().text());
            }
        }
        out.println("  Timeline");
        for (TimelineEntry entry : incident.timeline()) {
            out.printf(
                    Locale.ROOT,
                    "     %-21s %-11s %-9s %s%n",
                    interval(entry.earliest(), entry.latest()),
                    entry.lane(),
                    entry.phase().name().toLowerCase(Locale.ROOT),
                    entry.title());
        }
    }

    /** Returns the last part of an entity's key: the name that people know it by. */
    private static String name(EntityId entity) {
        return entity.key().substring(entity.key().lastIndexOf('/') + 1);
    }

    private void reasons(String indent, List<Reason> reasons) {
        reasons.forEach(reason -> out.println(indent + reason.text()));
    }

    private static String interval(Instant earliest, Instant latest) {
        return earliest.equals(latest)
                ? CLOCK.format(earliest)
                : CLOCK.format(earliest).replace("Z", "") + ".." + CLOCK.format(latest);
    }
}
