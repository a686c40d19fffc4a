package io.throughline.sonarcloud.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook brings after an analysis, or when people change the verdict. There is no second try by the server.
 *
 * @param serverUrl the server's address, or null
 * @param taskId the task that took the report in, or null
 * @param status how the task ended: {@code SUCCESS}, {@code FAILED}; others are possible
 * @param analysedAt when the code was scanned, UTC, or null
 * @param changedAt when the verdict changed, UTC, or null
 * @param revision the source revision, or null without source control
 * @param project the project
 * @param branch the branch or pull request, or null on editions that know none
 * @param qualityGate the verdict, or null if the task failed
 * @param properties what the scanner was told as {@code sonar.analysis.*}: the way to carry a deployment's id
 */
public record SonarDelivery(
        @Nullable String serverUrl,
        @Nullable String taskId,
        @Nullable String status,
        @Nullable Instant analysedAt,
        @Nullable Instant changedAt,
        @Nullable String revision,
        @Nullable Project project,
        @Nullable Branch branch,
        @Nullable Gate qualityGate,
        Map<String, String> properties) {

    public SonarDelivery {
        TreeMap<String, String> present = new TreeMap<>();
        if (properties != null) {
            properties.forEach((name, value) -> {
                if (name != null && value != null) {
                    present.put(name, value);
                }
            });
        }
        properties = java.util.Collections.unmodifiableMap(present);
    }

    /** Tells whether the task went well, so that there is a verdict. */
    public boolean isSuccess() {
        return "SUCCESS".equals(status);
    }

    /** Returns the key of the project, if it is told. */
    public Optional<String> projectKey() {
        return Optional.ofNullable(project).map(Project::key);
    }

    /** A project. */
    public record Project(
            @Nullable String key,
            @Nullable String name,
            @Nullable String url) {}

    /**
     * A branch or pull request.
     *
     * @param type {@code BRANCH}, {@code PULL_REQUEST}; others are possible
     */
    public record Branch(
            @Nullable String name,
            @Nullable String type,
            @Nullable Boolean isMain,
            @Nullable String url) {}

    /**
     * A verdict.
     *
     * @param status {@code OK}, {@code ERROR}; others are possible
     */
    public record Gate(@Nullable String name, @Nullable String status, List<Condition> conditions) {
        public Gate {
            conditions = conditions == null
                    ? List.of()
                    : conditions.stream().filter(Objects::nonNull).toList();
        }
    }

    /**
     * One comparison.
     *
     * @param operator {@code LESS_THAN}, {@code GREATER_THAN}
     * @param value the value, or null with the status {@code NO_VALUE}
     * @param status {@code OK}, {@code ERROR}, {@code NO_VALUE}; others are possible
     */
    public record Condition(
            @Nullable String metric,
            @Nullable String operator,
            @Nullable String value,
            @Nullable String errorThreshold,
            @Nullable String status) {}
}
