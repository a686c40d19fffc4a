package io.throughline.sonarcloud.hotspot;

import io.throughline.core.http.Paged;
import io.throughline.core.http.RestCall;
import io.throughline.sonarcloud.internal.Paging;
import io.throughline.sonarcloud.internal.Part;
import io.throughline.sonarcloud.internal.ProjectFiles;
import io.throughline.sonarcloud.internal.SonarCalls;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hotspots by state, then by file: the service knows no dates.
 *
 * @param branch null for the main one
 * @param status null for all
 * @param files paths; empty for all
 */
record HotspotPart(
        SonarCalls calls,
        String project,
        @Nullable String branch,
        @Nullable String status,
        List<String> files) implements Part<SonarHotspot> {

    private static final List<String> STATES = List.of("TO_REVIEW", "REVIEWED");
    private static final int MOST_FILES = 50;

    HotspotPart {
        files = List.copyOf(files);
    }

    @Override
    public Paged<SonarHotspot> list() {
        return calls.pagedToWall(this::call, HotspotPage.class, HotspotPage::hotspots, HotspotPage::paging);
    }

    private RestCall call() {
        return calls.get("list hotspots of " + project, "hotspots/search")
                .query(calls.hasServerNames() ? "project" : "projectKey", project)
                .queryIfPresent("branch", branch)
                .queryIfPresent("status", status)
                .queryIfPresent("files", files.isEmpty() ? null : String.join(",", files));
    }

    @Override
    public String key(SonarHotspot item) {
        return item.key();
    }

    @Override
    public List<HotspotPart> split() {
        if (status == null) {
            return STATES.stream()
                    .map(state -> new HotspotPart(calls, project, branch, state, files))
                    .toList();
        }
        if (!files.isEmpty()) {
            int half = files.size() / 2;
            return half == 0
                    ? List.of()
                    : List.of(
                            new HotspotPart(calls, project, branch, status, files.subList(0, half)),
                            new HotspotPart(calls, project, branch, status, files.subList(half, files.size())));
        }
        List<String> paths = new ArrayList<>();
        for (ProjectFiles.Item item : ProjectFiles.list(calls, project, branch, null)) {
            String path = item.path();
            if (path != null) {
                paths.add(path);
            }
        }
        List<HotspotPart> parts = new ArrayList<>();
        for (int from = 0; from < paths.size(); from += MOST_FILES) {
            List<String> some = paths.subList(from, Math.min(paths.size(), from + MOST_FILES));
            parts.add(new HotspotPart(calls, project, branch, status, some));
        }
        return parts;
    }

    @Override
    public String describe() {
        return "hotspots of " + project
                + (branch == null ? "" : " on branch " + branch)
                + (status == null ? "" : " that are " + status)
                + (files.isEmpty() ? "" : " in " + String.join(", ", files));
    }

    record HotspotPage(@Nullable Paging paging, @Nullable List<SonarHotspot> hotspots) {}
}
