package io.throughline.sonarcloud.hotspot;

import io.throughline.sonarcloud.internal.SonarCalls;
import io.throughline.sonarcloud.internal.WholeList;
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
     * Lists all hotspots of a project, reviewed or not, each once and lazily. The server lets 10,000 of a search be read:
     * larger ones are split by state and file. If some still cannot be reached, the iteration ends with an exception after
     * all that can.
     *
     * @param branch the branch, or null for the main one
     */
    public WholeList<SonarHotspot> list(String project, @Nullable String branch) {
        return new WholeList<>(calls.source(), new HotspotPart(calls, project, branch, null, List.of()));
    }

    /** Returns one hotspot in detail. */
    public SonarHotspotDetails get(String key) {
        return calls.get("get hotspot " + key, "hotspots/show")
                .query("hotspot", key)
                .fetch(SonarHotspotDetails.class)
                .body();
    }
}
