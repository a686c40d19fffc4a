package io.throughline.examples.evaluation.tasks;

import io.throughline.correlation.anomaly.AnomalyConfig;
import io.throughline.correlation.anomaly.AnomalyDetector;
import io.throughline.correlation.anomaly.NoveltyConfig;
import io.throughline.correlation.anomaly.NoveltyDetector;
import io.throughline.correlation.changepoint.ChangePoint;
import io.throughline.correlation.changepoint.ChangePointConfig;
import io.throughline.correlation.changepoint.ChangePoints;
import io.throughline.correlation.changepoint.OnlineChangePoints;
import io.throughline.correlation.discord.Discord;
import io.throughline.correlation.discord.DiscordConfig;
import io.throughline.correlation.discord.Discords;
import io.throughline.correlation.impact.ChangeImpact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Which part of the engine, with its defaults, each task asks. */
final class Tasks {

    private Tasks() {}

    static Task of(EvaluationRequest request) {
        return switch (request.task()) {
            case NAB -> new AlarmTask(Tasks::novelties);
            case ALARMS -> new AlarmTask(Tasks::anomalies);
            case UCR -> new DiscordTask(Tasks::discord);
            case CHANGEPOINTS ->
                new ChangePointTask(request.has(EvaluationOption.ONLINE) ? Tasks::changesSoFar : Tasks::changes);
            case CHANGE_IMPACT ->
                new ChangeImpactTask((times, values, change, until) ->
                        ChangeImpact.assess(times, values, change, until).score());
            case ROOTCAUSE -> new RootCauseTask(request);
            case CHANGES -> new ChangesTask();
        };
    }

    private static PointScorer anomalies(Duration step) {
        return new AnomalyDetector(AnomalyConfig.defaults(), step)::accept;
    }

    private static PointScorer novelties(Duration step) {
        return new NoveltyDetector(NoveltyConfig.defaults(), step)::accept;
    }

    /** Where nothing can be compared, the first row that might be anomalous is as good a guess as any. */
    private static int discord(double[] values, int trainRows) {
        return Discords.search(values, trainRows, DiscordConfig.defaults())
                .map(Discord::row)
                .orElse(trainRows);
    }

    private static int[] changes(List<double[]> columns) {
        return indices(ChangePoints.find(columns.toArray(double[][]::new), ChangePointConfig.defaults()));
    }

    private static int[] changesSoFar(List<double[]> columns) {
        OnlineChangePoints online = new OnlineChangePoints(columns.size(), ChangePointConfig.defaults());
        List<ChangePoint> found = new ArrayList<>();
        double[] row = new double[columns.size()];
        for (int i = 0; i < columns.get(0).length; i++) {
            for (int dimension = 0; dimension < row.length; dimension++) {
                row[dimension] = columns.get(dimension)[i];
            }
            online.accept(row).ifPresent(found::add);
        }
        return indices(found);
    }

    private static int[] indices(List<ChangePoint> changes) {
        return changes.stream().mapToInt(ChangePoint::index).toArray();
    }
}
