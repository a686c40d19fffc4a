package io.throughline.correlation.rank;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityKind;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.event.SlowQuery;
import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.detect.SignalClass;
import io.throughline.correlation.detect.Symptoms;
import io.throughline.correlation.evidence.Figures;
import io.throughline.correlation.evidence.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Queries that run otherwise than before on databases that the services hit by the incident use. */
final class QueryCandidates {

    /** Query statistics come in steps of minutes, and a plan may flip a little before users notice. */
    private static final Duration AROUND = Duration.ofMinutes(30);

    private static final double MUCH_SLOWER = 2;
    private static final double MOST_OF_THE_INCREASE = 0.3;

    private final Scene scene;

    QueryCandidates(Scene scene) {
        this.scene = scene;
    }

    List<Candidate> find(List<RuledOut> ruledOut) {
        TreeSet<EntityId> databases = new TreeSet<>();
        scene.detection.deviations().keySet().stream()
                .map(key -> key.entity())
                .filter(entity -> scene.topology.kindOf(entity) == EntityKind.DATABASE)
                .filter(entity -> scene.leadsToUsers(scene.topology.nodeOf(entity)))
                .forEach(databases::add);
        List<Candidate> found = new ArrayList<>();
        for (EntityId database : databases) {
            Optional<Candidate> query = of(database);
            query.ifPresentOrElse(
                    found::add,
                    () -> ruledOut.add(new RuledOut(
                            CauseKind.QUERY,
                            database,
                            "Queries on " + scene.name(database),
                            Reason.of(
                                    "no-query-regression",
                                    "No query on " + scene.name(database)
                                            + " runs with another plan or takes much longer than in the day before"))));
        }
        return found;
    }

    private Optional<Candidate> of(EntityId database) {
        TimeWindow during = new TimeWindow(scene.during.from(), scene.during.to());
        for (QueryLoad.Shift shift : QueryLoad.shifts(scene.window, database, scene.session.start(), during)) {
            Optional<SlowQuery> event = planChange(database, shift.hash());
            boolean changed = event.isPresent() || shift.planChanged();
            boolean slower = shift.meanRatio() >= MUCH_SLOWER || shift.before().executions() == 0;
            boolean heavy = shift.increase() >= MOST_OF_THE_INCREASE;
            if (heavy && slower) {
                return Optional.of(candidate(database, shift, event, changed));
            }
        }
        return Optional.empty();
    }

    private Candidate candidate(EntityId database, QueryLoad.Shift shift, Optional<SlowQuery> event, boolean changed) {
        boolean isNew = shift.before().executions() == 0;
        String text = event.map(SlowQuery::text).orElse(null);
        String what = isNew ? " is new" : changed ? " runs with another plan" : " got slower";
        String title = "Query " + shift.hash() + " on " + scene.name(database) + what + ": "
                + Figures.seconds(shift.during().mean()) + " an execution"
                + (isNew ? "" : " instead of " + Figures.seconds(shift.before().mean()));
        Optional<Episode> episode = episode(database, shift.hash());
        Instant at = event.map(SlowQuery::start)
                .orElseGet(
                        () -> episode.map(found -> found.onsetBounds().from()).orElse(scene.session.start()));
        Candidate candidate = new Candidate(CauseKind.QUERY, database, title, at, null);
        Reason share = Reason.of(
                        "most-of-the-increase",
                        Figures.percent(shift.increase()) + " of the database's additional time goes into this query,"
                                + " which takes " + Figures.percent(shift.total()) + " of all")
                .with("increaseShare", shift.increase())
                .with("totalShare", shift.total());
        candidate.supported(0.5 * shift.increase(), share);
        if (!isNew) {
            candidate.supported(
                    0.3 * (1 - 1 / shift.meanRatio()),
                    Reason.of(
                                    "slower",
                                    "An execution takes "
                                            + Figures.seconds(shift.during().mean()) + " instead of "
                                            + Figures.seconds(shift.before().mean()))
                            .with("ratio", shift.meanRatio())
                            .with("beforeSeconds", shift.before().mean())
                            .with("duringSeconds", shift.during().mean()));
        }
        if (changed) {
            candidate.supported(0.4, planReason(shift, event));
        }
        episode.flatMap(found -> scene.linkToSymptom(found.id()))
                .ifPresent(link -> candidate.supported(
                        0.2,
                        Reason.of(
                                        "linked",
                                        "Its duration moves with what users meet: "
                                                + link.to().label())
                                .with("q", link.qValue())
                                .from(link.id())));
        candidate.worksBy(new Mechanism(database, title, shift.hash(), text, candidate.reasons));
        return candidate;
    }

    private static Reason planReason(QueryLoad.Shift shift, Optional<SlowQuery> event) {
        String before = event.map(SlowQuery::previousPlanHash).orElse(shift.planBefore());
        String now = event.map(SlowQuery::planHash).orElse(shift.planDuring());
        Reason reason = Reason.of(
                "plan-changed",
                "Its plan changed from " + before + " to " + now
                        + event.map(found -> " by " + Times.minute(found.end())).orElse(""));
        return event.map(found -> reason.from(found.id()).at(found.provenance().link()))
                .orElse(reason);
    }

    private Optional<SlowQuery> planChange(EntityId database, String hash) {
        for (Event event : scene.window.events()) {
            if (event instanceof SlowQuery query
                    && query.entity().equals(database)
                    && query.queryHash().equals(hash)
                    && query.previousPlanHash() != null
                    && !query.end().isBefore(scene.session.start().minus(AROUND))
                    && !query.start().isAfter(scene.session.start().plus(AROUND))) {
                return Optional.of(query);
            }
        }
        return Optional.empty();
    }

    private Optional<Episode> episode(EntityId database, String hash) {
        return scene.detection.episodes().stream()
                .filter(episode -> episode.entity().equals(database) && Symptoms.isQuery(episode))
                .filter(episode -> episode.signal() == SignalClass.LATENCY)
                .filter(episode -> episode.series().attributes().asMap().containsValue(hash))
                .findFirst();
    }
}
