package io.throughline.sonarcloud.hotspot;

import io.throughline.core.http.Page;
import io.throughline.core.http.RestCall;
import io.throughline.sonarcloud.internal.FileChunks;
import io.throughline.sonarcloud.internal.Paging;
import io.throughline.sonarcloud.internal.Part;
import io.throughline.sonarcloud.internal.SonarCalls;
import io.throughline.sonarcloud.internal.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Some of the hotspots of a query. They are divided by status, then by resolution, then by file: the service knows neither
 * dates nor counts by property.
 *
 * @param files paths; empty for all
 */
record HotspotPart(SonarCalls calls, HotspotQuery query, List<String> files) implements Part<SonarHotspot> {

    HotspotPart {
        files = List.copyOf(files);
    }

    @Override
    public Page<SonarHotspot> page(@Nullable String token) {
        HotspotPage page = SonarCalls.page(call(), token, SonarCalls.PAGE_SIZE)
                .fetch(HotspotPage.class)
                .body();
        List<SonarHotspot> received = page.hotspots();
        boolean ended = received == null || received.isEmpty();
        return SonarCalls.filled(
                received, ended ? null : SonarCalls.next(page.paging(), token, SonarCalls.PAGE_SIZE), page.paging());
    }

    private RestCall call() {
        // Cloud's catalogue leaves out branch and pull request, which Sonar's own clients send there as well.
        return calls.get("list " + query, "hotspots/search")
                .query(calls.hasServerNames() ? "project" : "projectKey", query.project())
                .queryIfPresent("branch", query.branch())
                .queryIfPresent("pullRequest", query.pullRequest())
                .queryIfPresent("status", query.status())
                .queryIfPresent("resolution", query.resolution())
                .queryIfPresent(calls.newCodeName(), query.inNewCode() ? "true" : null)
                .queryIfPresent("files", files.isEmpty() ? null : String.join(",", files));
    }

    @Override
    public boolean holds(SonarHotspot item) {
        return true;
    }

    @Override
    public Split<SonarHotspot> split(long total) {
        if (query.status() == null) {
            return of(Stream.of(query.toReview(), query.reviewed()));
        }
        if (HotspotQuery.REVIEWED.equals(query.status()) && query.resolution() == null) {
            return of((calls.isCloud() ? Stream.of("FIXED", "SAFE") : Stream.of("FIXED", "SAFE", "ACKNOWLEDGED"))
                    .map(query::resolved));
        }
        if (files.size() == 1) {
            return Split.none();
        }
        if (!files.isEmpty()) {
            return new Split<>(parts(FileChunks.halves(files)), true);
        }
        List<String> paths = calls.listFiles(query.project(), query.branch(), query.pullRequest()).stream()
                .map(SonarCalls.File::path)
                .filter(path -> path != null && path.indexOf(',') < 0)
                .map(Objects::requireNonNull)
                .toList();
        return new Split<>(parts(FileChunks.of(paths)), false);
    }

    private Split<SonarHotspot> of(Stream<HotspotQuery> queries) {
        return new Split<>(
                queries.map(narrower -> (Part<SonarHotspot>) new HotspotPart(calls, narrower, files))
                        .toList(),
                false);
    }

    private List<Part<SonarHotspot>> parts(List<List<String>> chunks) {
        List<Part<SonarHotspot>> parts = new ArrayList<>();
        chunks.forEach(chunk -> parts.add(new HotspotPart(calls, query, chunk)));
        return parts;
    }

    @Override
    public String toString() {
        return query
                + (files.isEmpty() ? "" : " in " + files.get(0))
                + (files.size() > 1 ? " and " + (files.size() - 1) + " more files" : "");
    }

    record HotspotPage(@Nullable Paging paging, @Nullable List<SonarHotspot> hotspots) {}
}
