package io.throughline.sonarcloud.stream;

import io.throughline.core.source.TelemetryStream;
import io.throughline.core.telemetry.Entity;
import java.time.Clock;
import java.util.List;

/**
 * Sonar's streams. All of them are revised: the server thins out its past, and what was read once is to stay.
 *
 * <p>The gravest issues, which are told one by one, are those of impact {@code BLOCKER} or {@code HIGH}; on a server that
 * rates in the standard way those of severity {@code BLOCKER} or {@code CRITICAL}.
 */
public final class SonarStreams {

    static final String ANALYSES = SonarEntities.SYSTEM + "/analyses";
    static final String MEASURES = SonarEntities.SYSTEM + "/measures";
    static final String ISSUES = SonarEntities.SYSTEM + "/issues";
    static final String HOTSPOTS = SonarEntities.SYSTEM + "/hotspots";
    static final String BRANCHES = SonarEntities.SYSTEM + "/branches";

    private final ProjectDirectory directory;
    private final SonarTranslator translator;
    private final List<TelemetryStream> streams;

    /** Makes the streams over a scope; they share one look at the projects. */
    public SonarStreams(SonarScope scope, SonarReads reads, Clock clock) {
        this.directory = new ProjectDirectory(scope, reads, clock);
        this.translator = new SonarTranslator(scope, ANALYSES);
        ProjectWalk walk = new ProjectWalk(directory, reads, clock);
        CallPlan plan = new CallPlan(scope, reads, walk);
        this.streams = List.of(
                new AnalysisStream(scope, reads, walk, plan),
                new MeasureStream(scope, reads, walk, plan),
                new IssueStream(scope, reads, walk, plan),
                new HotspotStream(scope, reads, walk, plan),
                new BranchStream(scope, reads, walk, plan));
    }

    /** Returns the keys of the metrics that are asked for where the server knows them. */
    public static List<String> metrics() {
        return MeasuredMetrics.all().toList();
    }

    /** Returns the streams. */
    public List<TelemetryStream> all() {
        return streams;
    }

    /** Returns the projects in scope that can be read, as entities. */
    public List<Entity> projects() {
        return directory.list().projects().stream().map(translator::entity).toList();
    }

    /** Returns sentences on projects that cannot be read. */
    public List<String> gaps() {
        return directory.list().gaps();
    }
}
