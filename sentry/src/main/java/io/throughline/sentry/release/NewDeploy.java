package io.throughline.sentry.release;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A deployment to tell Sentry of.
 *
 * @param environment the environment
 * @param name a name for it, or null
 * @param url a page about it, or null
 * @param dateStarted when it began, or null
 * @param dateFinished when it ended, or null for now
 * @param projects slugs of the release's projects that were deployed, or null for all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NewDeploy(
        String environment,
        @Nullable String name,
        @Nullable String url,
        @Nullable Instant dateStarted,
        @Nullable Instant dateFinished,
        @Nullable List<String> projects) {

    public NewDeploy {
        Objects.requireNonNull(environment, "environment");
        projects = projects == null ? null : List.copyOf(projects);
    }

    /** Returns a deployment to an environment that has ended now. */
    public static NewDeploy to(String environment) {
        return new NewDeploy(environment, null, null, null, null, null);
    }

    /** Returns the same with its times. */
    public NewDeploy lasting(Instant from, Instant until) {
        return new NewDeploy(environment, name, url, from, until, projects);
    }

    /** Returns the same with a name and a page about it. */
    public NewDeploy described(@Nullable String title, @Nullable String page) {
        return new NewDeploy(environment, title, page, dateStarted, dateFinished, projects);
    }
}
