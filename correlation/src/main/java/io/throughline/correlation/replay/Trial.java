package io.throughline.correlation.replay;

import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.CorrelationEngine;
import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.detect.EpisodeDetector;
import io.throughline.correlation.rule.Firing;
import io.throughline.correlation.rule.Rule;
import io.throughline.correlation.rule.Rules;
import io.throughline.correlation.topology.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds what one rule would have said, step by step. */
final class Trial {

    private final CorrelationEngine engine;
    private final Past past;
    private final Rules rules;
    private final ReplayRequest request;
    private final Conditions.Count count = new Conditions.Count();
    /** What was said at the ends of single steps, as far as it was asked. */
    private final Map<Instant, List<Firing>> single = new TreeMap<>();

    Trial(CorrelationEngine engine, Past past, Rule rule, ReplayRequest request) {
        this.engine = engine;
        this.past = past;
        this.rules = Rules.of(List.of(rule));
        this.request = request;
    }

    List<SaidFiring> run() {
        // In hindsight levels and events are known once they are over, so that many steps can be told from one window.
        // Where an onset is put, and what was known then, depends on each step's own.
        return request.knowledge() == Knowledge.NOW && !rules.needEpisodes() ? manyAtOnce() : oneByOne();
    }

    Conditions conditions() {
        return count.result();
    }

    private List<SaidFiring> oneByOne() {
        FiringLog log = new FiringLog();
        TimeWindow first = focus(request.range().from());
        log.take(first, judge(past.at(first)).firings());
        for (Instant end : request.steps()) {
            TimeWindow focus = focus(end);
            TelemetryWindow window = past.at(focus);
            Rules.Verdict verdict = judge(window);
            count.add(1, window, verdict.blind());
            log.take(focus, verdict.firings());
        }
        return log.since(request);
    }

    private List<SaidFiring> manyAtOnce() {
        List<Instant> ends = new ArrayList<>();
        ends.add(request.range().from());
        ends.addAll(request.steps());
        int stride = (int) (request.focus().toMillis() / request.step().toMillis());
        FiringLog log = new FiringLog();
        for (int from = 0; from < ends.size() - 1; from += stride) {
            int to = Math.min(from + stride, ends.size() - 1);
            TimeWindow focus = new TimeWindow(ends.get(from), ends.get(to));
            TelemetryWindow window = past.at(focus);
            Rules.Verdict verdict = judge(window);
            count.add(to - from, window, verdict.blind());
            log.take(focus, verdict.firings());
        }
        return log.since(request).stream()
                .map(line -> firstSaid(line.firing(), ends))
                .filter(line -> line.said().isAfter(request.range().from()))
                .sorted()
                .toList();
    }

    /** Returns a firing as the first step said it: the one that ends with its being met, or the next. */
    private SaidFiring firstSaid(Firing firing, List<Instant> ends) {
        List<Instant> after = ends.stream()
                .filter(end -> !end.isBefore(firing.met()))
                .limit(2)
                .toList();
        for (Instant end : after) {
            List<Firing> said =
                    single.computeIfAbsent(end, at -> judge(past.at(focus(at))).firings());
            Optional<Firing> then = said.stream()
                    .filter(each -> each.id().equals(firing.id()))
                    .findFirst()
                    .or(() -> said.stream()
                            .filter(each -> FiringLog.areSame(each, firing))
                            .findFirst());
            if (then.isPresent()) {
                return new SaidFiring(then.get(), end, null);
            }
        }
        return new SaidFiring(firing, after.get(after.size() - 1), null);
    }

    private TimeWindow focus(Instant end) {
        return TimeWindow.endingAt(end, request.focus());
    }

    private Rules.Verdict judge(TelemetryWindow window) {
        List<Episode> episodes = rules.needEpisodes()
                ? new EpisodeDetector(engine.config().detection())
                        .detect(window)
                        .episodes()
                : List.of();
        return rules.judge(window, Topology.of(window), episodes);
    }
}
