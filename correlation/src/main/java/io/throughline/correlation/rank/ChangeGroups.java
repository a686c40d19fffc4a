package io.throughline.correlation.rank;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.telemetry.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts together the events that speak of one change: its release, its deployments, the analysis of its code. */
final class ChangeGroups {

    private ChangeGroups() {}

    /**
     * Returns groups by node and version (else revision, else alone), each in order of time. A deployment without either is
     * part of a version's that goes on at the same time: another source that tells of the same rollout.
     */
    static List<List<Change>> of(Scene scene) {
        Map<EntityId, Map<String, List<Change>>> groups = new TreeMap<>();
        List<Change> analyses = new ArrayList<>();
        for (Event event : scene.window.events()) {
            if (event instanceof Change change) {
                if (change.type() == Change.Type.QUALITY_GATE || change.type() == Change.Type.COMMIT) {
                    analyses.add(change);
                } else {
                    groups.computeIfAbsent(scene.topology.nodeOf(change.entity()), key -> new TreeMap<>())
                            .computeIfAbsent(name(change), key -> new ArrayList<>())
                            .add(change);
                }
            }
        }
        groups.values().forEach(ChangeGroups::joinRollouts);
        for (Change analysis : analyses) {
            Map<String, List<Change>> here =
                    groups.getOrDefault(scene.topology.nodeOf(analysis.entity()), new TreeMap<>());
            for (List<Change> group : here.values()) {
                if (sameCode(group.get(0), analysis)) {
                    group.add(analysis);
                    break;
                }
            }
        }
        List<List<Change>> all = new ArrayList<>();
        groups.values().forEach(byName -> all.addAll(byName.values()));
        return all;
    }

    private static void joinRollouts(Map<String, List<Change>> here) {
        List<String> joined = new ArrayList<>();
        here.forEach((name, alone) -> {
            Change change = alone.get(0);
            if (change.type() == Change.Type.DEPLOYMENT && change.version() == null && change.revision() == null) {
                here.values().stream()
                        .filter(group -> group.stream().anyMatch(other -> sameRollout(other, change)))
                        .findFirst()
                        .ifPresent(group -> {
                            group.add(change);
                            joined.add(name);
                        });
            }
        });
        joined.forEach(here::remove);
    }

    private static boolean sameRollout(Change versioned, Change other) {
        return versioned.type() == Change.Type.DEPLOYMENT
                && versioned.version() != null
                && !versioned.start().isAfter(other.end())
                && !other.start().isAfter(versioned.end());
    }

    private static String name(Change change) {
        String version = bare(change.version());
        if (version != null) {
            return "version " + version;
        }
        return change.revision() != null ? "revision " + change.revision() : "event " + change.id();
    }

    private static boolean sameCode(Change change, Change analysis) {
        String revision = analysis.revision();
        if (revision != null) {
            boolean brought = change.commits().stream()
                    .anyMatch(commit -> commit.revision().equals(revision));
            if (brought || revision.equals(change.revision())) {
                return true;
            }
        }
        String version = bare(change.version());
        return version != null && version.equals(bare(analysis.version()));
    }

    /** Release names often carry the package before an at sign. */
    static @Nullable String bare(@Nullable String version) {
        return version == null ? null : version.substring(version.lastIndexOf('@') + 1);
    }
}
