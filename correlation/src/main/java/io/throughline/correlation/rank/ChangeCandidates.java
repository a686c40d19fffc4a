package io.throughline.correlation.rank;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.telemetry.event.ErrorIssue;
import io.throughline.core.telemetry.event.Event;
import io.throughline.correlation.evidence.Figures;
import io.throughline.correlation.evidence.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Changes shortly before the first symptom, on the way from the services that are hit down to what they call. */
final class ChangeCandidates {

    /** How far back changes are named at all, if only to say that they are not it. */
    private static final Duration MENTIONED = Duration.ofHours(12);

    private static final double MOST_BY_TIME = 0.6;

    private final Scene scene;

    ChangeCandidates(Scene scene) {
        this.scene = scene;
    }

    List<Candidate> find(List<RuledOut> ruledOut) {
        List<Candidate> found = new ArrayList<>();
        int near = 0;
        for (List<Change> group : ChangeGroups.of(scene)) {
            Optional<Change> told = principal(group);
            if (told.isEmpty()) {
                continue;
            }
            Change change = told.get();
            Optional<Reason> no = whyNot(change);
            if (no.isPresent()) {
                ruledOut.add(new RuledOut(CauseKind.CHANGE, change.entity(), title(change), no.get()));
            } else {
                found.add(candidate(change, group));
                near++;
            }
        }
        if (near == 0) {
            ruledOut.add(new RuledOut(
                    CauseKind.CHANGE,
                    scene.origin(),
                    "A change",
                    Reason.of(
                            "no-change",
                            "No change of the services concerned or of what they call is known in the "
                                    + Figures.seconds(scene.config.changeLookback()) + " before")));
        }
        return found;
    }

    /** The last deployment of a known version before the symptoms says most; else any; else the release. None if it is long ago. */
    private Optional<Change> principal(List<Change> group) {
        Instant onset = scene.first.onsetBounds().to();
        Comparator<Change> order = Comparator.<Change>comparingInt(
                        change -> change.start().isBefore(onset) ? 0 : 1)
                .thenComparingInt(change -> change.type() == Change.Type.RELEASE ? 1 : 0)
                .thenComparingInt(change -> change.version() == null ? 1 : 0)
                .thenComparing(Comparator.comparing(Change::start).reversed())
                .thenComparing(Change::id);
        return group.stream()
                .filter(change -> change.type() != Change.Type.QUALITY_GATE && change.type() != Change.Type.COMMIT)
                .filter(change -> change.isKnownWithin(Change.CLOSE_BOUNDS))
                .sorted(order)
                .findFirst()
                .filter(change -> change.start().isAfter(scene.session.start().minus(MENTIONED))
                        && change.start().isBefore(scene.during.to()));
    }

    /** Returns the first condition that the change fails. */
    private Optional<Reason> whyNot(Change change) {
        EntityId node = scene.topology.nodeOf(change.entity());
        Duration before = Duration.between(change.start(), scene.session.start());
        Reason reason = null;
        if (!change.start().isBefore(scene.first.onsetBounds().to())) {
            reason = Reason.of(
                    "after-onset", "It came " + Figures.seconds(before.negated()) + " after the first symptom");
        } else if (!onTheWay(node)) {
            reason =
                    Reason.of("another-path", "Nothing that is hit calls " + scene.name(node) + ", or is called by it");
        } else if (before.compareTo(scene.config.changeLookback()) > 0) {
            reason = Reason.of("long-before", "All was normal for " + Figures.seconds(before) + " after it");
        }
        return Optional.ofNullable(reason)
                .map(why -> why.with("beforeSeconds", before.toMillis() / 1000.0)
                        .from(change.id())
                        .at(change.provenance().link()));
    }

    private boolean onTheWay(EntityId node) {
        return scene.leadsToUsers(node)
                || scene.hit.stream().anyMatch(callee -> scene.topology.callDistance(node, callee) <= 1);
    }

    private Candidate candidate(Change change, List<Change> group) {
        EntityId node = scene.topology.nodeOf(change.entity());
        Duration before = Duration.between(change.start(), scene.session.start());
        double seconds = Math.max(0, before.toMillis() / 1000.0);
        double proximity =
                StrictMath.exp(-seconds * 1000 / scene.config.proximity().toMillis());
        Candidate candidate =
                new Candidate(CauseKind.CHANGE, node, title(change), change.start(), reference(change, group));
        candidate.supported(
                MOST_BY_TIME * proximity,
                Reason.of(
                                "shortly-before-onset",
                                "It took effect from " + Times.minute(change.start()) + " on, "
                                        + Figures.seconds(seconds) + " before the first symptom")
                        .with("beforeSeconds", seconds)
                        .with("proximity", proximity)
                        .from(change.id())
                        .at(change.provenance().link()));
        if (scene.hit.contains(node)) {
            candidate.reasons.add(Reason.of("on-the-spot", scene.name(node) + " is one of the services that are hit"));
        } else if (scene.leadsToUsers(node)) {
            candidate.reasons.add(Reason.of("called-by-hit", "Services that are hit call " + scene.name(node)));
        } else {
            candidate.weakened(0.5, Reason.of("caller", scene.name(node) + " only calls what is hit"));
        }
        newErrors(change).ifPresent(reason -> candidate.supported(0.3, reason));
        gate(group).ifPresent(reason -> candidate.supported(0.05, reason));
        return candidate;
    }

    private ChangeReference reference(Change change, List<Change> group) {
        Optional<Change> release =
                group.stream().filter(other -> !other.commits().isEmpty()).findFirst();
        return new ChangeReference(
                change.id(),
                change.type(),
                change.version(),
                group.stream()
                        .map(Change::revision)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                change.start(),
                release.map(Change::commits).orElse(List.of()),
                group.stream()
                        .map(Change::id)
                        .filter(id -> !id.equals(change.id()))
                        .toList(),
                change.provenance().link());
    }

    private Optional<Reason> newErrors(Change change) {
        String version = ChangeGroups.bare(change.version());
        for (Event event : scene.session.events()) {
            if (event instanceof ErrorIssue issue
                    && version != null
                    && version.equals(ChangeGroups.bare(issue.firstRelease()))
                    && !issue.start().isBefore(change.start())
                    && scene.topology.nodeOf(issue.entity()).equals(scene.topology.nodeOf(change.entity()))) {
                return Optional.of(Reason.of(
                                "new-error",
                                issue.key() + " was first seen with " + issue.firstRelease() + ": " + issue.title())
                        .from(issue.id())
                        .at(issue.provenance().link()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Reason> gate(List<Change> group) {
        for (Change change : group) {
            String outcome = change.outcome();
            boolean failed = change.type() == Change.Type.QUALITY_GATE
                    && outcome != null
                    && (outcome.equalsIgnoreCase("ERROR") || outcome.equalsIgnoreCase("FAILED"));
            if (failed) {
                return Optional.of(Reason.of("quality-gate", "The quality gate of its code failed: " + change.title())
                        .from(change.id())
                        .at(change.provenance().link()));
            }
        }
        return Optional.empty();
    }

    private String title(Change change) {
        String name = scene.name(scene.topology.nodeOf(change.entity()));
        String version = ChangeGroups.bare(change.version());
        String what = switch (change.type()) {
            case DEPLOYMENT, RELEASE -> "Release" + (version == null ? "" : " " + version) + " of " + name;
            case CONFIGURATION -> "Change of configuration of " + name;
            case SCALING -> "Scaling of " + name;
            case COMMIT, QUALITY_GATE -> "Code of " + name;
        };
        return what + " at " + Times.minute(change.start());
    }
}
