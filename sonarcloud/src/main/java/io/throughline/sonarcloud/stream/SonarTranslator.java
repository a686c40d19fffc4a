package io.throughline.sonarcloud.stream;

import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityKind;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.telemetry.event.EventHeader;
import io.throughline.sonarcloud.analysis.SonarAnalysis;
import io.throughline.sonarcloud.measure.SonarPeriod;
import io.throughline.sonarcloud.project.SonarProject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says in the model's words what Sonar says of projects and analyses. */
final class SonarTranslator {

    static final String PROJECT_NAME = "throughline.sonar.project.name";
    static final String MAIN_BRANCH = "throughline.sonar.branch.main";
    static final String NEW_CODE_MODE = "throughline.sonar.new_code.mode";
    static final String NEW_CODE_SINCE = "throughline.sonar.new_code.since";
    static final String NEW_CODE_PARAMETER = "throughline.sonar.new_code.parameter";
    static final String BRANCH = "throughline.sonar.branch";
    static final String GATE = "throughline.sonar.gate";
    static final String BUILD = "throughline.sonar.build";
    static final String CI = "throughline.sonar.ci";

    private static final String NOT_PROVIDED = "not provided";
    private static final String UNDETECTED = "undetected";

    private final SonarScope scope;
    private final String stream;

    SonarTranslator(SonarScope scope, String stream) {
        this.scope = scope;
        this.stream = stream;
    }

    EntityId id(SonarProject project) {
        return SonarEntities.project(scope.owner(), project.key());
    }

    /** Returns what tells a branch's series from those of the main branch, which have nothing. */
    static Attributes dimensions(@Nullable String branch) {
        return branch == null ? Attributes.empty() : Attributes.of(BRANCH, branch);
    }

    /** Returns the entity that a project is; the store joins what streams say of one. */
    Entity entity(SonarProject project) {
        return entity(project, Attributes.builder());
    }

    /** Returns the entity that a project is, with the name of its main branch. */
    Entity entity(SonarProject project, @Nullable String mainBranch) {
        return entity(project, Attributes.builder().put(MAIN_BRANCH, mainBranch));
    }

    /** Returns the entity that a project is, with what its code is compared to. */
    Entity comparedTo(SonarProject project, @Nullable SonarPeriod newCode) {
        Attributes.Builder attributes = Attributes.builder();
        if (newCode != null) {
            Instant since = newCode.date();
            attributes
                    .put(NEW_CODE_MODE, newCode.mode())
                    .put(NEW_CODE_SINCE, since == null ? null : since.toString())
                    .put(NEW_CODE_PARAMETER, newCode.parameter());
        }
        return entity(project, attributes);
    }

    private Entity entity(SonarProject project, Attributes.Builder attributes) {
        return new Entity(
                id(project),
                EntityKind.CODE_PROJECT,
                project.key(),
                null,
                null,
                attributes.put(PROJECT_NAME, project.name()).build(),
                new Provenance(stream, project.key(), page("dashboard", project.key(), null)));
    }

    /**
     * Returns the change that an analysis is.
     *
     * @param branch the branch, or null for the main one
     * @param gate the gate's status as the history of measures has it, or null
     */
    Change analysis(SonarProject project, @Nullable String branch, SonarAnalysis analysis, @Nullable String gate) {
        String version = known(analysis.projectVersion(), NOT_PROVIDED);
        Optional<SonarAnalysis.Event> event = analysis.events().stream()
                .filter(candidate -> "QUALITY_GATE".equals(candidate.category()))
                .findFirst();
        String outcome =
                gate != null ? gate : event.map(SonarAnalysis.Event::name).orElse(null);
        String title = Stream.of(
                        outcome == null ? "Analysis" : "Quality gate " + outcome,
                        project.key(),
                        branch == null ? null : "on " + branch,
                        version)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        Attributes attributes = Attributes.builder()
                .put(BRANCH, branch)
                .put(
                        GATE,
                        event.map(SonarAnalysis.Event::description)
                                .map(String::strip)
                                .filter(text -> !text.isEmpty())
                                .orElse(null))
                .put(BUILD, known(analysis.buildString(), NOT_PROVIDED))
                .put(CI, known(analysis.detectedCi(), UNDETECTED))
                .build();
        return change(
                Change.Type.QUALITY_GATE,
                new EventHeader(
                        id(project),
                        null,
                        analysis.date(),
                        analysis.date(),
                        title,
                        attributes,
                        new Provenance(stream, analysis.key(), page("project/activity", project.key(), branch))),
                version,
                known(analysis.revision(), NOT_PROVIDED),
                outcome);
    }

    static Change change(
            Change.Type type,
            EventHeader header,
            @Nullable String version,
            @Nullable String revision,
            @Nullable String outcome) {
        return new Change(header, type, version, revision, outcome, List.of());
    }

    private static @Nullable String known(@Nullable String text, String unknown) {
        return text == null || text.isBlank() || text.equalsIgnoreCase(unknown) ? null : text.strip();
    }

    URI page(String path, String project, @Nullable String branch) {
        return URI.create(scope.site() + "/" + path + "?id=" + encoded(project)
                + (branch == null ? "" : "&branch=" + encoded(branch)));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
