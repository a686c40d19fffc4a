package io.throughline.sonarcloud.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a project consists of: the last thing by which what was found in it can be told apart. */
public final class ProjectFiles {

    private ProjectFiles() {}

    /**
     * A component.
     *
     * @param key the key
     * @param path the path, or null for the project
     */
    public record Item(String key, @Nullable String path) {}

    /**
     * Lists all components, the project itself first; empty if the server does not give all of them, or one has a comma,
     * with which lists in parameters are joined.
     */
    public static List<Item> list(
            SonarCalls calls, String project, @Nullable String branch, @Nullable String pullRequest) {
        List<Item> items = new ArrayList<>();
        items.add(new Item(project, null));
        long total = 0;
        for (var page : calls.pagedToWall(
                        () -> calls.get("list files of " + project, "components/tree")
                                .query("component", project)
                                .queryIfPresent("branch", branch)
                                .queryIfPresent("pullRequest", pullRequest)
                                .query("strategy", "all"),
                        Tree.class,
                        Tree::components,
                        Tree::paging)
                .pages()) {
            total = page.total().orElse(0);
            page.items().stream()
                    .filter(component -> component.key() != null)
                    .map(component -> new Item(Objects.requireNonNull(component.key()), component.path()))
                    .forEach(items::add);
        }
        boolean joinable = items.stream().noneMatch(item -> item.key().indexOf(',') >= 0);
        return total > Part.WALL || !joinable ? List.of() : items;
    }

    private record Component(@Nullable String key, @Nullable String path) {}

    private record Tree(@Nullable Paging paging, @Nullable List<Component> components) {}
}
