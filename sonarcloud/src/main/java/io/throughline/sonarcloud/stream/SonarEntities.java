package io.throughline.sonarcloud.stream;

import io.throughline.core.telemetry.EntityId;

/** Ids of Sonar's entities in the model. */
public final class SonarEntities {

    /** The system that names them, which is also the source's id. */
    public static final String SYSTEM = "sonarcloud";

    private static final String PROJECT = "project";

    private SonarEntities() {}

    /**
     * Returns the id of a project.
     *
     * @param owner the organization, or a server's host
     * @param key the project's key
     */
    public static EntityId project(String owner, String key) {
        return new EntityId(SYSTEM, PROJECT, owner + "/" + key);
    }
}
