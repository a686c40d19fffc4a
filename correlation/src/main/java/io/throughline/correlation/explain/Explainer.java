package io.throughline.correlation.explain;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.CorrelationConfig;
import io.throughline.correlation.CorrelationReport;
import io.throughline.correlation.Incident;
import io.throughline.correlation.associate.AssociationConfig;
import io.throughline.correlation.associate.Associator;
import io.throughline.correlation.associate.Correlation;
import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.detect.EpisodeDetector;
import io.throughline.correlation.evidence.Figures;
import io.throughline.correlation.evidence.Reason;
import io.throughline.correlation.signature.Circumstances;
import io.throughline.correlation.signature.SignatureLibrary;
import io.throughline.correlation.signature.SignatureMatch;
import io.throughline.correlation.signature.Signatures;
import io.throughline.correlation.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Answers why something was said, and why something was not. Holds the window and the report; immutable, thread-safe.
 *
 * <pre>{@code
 * Explainer explainer = Explainer.of(window, engine.analyze(window), engine.config());
 * explainer.explain(incident.id()).ifPresent(proof -> proof.rivals().forEach(System.out::println));
 * WhyNot answer = explainer.whyNot(new Subject.Node(database), new Subject.Node(checkout));
 * }</pre>
 */
public final class Explainer {

    /** How far a pair got: the later the condition on which it failed, the farther; ties are broken by id. */
    private static final Comparator<WhyNot> PROGRESS = Comparator.comparing(WhyNot::isLinked)
            .thenComparing(answer -> Objects.requireNonNullElse(answer.failed(), Condition.IN_ORDER))
            .thenComparing(answer -> Objects.requireNonNullElse(answer.link(), ""), Comparator.reverseOrder());

    private final TelemetryWindow window;
    private final CorrelationReport report;
    private final CorrelationConfig all;
    private final AssociationConfig config;
    private final Topology topology;
    private final Associator associator;
    private final Proofs proofs;

    private Explainer(TelemetryWindow window, CorrelationReport report, CorrelationConfig config) {
        this.window = Objects.requireNonNull(window, "window");
        this.report = Objects.requireNonNull(report, "report");
        this.all = Objects.requireNonNull(config, "config");
        this.config = config.association();
        this.topology = Topology.of(window);
        this.associator = new Associator(config.association());
        this.proofs = new Proofs(window, report);
    }

    /**
     * Makes an explainer.
     *
     * @param report what the engine said about the window
     * @param config with which it said it
     */
    public static Explainer of(TelemetryWindow window, CorrelationReport report, CorrelationConfig config) {
        return new Explainer(window, report, config);
    }

