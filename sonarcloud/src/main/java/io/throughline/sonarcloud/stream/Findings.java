package io.throughline.sonarcloud.stream;

import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.telemetry.event.EventHeader;
import io.throughline.sonarcloud.hotspot.SonarHotspot;
import io.throughline.sonarcloud.issue.SonarIssue;
import io.throughline.sonarcloud.project.SonarBranch;
import io.throughline.sonarcloud.project.SonarProject;
import io.throughline.sonarcloud.project.SonarPullRequest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says in the model's words what was found in code. The model has no event of its own for a finding, and it is neither an
 * alert nor a ticket: nobody was woken and nobody has to answer. What a service is told is that code with the finding was
 * committed: a {@link Change} of type {@code COMMIT} that starts when the server says the finding began and ends when it
 * was closed or last changed. The engine takes no such change for a cause by itself.
 */
final class Findings {

    static final String RULE = "throughline.sonar.rule";
    static final String SEVERITY = "throughline.sonar.severity";
    static final String IMPACTS = "throughline.sonar.impacts";
    static final String TYPE = "throughline.sonar.type";
    static final String STATUS = "throughline.sonar.status";
    static final String RESOLUTION = "throughline.sonar.resolution";
    static final String CLOSED_AT = "throughline.sonar.closed_at";
    static final String EFFORT = "throughline.sonar.effort";
    static final String TAGS = "throughline.sonar.tags";
    static final String CATEGORY = "throughline.sonar.security_category";
    static final String PROBABILITY = "throughline.sonar.vulnerability_probability";
    static final String TARGET_BRANCH = "throughline.sonar.pull_request.target";
    static final String FILE_PATH = "code.file.path";
    static final String LINE = "code.line.number";

    private static final int LONGEST_MESSAGE = 200;

    private final SonarTranslator translator;
    private final String stream;

    Findings(SonarScope scope, String stream) {
        this.translator = new SonarTranslator(scope, stream);
        this.stream = stream;
    }

    /** Returns the change that an issue is; people who wrote or own it are left out. */
    Change issue(SonarProject project, @Nullable String branch, SonarIssue issue, Instant otherwise) {
        Instant start = issue.creationDate() == null ? otherwise : issue.creationDate();
        String worst = worst(issue);
        String file = file(issue.component(), project.key());
        Attributes.Builder attributes = Attributes.builder()
                .put(SonarTranslator.BRANCH, branch)
                .put(RULE, issue.rule())
                .put(SEVERITY, issue.severity())
                .put(
                        IMPACTS,
                        issue.impacts().isEmpty()
                                ? null
                                : issue.impacts().stream()
                                        .map(impact -> impact.softwareQuality() + "=" + impact.severity())
                                        .sorted()
                                        .collect(Collectors.joining(" ")))
                .put(TYPE, issue.type())
                .put(STATUS, issue.status())
                .put(RESOLUTION, issue.resolution())
                .put(
                        CLOSED_AT,
                        issue.closeDate() == null ? null : issue.closeDate().toString())
                .put(EFFORT, issue.effort())
                .put(TAGS, issue.tags().isEmpty() ? null : String.join(" ", issue.tags()))
                .put(FILE_PATH, file);
        if (issue.line() != null) {
            attributes.put(LINE, issue.line());
        }
        String what = issue.type() == null
                ? "issue"
                : issue.type().toLowerCase(Locale.ROOT).replace('_', ' ');
        return SonarTranslator.change(
                Change.Type.COMMIT,
                header(
                        project,
                        start,
                        issue.closeDate() != null ? issue.closeDate() : issue.updateDate(),
                        title(worst, what, issue.rule(), file == null ? project.key() : file, issue.message()),
                        attributes.build(),
                        issue.key(),
                        link(
                                "project/issues",
                                project,
                                branch,
                                "&issues=" + encoded(issue.key()) + "&open=" + encoded(issue.key()))),
                null,
                null,
                issue.issueStatus() != null ? issue.issueStatus() : issue.status());
    }

