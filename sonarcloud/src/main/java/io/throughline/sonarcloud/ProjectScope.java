package io.throughline.sonarcloud;

import io.throughline.sonarcloud.project.SonarProject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The projects that are read, as the token sees them now.
 *
 * @param projects the visible ones, by key
 * @param gaps sentences on those that cannot be read
 */
record ProjectScope(List<SonarProject> projects, List<String> gaps) {

    ProjectScope {
        projects = projects.stream()
                .sorted(Comparator.comparing(SonarProject::key))
                .toList();
        gaps = List.copyOf(gaps);
    }

    /** Returns the calls that resolving takes at least. */
    long lookups(SonarSettings settings) {
        return settings.projects().isEmpty() ? 1 : settings.projects().size();
    }

    static ProjectScope resolve(SonarClient client, SonarSettings settings) {
        if (settings.projects().isEmpty()) {
            List<SonarProject> all = client.projects().list().stream().toList();
            return new ProjectScope(
                    all,
                    all.isEmpty()
                            ? List.of("no Sonar project may be browsed: grant the token's owner \"Browse\"")
                            : List.of());
        }
        List<SonarProject> visible = new ArrayList<>();
        List<String> gaps = new ArrayList<>();
        for (String key : settings.projects()) {
            Optional<SonarProject> project = client.projects().find(key);
            project.ifPresent(visible::add);
            if (project.isEmpty()) {
                gaps.add("Sonar project " + key + " does not exist or may not be browsed: check the key, or grant the"
                        + " token's owner \"Browse\" on it");
            }
        }
        return new ProjectScope(visible, gaps);
    }
}
