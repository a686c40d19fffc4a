package io.throughline.sonarcloud.project;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Branches and pull requests as the server nests them. */
final class BranchPages {

    private BranchPages() {}

    record Status(@Nullable String qualityGateStatus) {}

    record Commit(@Nullable String sha) {}

    record Branch(
            @Nullable String name,
            // Jackson would call the component "main".
            @JsonProperty("isMain") @Nullable Boolean isMain,
            @Nullable String type,
            @Nullable Status status,
            @Nullable Instant analysisDate,
            @Nullable String branchId,
            @Nullable Commit commit) {

        @Nullable
        SonarBranch plain() {
            return name == null
                    ? null
                    : new SonarBranch(
                            name,
                            Boolean.TRUE.equals(isMain),
                            type,
                            status == null ? null : status.qualityGateStatus(),
                            analysisDate,
                            branchId,
                            commit == null ? null : commit.sha());
        }
    }

    record PullRequest(
            @Nullable String key,
            @Nullable String title,
            @Nullable String branch,
            @Nullable String base,
            @Nullable Status status,
            @Nullable Instant analysisDate,
            @Nullable Commit commit) {

        @Nullable
        SonarPullRequest plain() {
            return key == null
                    ? null
                    : new SonarPullRequest(
                            key,
                            title,
                            branch,
                            base,
                            status == null ? null : status.qualityGateStatus(),
                            analysisDate,
                            commit == null ? null : commit.sha());
        }
    }

    record Branches(@Nullable List<@Nullable Branch> branches) {

        List<SonarBranch> plain() {
            return branches == null
                    ? List.of()
                    : branches.stream()
                            .filter(Objects::nonNull)
                            .map(Branch::plain)
                            .filter(Objects::nonNull)
                            .toList();
        }
    }

    record PullRequests(@Nullable List<@Nullable PullRequest> pullRequests) {

        List<SonarPullRequest> plain() {
            return pullRequests == null
                    ? List.of()
                    : pullRequests.stream()
                            .filter(Objects::nonNull)
                            .map(PullRequest::plain)
                            .filter(Objects::nonNull)
                            .toList();
        }
    }
}
