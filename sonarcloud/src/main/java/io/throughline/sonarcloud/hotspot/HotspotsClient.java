package io.throughline.sonarcloud.hotspot;

import io.throughline.sonarcloud.internal.SonarCalls;
import io.throughline.sonarcloud.paging.Partitioned;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The security hotspots of projects. */
public final class HotspotsClient {

    private final SonarCalls calls;

    /** Creates the group; the façade does. */
    public HotspotsClient(SonarCalls calls) {
        this.calls = calls;
    }

    /**
     * Lists all hotspots of a query, each once and lazily. The server lets 10,000 of a search be read: larger ones are
     * divided by status, resolution and file. What still cannot be reached is told: {@link Partitioned}.
     */
    public Partitioned<SonarHotspot> list(HotspotQuery query) {
        return new Partitioned<>("list " + query, new HotspotPart(calls, query, List.of()), SonarHotspot::key);
    }

    /**
     * Lists all hotspots of a project, reviewed or not; see {@link #list(HotspotQuery)}.
     *
     * @param branch the branch, or null for the main one
     */
    public Partitioned<SonarHotspot> list(String project, @Nullable String branch) {
        return list(HotspotQuery.of(project).onBranch(branch));
    }

    /** Returns one hotspot in detail. */
    public SonarHotspotDetails get(String key) {
        return calls.get("get hotspot " + key, "hotspots/show")
                .query("hotspot", key)
                .fetch(SonarHotspotDetails.class)
                .body();
    }
}
