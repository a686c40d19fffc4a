package io.throughline.sonarcloud.stream;

import io.throughline.sonarcloud.project.SonarBranch;
import io.throughline.sonarcloud.project.SonarProject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A branch that is read.
 *
 * @param name the name, or null for the main branch
 * @param lastAnalysisAt when it was last analysed, or null if never or not told
 */
record ReadBranch(@Nullable String name, @Nullable Instant lastAnalysisAt) {

    /** Returns the main branch and those that are configured; asks the server only if any is. */
    static List<ReadBranch> of(SonarProject project, SonarScope scope, SonarReads reads) {
        List<ReadBranch> wanted = new ArrayList<>();
        wanted.add(new ReadBranch(null, project.lastAnalysisAt()));
        if (!scope.branches().isEmpty()) {
            for (SonarBranch branch : reads.branches(project.key())) {
                if (!branch.isMain() && scope.reads(branch.name())) {
                    wanted.add(new ReadBranch(branch.name(), branch.analysisDate()));
                }
            }
        }
        return wanted;
    }

    /** Returns when the branch was last analysed, asking for the project where its list did not tell; null if never. */
    @Nullable
    Instant analysedAt(SonarProject project, SonarReads reads) {
        return lookups() == 0 ? lastAnalysisAt : reads.project(project.key()).lastAnalysisAt();
    }

    /** Returns the calls that {@link #analysedAt} makes. */
    int lookups() {
        return lastAnalysisAt != null || name != null ? 0 : 1;
    }

    /** Returns the name under which marks of the branch are kept. */
    String mark() {
        return name == null ? Marks.MAIN : name;
    }

    /** Returns a phrase for people. */
    String of(SonarProject project) {
        return "Sonar project " + project.key() + (name == null ? "" : " on branch " + name);
    }
}
