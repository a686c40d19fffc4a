package io.throughline.sonarcloud.task;

import io.throughline.core.http.Page;
import io.throughline.core.http.Paged;
import io.throughline.core.http.RestCall;
import io.throughline.core.http.RestResponse;
import io.throughline.sonarcloud.internal.Paging;
import io.throughline.sonarcloud.internal.SonarCalls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the server is busy with: an analysis that was scanned is seen only when its task is done. */
public final class TasksClient {

    private static final int PAGE_SIZE = 1_000;

    private final SonarCalls calls;

    /** Creates the group; the façade does. */
    public TasksClient(SonarCalls calls) {
        this.calls = calls;
    }

    /** Returns a task by the id that the scanner was told. */
    public SonarTask get(String id) {
        String operation = "get task " + id;
        RestResponse<One> response = calls.get(operation, "ce/task")
                .query("id", id)
                .query("additionalFields", "warnings")
                .fetch(One.class);
        return calls.required(response.body().task(), operation, response, "/task");
    }

    /** Returns the tasks of a project: those that wait or run, and the last one that is done. */
    public SonarTasks getOfProject(String project) {
        Component found = calls.get("get tasks of " + project, "ce/component")
                .query("component", project)
                .fetch(Component.class)
                .body();
        return new SonarTasks(SonarCalls.present(found.queue()), found.current());
    }

    /**
     * Lists the tasks of a project that are done, the latest first, lazily; needs "Administer" on it. Cloud tells the latest
     * 1,000 only.
     */
    public Paged<SonarTask> list(String project) {
        return Paged.of(token -> {
            RestCall call = calls.get("list tasks of " + project, "ce/activity").query("component", project);
            Activity page = (calls.isCloud() ? call.query("ps", PAGE_SIZE) : SonarCalls.page(call, token, PAGE_SIZE))
                    .fetch(Activity.class)
                    .body();
            return new Page<>(
                    SonarCalls.present(page.tasks()),
                    calls.isCloud() ? null : SonarCalls.next(page.paging(), token, PAGE_SIZE),
                    SonarCalls.total(page.paging()));
        });
    }

    private record Activity(
            @Nullable Paging paging, @Nullable List<SonarTask> tasks) {}

    private record One(@Nullable SonarTask task) {}

    private record Component(
            @Nullable List<SonarTask> queue, @Nullable SonarTask current) {}
}
