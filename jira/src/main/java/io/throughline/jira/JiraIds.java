package io.throughline.jira;

import io.throughline.core.telemetry.EntityId;

/** Ids of Jira's entities in the model. */
final class JiraIds {

    static final String SYSTEM = "jira";
    static final String PROJECT = "project";
    static final String COMPONENT = "component";

    private JiraIds() {}

    static EntityId project(String host, String projectKey) {
        return new EntityId(SYSTEM, PROJECT, host + "/" + projectKey);
    }

    static EntityId component(String host, String projectKey, String component) {
        return new EntityId(SYSTEM, COMPONENT, host + "/" + projectKey + "/" + component);
    }
}
