package io.throughline.sentry.monitor;

import io.throughline.sentry.internal.Lists;
import io.throughline.sentry.internal.Members;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What Sentry calls a monitor since 2025: something that is watched and makes issues.
 *
 * @param id Sentry's number
 * @param projectId its project, or null
 * @param name the name for people
 * @param type {@code error}, {@code metric_issue}, {@code monitor_check_in_failure}, {@code uptime_domain_failure}…, or null
 * @param enabled whether it is on, or null
 * @param dateCreated when it was made, or null
 * @param dateUpdated when it was last changed, or null
 * @param workflowIds the workflows that it starts
 * @param config settings of its type
 */
public record SentryDetector(
        String id,
        @Nullable String projectId,
        String name,
        @Nullable String type,
        @Nullable Boolean enabled,
        @Nullable Instant dateCreated,
        @Nullable Instant dateUpdated,
        List<String> workflowIds,
        Map<String, @Nullable Object> config) {

    public SentryDetector {
        Objects.requireNonNull(id, "id");
        name = name == null ? id : name;
        workflowIds = Lists.copy(workflowIds);
        config = Members.copy(config);
    }
}
