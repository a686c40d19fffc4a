package io.throughline.examples.shop.record;

import io.throughline.examples.shop.system.ServiceKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the history's commits, compiles what is released from them, and says where the result is. */
final class Releases {
    private final History history;
    private final Repository repository;
    private final EventLog events;
    private final Map<String, Path> compiled = new HashMap<>();

    Releases(History history, Repository repository, EventLog events) {
        this.history = history;
        this.repository = repository;
        this.events = events;
    }

    /**
     * Makes every commit that exists when a stretch starts, oldest first.
     *
     * @return the version of each service that runs at that time
     */
    Map<ServiceKind, String> until(Instant start, String stretch, Migrator migrator)
            throws IOException, InterruptedException {
        Map<ServiceKind, String> versions = new EnumMap<>(ServiceKind.class);
        for (PlannedCommit commit : history.commits()) {
            Instant at = commit.at();
            if (at == null || !commit.stretch().equals("normal") || isAfter(commit.deployAt(), start)) {
                continue;
            }
            make(commit, at);
            for (ServiceKind kind : ServiceKind.values()) {
                migrator.migrate(kind, migrations(commit, kind));
                if (commit.service() == null) {
                    versions.put(kind, initial(kind));
                } else if (commit.service().equals(kind.role())) {
                    versions.put(kind, Objects.requireNonNull(commit.version(), "version"));
                }
            }
        }
        // What is released during the stretch may have been written before it.
        for (PlannedCommit commit : history.commits()) {
            Instant at = commit.at();
            if (at != null && !at.isAfter(start) && commit.stretch().equals(stretch) && !isMade(commit)) {
                make(commit, at);
            }
        }
        return versions;
    }

    /** The commits whose release is planned for the time from start to end of a stretch. */
    List<PlannedCommit> planned(String stretch, Instant start, Instant end) {
        return history.commits().stream()
                .filter(commit -> commit.stretch().equals(stretch)
                        && commit.deployAt() != null
                        && !commit.deployAt().isBefore(start)
                        && commit.deployAt().isBefore(end))
                .toList();
    }

    /** The commit that a folder of the history holds. */
    PlannedCommit commit(String directory) {
        return history.commits().stream()
                .filter(commit -> commit.directory().equals(directory))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the history has no folder " + directory));
    }

    boolean isMade(PlannedCommit commit) {
        return commit.service() == null ? !compiled.isEmpty() : compiled.containsKey(key(commit));
    }

    /** Makes one commit and compiles what is released from it. */
    void make(PlannedCommit commit, Instant at) throws IOException, InterruptedException {
        String sha = repository.commit(commit, at);
        events.write(events.event("commit", at)
                .put("sha", sha)
                .put("directory", commit.directory())
                .put("author", commit.author())
                .put("message", commit.ticket() + ": " + commit.message())
                .put("service", commit.service())
                .put("version", commit.version()));
        for (ServiceKind kind : ServiceKind.values()) {
            if (commit.service() == null) {
                compiled.put(kind.role() + "@" + initial(kind), repository.compile(kind.role(), initial(kind)));
            } else if (commit.service().equals(kind.role())) {
                compiled.put(key(commit), repository.compile(kind.role(), String.valueOf(commit.version())));
            }
        }
    }

    /** The compiled classes of a version. */
    Path classes(ServiceKind kind, String version) {
        Path classes = compiled.get(kind.role() + "@" + version);
        if (classes == null) {
            throw new IllegalArgumentException(kind.role() + " " + version + " has not been built");
        }
        return classes;
    }

    List<Path> migrations(PlannedCommit commit, ServiceKind kind) throws IOException {
        return repository.migrations(commit, kind.role());
    }

    private String initial(ServiceKind kind) {
        String version = history.initial().get(kind.role());
        if (version == null) {
            throw new IllegalStateException("history.json names no initial version of " + kind.role());
        }
        return version;
    }

    private static boolean isAfter(@Nullable Instant time, Instant start) {
        return time != null && !time.isBefore(start);
    }

    private static String key(PlannedCommit commit) {
        return commit.service() + "@" + commit.version();
    }

    /** Runs migration scripts. */
    @FunctionalInterface
    interface Migrator {
        void migrate(ServiceKind kind, List<Path> scripts) throws IOException;
    }
}
