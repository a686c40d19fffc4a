package io.throughline.jira.stream;

import io.throughline.core.telemetry.EntityId;

/** Ids of Jira's entities in the model. */
public final class JiraEntities {

    /** The system of all of them: {@value}. */
    public static final String SYSTEM = "jira";
    /** The type of components: {@value}. */
    public static final String COMPONENT = "component";

    private static final String PROJECT = "project";

    private JiraEntities() {}

    /** Returns the id of a project of the site with a host. */
    public static EntityId project(String host, String projectKey) {
        return new EntityId(SYSTEM, PROJECT, host + "/" + projectKey);
    }

    /** Returns the id of a component. */
    public static EntityId component(String host, String projectKey, String component) {
        return new EntityId(SYSTEM, COMPONENT, host + "/" + projectKey + "/" + component);
    }
}
