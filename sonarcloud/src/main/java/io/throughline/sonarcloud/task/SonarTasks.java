package io.throughline.sonarcloud.task;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a project.
 *
 * @param queue those that wait or run
 * @param current the last one that is done, or null if none ever was
 */
public record SonarTasks(List<SonarTask> queue, @Nullable SonarTask current) {

    public SonarTasks {
        queue = List.copyOf(queue);
    }
}