    Change hotspot(SonarProject project, @Nullable String branch, SonarHotspot hotspot, Instant otherwise) {
        Instant start = hotspot.creationDate() == null ? otherwise : hotspot.creationDate();
        String file = file(hotspot.component(), project.key());
        Attributes.Builder attributes = Attributes.builder()
                .put(SonarTranslator.BRANCH, branch)
                .put(RULE, hotspot.ruleKey())
                .put(CATEGORY, hotspot.securityCategory())
                .put(PROBABILITY, hotspot.vulnerabilityProbability())
                .put(STATUS, hotspot.status())
                .put(RESOLUTION, hotspot.resolution())
                .put(FILE_PATH, file);
        if (hotspot.line() != null) {
            attributes.put(LINE, hotspot.line());
        }
        return SonarTranslator.change(
                Change.Type.COMMIT,
                header(
                        project,
                        start,
                        hotspot.updateDate(),
                        title(
                                hotspot.vulnerabilityProbability(),
                                "security hotspot",
                                hotspot.ruleKey(),
                                file == null ? project.key() : file,
                                hotspot.message()),
                        attributes.build(),
                        hotspot.key(),
                        link("security_hotspots", project, branch, "&hotspots=" + encoded(hotspot.key()))),
                null,
                null,
                hotspot.resolution() != null ? hotspot.resolution() : hotspot.status());
    }

    /** Returns the state that a branch's latest analysis left it in. */
    Change branch(SonarProject project, SonarBranch branch, Instant analysed) {
        String gate = branch.qualityGateStatus();
        return SonarTranslator.change(
                Change.Type.COMMIT,
                header(
                        project,
                        analysed,
                        analysed,
                        "Branch " + branch.name() + " of " + project.key()
                                + (gate == null ? "" : ": quality gate " + gate),
                        Attributes.builder()
                                .put(SonarTranslator.BRANCH, branch.name())
                                .put(TYPE, branch.type())
                                .build(),
                        branchId(project, branch),
                        translator.page("dashboard", project.key(), branch.name())),
                null,
                branch.revision(),
                gate);
    }

    /** Returns the state that a pull request's latest analysis left it in. */
    Change pullRequest(SonarProject project, SonarPullRequest request, Instant analysed) {
        String gate = request.qualityGateStatus();
        return SonarTranslator.change(
                Change.Type.COMMIT,
                header(
                        project,
                        analysed,
                        analysed,
                        "Pull request " + request.key() + " of " + project.key()
                                + (gate == null ? "" : ": quality gate " + gate),
                        Attributes.builder()
                                .put(SonarTranslator.BRANCH, request.branch())
                                .put(TARGET_BRANCH, request.base())
                                .put(TYPE, "PULL_REQUEST")
                                .build(),
                        pullRequestId(project, request),
                        link("dashboard", project, null, "&pullRequest=" + encoded(request.key()))),
                null,
                request.revision(),
                gate);
    }

    /** Returns the vendor id of a branch: by the server's own id, where it tells one, a renamed branch stays itself. */
    static String branchId(SonarProject project, SonarBranch branch) {
        return project.key() + "/branch/" + (branch.branchId() == null ? branch.name() : branch.branchId());
    }

    static String pullRequestId(SonarProject project, SonarPullRequest request) {
        return project.key() + "/pull-request/" + request.key();
    }

    private EventHeader header(
            SonarProject project,
            Instant start,
            @Nullable Instant end,
            String title,
            Attributes attributes,
            String vendorId,
            URI link) {
        return new EventHeader(
                translator.id(project),
                null,
                start,
                end == null || end.isBefore(start) ? start : end,
                title,
                attributes,
                new Provenance(stream, vendorId, link));
    }

    private static String title(
            @Nullable String severity, String what, @Nullable String rule, String where, @Nullable String message) {
        String text = message == null ? "" : message.strip().replaceAll("\\s+", " ");
        if (text.length() > LONGEST_MESSAGE) {
            text = text.substring(0, LONGEST_MESSAGE) + "…";
        }
        String head = Stream.of(severity == null ? null : severity.toLowerCase(Locale.ROOT), what, rule, "in", where)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        return text.isEmpty() ? head : head + ": " + text;
    }

    /** Returns the worst impact, or where none is told the severity of the standard way. */
    private static @Nullable String worst(SonarIssue issue) {
        List<String> order = List.of("BLOCKER", "HIGH", "MEDIUM", "LOW", "INFO");
        return issue.impacts().stream()
                .map(SonarIssue.Impact::severity)
                .filter(Objects::nonNull)
                .min(java.util.Comparator.comparingInt(
                        severity -> order.contains(severity) ? order.indexOf(severity) : order.size()))
                .orElse(issue.severity());
    }

    /** Returns the path of a file within its project; null if it is the project's own. */
    private static @Nullable String file(@Nullable String component, String project) {
        if (component == null || component.equals(project)) {
            return null;
        }
        return component.startsWith(project + ":") ? component.substring(project.length() + 1) : component;
    }

    private URI link(String path, SonarProject project, @Nullable String branch, String rest) {
        return URI.create(translator.page(path, project.key(), branch) + rest);
    }

    private static String encoded(String text) {
        return SonarTranslator.encoded(text);
    }
}