    /** Returns what a statement rests on; empty if the report has no episode, link or incident of that id. */
    public Optional<Proof> explain(String id) {
        return Stream.<Optional<Proof>>of(
                        report.episode(id).map(proofs::of),
                        report.correlations().stream()
                                .filter(link -> link.id().equals(id))
                                .findFirst()
                                .map(proofs::of),
                        report.incident(id).map(proofs::of))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /**
     * Returns everything that was seen and is not told, or only as part of an incident. Each episode, significant or not, and
     * each event of the time asked about is in an incident or here. Detects anew, which takes as long as it did first.
     *
     * @return sorted
     */
    public List<Silenced> silence() {
        List<Episode> insignificant =
                new EpisodeDetector(all.detection()).detect(window).insignificant();
        return SilenceLedger.of(window, report, insignificant);
    }

    /** Returns {@link #silence()} as canonical JSON. */
    public String silenceJson() {
        return ExplanationJson.of(silence());
    }

    /** Returns the ids of the report's incidents, in their order. */
    public List<String> incidents() {
        return report.incidents().stream().map(Incident::id).toList();
    }

    /**
     * Returns which well-known failures an incident looks like, surest first; see {@code docs/signatures.md}. Empty if the
     * report has no incident of that id.
     */
    public List<SignatureMatch> signatures(String incident) {
        return report.incident(incident)
                .map(found -> Circumstances.of(window, report.episodes(), found.episodes(), found.start(), found.end()))
                .map(circumstances -> Signatures.match(SignatureLibrary.all(), circumstances))
                .orElse(List.of());
    }

    /** Returns the first condition under which {@code cause} would be taken for the cause of {@code effect} and that fails. */
    public WhyNot whyNot(Subject cause, Subject effect) {
        for (Subject subject : List.of(cause, effect)) {
            WhyNot unknown = unknown(subject, subject.equals(cause));
            if (unknown != null) {
                return unknown;
            }
        }
        List<Episode> causes = episodes(cause);
        List<Change> changes = changes(cause);
        List<Episode> effects = episodes(effect);
        List<String> froms = Stream.concat(
                        causes.stream().map(Episode::id), changes.stream().map(Change::id))
                .toList();
        List<String> tos = effects.stream().map(Episode::id).toList();
        return report.correlations().stream()
                .filter(link -> froms.contains(link.from().id())
                        && tos.contains(link.to().id()))
                .map(Explainer::tested)
                .max(PROGRESS)
                .orElseGet(() -> untested(causes, changes, effects));
    }

    /** Returns why nothing can be said of a subject, or null if something can. */
    private @Nullable WhyNot unknown(Subject subject, boolean cause) {
        if (!isKnown(subject)) {
            return denied(Condition.KNOWN, "not-in-window", words(subject) + " is not in the window that was read");
        }
        if (subject instanceof Subject.Series series) {
            for (var skipped : report.skipped()) {
                if (skipped.series().equals(series.key())) {
                    return denied(
                            Condition.COMPARED,
                            "skipped",
                            words(subject) + " is not compared with a baseline: " + skipped.reason());
                }
            }
            for (var learning : report.learning()) {
                if (learning.series().equals(series.key())) {
                    return denied(
                            Condition.LEARNED,
                            "learning",
                            words(subject) + " has too little history: " + learning.steps() + " steps of "
                                    + learning.requiredSteps());
                }
            }
        }
        boolean changed = cause && !changes(subject).isEmpty();
        if (!changed && episodes(subject).isEmpty()) {
            return denied(
                    Condition.HAPPENED,
                    "nothing-happened",
                    "Nothing left its normal at " + words(subject) + " between "
                            + report.focus().from() + " and " + report.focus().to());
        }
        return null;
    }

    private boolean isKnown(Subject subject) {
        if (subject instanceof Subject.Happening happening) {
            return report.episode(happening.id()).isPresent()
                    || window.events().stream().anyMatch(event -> event.id().equals(happening.id()));
        }
        if (subject instanceof Subject.Series series) {
            SeriesKey key = series.key();
            return window.series().stream().anyMatch(each -> each.key().equals(key))
                    || report.episodes().stream()
                            .anyMatch(episode -> episode.series().equals(key))
                    || report.learning().stream()
                            .anyMatch(learning -> learning.series().equals(key))
                    || report.skipped().stream()
                            .anyMatch(skipped -> skipped.series().equals(key));
        }
        EntityId node = topology.nodeOf(((Subject.Node) subject).id());
        return window.entities().stream()
                .anyMatch(entity -> topology.nodeOf(entity.id()).equals(node));
    }

    private List<Episode> episodes(Subject subject) {
        return report.episodes().stream()
                .filter(episode -> isOf(subject, episode))
                .toList();
    }

    private boolean isOf(Subject subject, Episode episode) {
        if (subject instanceof Subject.Happening happening) {
            return episode.id().equals(happening.id());
        }
        if (subject instanceof Subject.Series series) {
            return episode.series().equals(series.key());
        }
        return topology.nodeOf(episode.entity()).equals(topology.nodeOf(((Subject.Node) subject).id()));
    }

    private List<Change> changes(Subject subject) {
        List<Change> changes = new ArrayList<>();
        for (Event event : window.events()) {
            boolean asked = subject instanceof Subject.Happening happening
                    ? event.id().equals(happening.id())
                    : subject instanceof Subject.Node node
                            && topology.nodeOf(event.entity()).equals(topology.nodeOf(node.id()));
            if (asked && event instanceof Change change) {
                changes.add(change);
            }
        }
        return changes;
    }

    private static WhyNot tested(Correlation link) {
        Reason first = link.evidence().get(0);
        Condition failed = switch (link.verdict()) {
            case ASSOCIATED, LIKELY_CAUSE -> null;
            case COMMON_CAUSE -> Condition.NOT_SHARED;
            case REVERSE -> Condition.IN_ORDER;
            case COINCIDENT -> first.code().equals("weak") ? Condition.STRONG : Condition.SIGNIFICANT;
        };
        Reason reason = failed == null
                ? Reason.of("linked", link.from().label() + " → " + link.to().label() + ": " + first.text())
                        .with("q", link.qValue())
                : first;
        return new WhyNot(failed, reason, link.id());
    }

    private WhyNot untested(List<Episode> causes, List<Change> changes, List<Episode> effects) {
        boolean connected = false;
        Duration nearest = null;
        for (Episode effect : effects) {
            for (Episode cause : causes) {
                if (associator.distance(topology, cause, effect) >= 0) {
                    connected = true;
                    nearest = nearer(
                            nearest,
                            Duration.between(cause.onset(), effect.onset()).abs());
                }
            }
            for (Change change : changes) {
                EntityId changed = topology.nodeOf(change.entity());
                if (topology.hops(topology.nodeOf(effect.entity()), changed) <= config.maxHops()) {
                    connected = true;
                    Duration before = Duration.between(change.start(), effect.onset());
                    nearest = before.isNegative() ? nearest : nearer(nearest, before);
                }
            }
        }
        if (!connected) {
            return denied(
                    Condition.CONNECTED,
                    "no-way",
                    "No calls lead from the one to the other within " + config.maxHops()
                            + " hops in the direction in which it would work");
        }
        Duration limit = changes.isEmpty() ? config.maxLag() : config.changeLookback();
        if (nearest == null || nearest.compareTo(limit) > 0) {
            String apart = nearest == null ? "The change came after it" : Figures.seconds(nearest) + " apart";
            return denied(
                    Condition.NEAR, "far-apart", apart + "; at most " + Figures.seconds(limit) + " are looked at");
        }
        return denied(
                Condition.TESTED,
                "not-tested",
                "The pair was not tested: another episode of the same sort speaks for it, or its kind is not compared");
    }

    private static Duration nearer(@Nullable Duration one, Duration other) {
        return one == null || other.compareTo(one) < 0 ? other : one;
    }

    private static WhyNot denied(Condition condition, String code, String text) {
        return new WhyNot(condition, Reason.of(code, text), null);
    }

    private static String words(Subject subject) {
        if (subject instanceof Subject.Happening happening) {
            return happening.id();
        }
        return subject instanceof Subject.Series series
                ? series.key().toString()
                : ((Subject.Node) subject).id().toString();
    }
}
