package io.throughline.correlation.explain;

import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.CorrelationReport;
import io.throughline.correlation.Incident;
import io.throughline.correlation.associate.Correlation;
import io.throughline.correlation.associate.Verdict;
import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.detect.EpisodeText;
import io.throughline.correlation.evidence.Figures;
import io.throughline.correlation.evidence.Reason;
import io.throughline.correlation.rank.RootCause;
import io.throughline.correlation.rank.RuledOut;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Puts together what the engine's statements rest on. */
final class Proofs {

    private final TelemetryWindow window;
    private final CorrelationReport report;

    Proofs(TelemetryWindow window, CorrelationReport report) {
        this.window = window;
        this.report = report;
    }

    Proof of(Episode episode) {
        Reason compared = Reason.of("compared", EpisodeText.details(episode))
                .with("baseline", episode.effect().baseline())
                .with("observed", episode.effect().observed())
                .from(episode.id());
        return new Proof(
                episode.id(),
                EpisodeText.summary(episode),
                new Proof.Significance(
                        episode.effect().pMethod(),
                        episode.effect().ratio(),
                        episode.effect().pValue(),
                        episode.effect().qValue(),
                        report.tested().seriesTested()),
                List.of(episode.id()),
                List.of(compared),
                List.of(),
                window.completeness(),
                List.of(reproduction(episode)));
    }

    /** The rivals of a link are the other links to the same effect. */
    Proof of(Correlation link) {
        List<Proof.Rival> rivals = report.correlations().stream()
                .filter(other -> other.to().id().equals(link.to().id()) && !other.equals(link))
                .sorted(Comparator.comparingDouble(Correlation::qValue).thenComparing(Correlation::id))
                .map(other -> new Proof.Rival(
                        other.from().label() + ": " + words(other.verdict()),
                        other.evidence().stream().limit(1).toList()))
                .toList();
        List<String> inputs = List.of(link.from().id(), link.to().id());
        return new Proof(
                link.id(),
                link.from().label() + " → " + link.to().label() + ": " + words(link.verdict()) + ", "
                        + Figures.seconds(link.lag().best()) + " apart",
                new Proof.Significance(
                        "random shifts of the one against the other, corrected by Benjamini and Hochberg",
                        link.effect(),
                        link.pValue(),
                        link.qValue(),
                        link.tested()),
                inputs,
                link.evidence(),
                rivals,
                window.completeness(),
                reproductions(inputs));
    }

    /** The rivals of an incident's first cause are its other causes, and what was ruled out. */
    Proof of(Incident incident) {
        RootCause first = incident.rootCauses().get(0);
        List<Proof.Rival> rivals = new ArrayList<>();
        incident.rootCauses().stream().skip(1).forEach(cause -> {
            List<Reason> lost = new ArrayList<>(cause.against());
            lost.add(Reason.of(
                            "ranked-behind",
                            "Fits less: " + Figures.rounded(cause.score(), 2) + " against "
                                    + Figures.rounded(first.score(), 2))
                    .with("score", cause.score())
                    .with("firstScore", first.score()));
            rivals.add(new Proof.Rival(cause.title(), lost));
        });
        for (RuledOut none : incident.ruledOut()) {
            rivals.add(new Proof.Rival(none.title(), List.of(none.reason())));
        }
        List<String> inputs = new ArrayList<>();
        incident.episodes().forEach(episode -> inputs.add(episode.id()));
        incident.events().forEach(event -> inputs.add(event.id()));
        return new Proof(
                incident.id(),
                incident.title() + " — probable cause: " + first.title(),
                null,
                inputs,
                first.reasons(),
                rivals,
                window.completeness(),
                reproductions(inputs));
    }

    private List<Reproduction> reproductions(Collection<String> ids) {
        List<Reproduction> found = new ArrayList<>();
        for (Episode episode : report.episodes()) {
            if (ids.contains(episode.id())) {
                found.add(reproduction(episode));
            }
        }
        for (Event event : window.events()) {
            if (ids.contains(event.id())) {
                TimeWindow span = new TimeWindow(event.start(), event.end().plusMillis(1));
                found.add(new Reproduction(
                        event.entity(), event.id(), span, event.provenance().link()));
            }
        }
        return found;
    }

    private Reproduction reproduction(Episode episode) {
        String series = episode.series().metric()
                + (episode.series().attributes().isEmpty()
                        ? ""
                        : episode.series().attributes().toString());
        return new Reproduction(episode.entity(), series, window.span(), null);
    }

    private static String words(Verdict verdict) {
        return switch (verdict) {
            case COINCIDENT -> "coincidence";
            case ASSOCIATED -> "belong together";
            case LIKELY_CAUSE -> "likely cause";
            case COMMON_CAUSE -> "common cause";
            case REVERSE -> "the other way round";
        };
    }
}
