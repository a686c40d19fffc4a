package io.throughline.sonarcloud;

import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityKind;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.telemetry.event.EventHeader;
import io.throughline.sonarcloud.analysis.SonarAnalysis;
import io.throughline.sonarcloud.project.SonarProject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says in the model's words what Sonar says of projects and analyses. */
final class SonarTranslator {

    static final String ANALYSES = "sonarcloud/analyses";

    static final String PROJECT_NAME = "throughline.sonar.project.name";
    static final String GATE = "throughline.sonar.gate";
    static final String BUILD = "throughline.sonar.build";
    static final String CI = "throughline.sonar.ci";

    private static final String NOT_PROVIDED = "not provided";
    private static final String UNDETECTED = "undetected";

    private final SonarSettings settings;

    SonarTranslator(SonarSettings settings) {
        this.settings = settings;
    }

    EntityId id(SonarProject project) {
        return SonarIds.project(settings.owner(), project.key());
    }

    /** Returns the entity that a project is, as the given stream delivers it; the store joins what streams say of one. */
    Entity entity(SonarProject project, String stream) {
        return new Entity(
                id(project),
                EntityKind.CODE_PROJECT,
                project.key(),
                null,
                null,
                Attributes.builder().put(PROJECT_NAME, project.name()).build(),
                new Provenance(stream, project.key(), page("dashboard", project.key())));
    }

    /**
     * Returns the change that an analysis is.
     *
     * @param gate the gate's status as the history of measures has it, or null
     */
    Change change(SonarProject project, SonarAnalysis analysis, @Nullable String gate) {
        String version = known(analysis.projectVersion(), NOT_PROVIDED);
        Optional<SonarAnalysis.Event> event = analysis.events().stream()
                .filter(candidate -> "QUALITY_GATE".equals(candidate.category()))
                .findFirst();
        String outcome =
                gate != null ? gate : event.map(SonarAnalysis.Event::name).orElse(null);
        String title = Stream.of(outcome == null ? "Analysis" : "Quality gate " + outcome, project.key(), version)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        Attributes attributes = Attributes.builder()
                .put(
                        GATE,
                        event.map(SonarAnalysis.Event::description)
                                .map(String::strip)
                                .filter(text -> !text.isEmpty())
                                .orElse(null))
                .put(BUILD, known(analysis.buildString(), NOT_PROVIDED))
                .put(CI, known(analysis.detectedCi(), UNDETECTED))
                .build();
        return new Change(
                new EventHeader(
                        id(project),
                        null,
                        analysis.date(),
                        analysis.date(),
                        title,
                        attributes,
                        new Provenance(ANALYSES, analysis.key(), page("project/activity", project.key()))),
                Change.Type.QUALITY_GATE,
                version,
                known(analysis.revision(), NOT_PROVIDED),
                outcome,
                List.of());
    }

    private static @Nullable String known(@Nullable String text, String unknown) {
        return text == null || text.isBlank() || text.equalsIgnoreCase(unknown) ? null : text.strip();
    }

    private URI page(String path, String project) {
        return URI.create(settings.site() + "/" + path + "?id=" + URLEncoder.encode(project, StandardCharsets.UTF_8));
    }
}
