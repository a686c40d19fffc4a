package io.throughline.correlation.explain;

import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.CorrelationReport;
import io.throughline.correlation.Incident;
import io.throughline.correlation.associate.Correlation;
import io.throughline.correlation.associate.Verdict;
import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.detect.EpisodeText;
import io.throughline.correlation.detect.Symptoms;
import io.throughline.correlation.evidence.Figures;
import io.throughline.correlation.evidence.Reason;
import io.throughline.correlation.explain.Silenced.Why;
import io.throughline.correlation.rank.RootCause;
import io.throughline.correlation.rank.RuledOut;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Everything that was seen and is not told: what a report says nothing of is here, with the reason. Each episode and each
 * event of the time asked about is in an incident or here, never in both.
 */
final class SilenceLedger {

    private final CorrelationReport report;
    private final List<Silenced> entries = new ArrayList<>();

    private SilenceLedger(CorrelationReport report) {
        this.report = report;
    }

    static List<Silenced> of(TelemetryWindow window, CorrelationReport report, List<Episode> insignificant) {
        SilenceLedger ledger = new SilenceLedger(report);
        ledger.series();
        ledger.insignificant(insignificant);
        ledger.apart(window);
        ledger.links();
        report.incidents().forEach(ledger::causes);
        return ledger.entries.stream().sorted().toList();
    }

    private void series() {
        report.skipped()
                .forEach(skipped -> add(
                        skipped.series().toString(),
                        skipped.series().metric(),
                        Why.SKIPPED,
                        Reason.of("skipped", "Not compared with a baseline: " + skipped.reason())));
        report.learning()
                .forEach(learning -> add(
                        learning.series().toString(),
                        learning.series().metric(),
                        Why.LEARNING,
                        Reason.of(
                                        "learning",
                                        learning.steps() + " steps with data of " + learning.requiredSteps()
                                                + " that a baseline needs")
                                .with("steps", learning.steps())));
    }

    private void insignificant(List<Episode> episodes) {
        for (Episode episode : episodes) {
            add(
                    episode.id(),
                    title(episode),
                    Why.INSIGNIFICANT,
                    Reason.of(
                                    "insignificant",
                                    "Among all series that were tested, chance alone brings as much: q = "
                                            + Figures.rounded(episode.effect().qValue(), 3))
                            .with("q", episode.effect().qValue())
                            .with("p", episode.effect().pValue()));
        }
    }

    private void apart(TelemetryWindow window) {
        Set<String> told = new TreeSet<>();
        for (Incident incident : report.incidents()) {
            incident.episodes().forEach(episode -> told.add(episode.id()));
            incident.events().forEach(event -> told.add(event.id()));
        }
        for (Episode episode : report.episodes()) {
            if (!told.contains(episode.id())) {
                add(episode.id(), title(episode), Why.NO_INCIDENT, reason(episode));
            }
        }
        for (Event event : window.events()) {
            if (!told.contains(event.id()) && event.touches(report.focus())) {
                add(
                        event.id(),
                        event.title(),
                        Why.APART,
                        Reason.of("apart", "No incident is connected with it and near it in time"));
            }
        }
    }

    private static Reason reason(Episode episode) {
        return Symptoms.meetsUsers(episode)
                ? Reason.of("short-or-alone", "Users met it, but too little or too shortly for an incident")
                : Reason.of("unmet", "Nothing that users met is connected with it");
    }

    private void links() {
        for (Correlation link : report.correlations()) {
            if (link.verdict() != Verdict.LIKELY_CAUSE && link.verdict() != Verdict.ASSOCIATED) {
                add(
                        link.id(),
                        link.from().label() + " → " + link.to().label() + ": " + link.verdict(),
                        Why.NOT_LINKED,
                        link.evidence().get(0));
            }
        }
    }

    private void causes(Incident incident) {
        for (RuledOut out : incident.ruledOut()) {
            entries.add(new Silenced(out.entity().toString(), out.title(), Why.RULED_OUT, incident.id(), out.reason()));
        }
        for (RootCause cause : incident.rootCauses()) {
            if (cause.rank() > 1) {
                Reason reason = cause.against().isEmpty()
                        ? Reason.of("less-evidence", "Less speaks for it").with("score", cause.score())
                        : cause.against().get(0);
                entries.add(
                        new Silenced(cause.entity().toString(), cause.title(), Why.OUTRANKED, incident.id(), reason));
            }
        }
    }

    private static String title(Episode episode) {
        return episode.entity().key() + ": " + EpisodeText.summary(episode);
    }

    private void add(String subject, String title, Why why, Reason reason) {
        entries.add(new Silenced(subject, title, why, null, reason));
    }
}
