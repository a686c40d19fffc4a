package io.throughline.sonarcloud;

import io.throughline.core.telemetry.EntityId;

/** Ids of Sonar's entities in the model. */
final class SonarIds {

    static final String SYSTEM = "sonarcloud";
    static final String PROJECT = "project";

    private SonarIds() {}

    /**
     * Returns the id of a project.
     *
     * @param owner the organization, or a server's host
     */
    static EntityId project(String owner, String key) {
        return new EntityId(SYSTEM, PROJECT, owner + "/" + key);
    }
}
