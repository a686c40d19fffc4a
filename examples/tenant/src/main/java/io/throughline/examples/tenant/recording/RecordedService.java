package io.throughline.examples.tenant.recording;

import org.jspecify.annotations.Nullable;

/**
 * A service of the recorded system, and what the four vendors call it.
 *
 * @param role cloud role name, and the service's name
 * @param armId of its web app
 * @param planArmId of the plan that the app runs on, if recorded
 * @param componentArmId of the Application Insights it reports to, if recorded
 * @param host by which others call it
 * @param sentryProject slug
 * @param sentryProjectId number
 * @param sonarProject key
 * @param jiraComponent name
 */
public record RecordedService(
        String role,
        String armId,
        @Nullable String planArmId,
        @Nullable String componentArmId,
        String host,
        String sentryProject,
        long sentryProjectId,
        String sonarProject,
        String jiraComponent) {}
