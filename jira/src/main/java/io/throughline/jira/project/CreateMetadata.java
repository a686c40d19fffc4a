package io.throughline.jira.project;

import io.throughline.core.http.Paged;
import io.throughline.jira.edition.UnresolvedNameException;
import io.throughline.jira.internal.JiraCalls;
import io.throughline.jira.internal.OffsetPage;
import io.throughline.jira.internal.OffsetPages;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be created in a project, and with which fields. */
final class CreateMetadata {

    private static final int PAGE_SIZE = 200;

    private final JiraCalls calls;

    CreateMetadata(JiraCalls calls) {
        this.calls = calls;
    }

    Paged<IssueTypeMetadata> types(String project) {
        return OffsetPages.of(
                start -> calls.get("list issue types of " + project, "/issue/createmeta/{}/issuetypes", project),
                PAGE_SIZE,
                TypePage.class);
    }

    Paged<FieldMetadata> fields(String project, String typeId) {
        return OffsetPages.of(
                start -> calls.get(
                        "list fields to create an issue in " + project,
                        "/issue/createmeta/{}/issuetypes/{}",
                        project,
                        typeId),
                PAGE_SIZE,
                FieldPage.class);
    }

    IssueTypeMetadata type(String project, String idOrName) {
        List<IssueTypeMetadata> types = types(project).stream().toList();
        List<IssueTypeMetadata> named =
                types.stream().filter(type -> type.isNamed(idOrName)).toList();
        if (named.size() == 1) {
            return named.get(0);
        }
        List<IssueTypeMetadata> exact = named.stream()
                .filter(type -> idOrName.equals(type.id()) || idOrName.equals(type.name()))
                .toList();
        if (exact.size() == 1) {
            return exact.get(0);
        }
        throw new UnresolvedNameException(
                "find issue type",
                named.isEmpty()
                        ? "project " + project + " has no issue type '" + idOrName
                                + "' that the account may create; choose one of " + names(types)
                        : "project " + project + " has several issue types '" + idOrName + "': choose by id, one of "
                                + named.stream().map(IssueTypeMetadata::id).toList());
    }

    private static List<String> names(List<IssueTypeMetadata> types) {
        return types.stream().map(type -> String.valueOf(type.name())).sorted().toList();
    }

    /** The editions differ in the name of the list. */
    private record TypePage(
            @Nullable List<IssueTypeMetadata> issueTypes,
            @Nullable List<IssueTypeMetadata> values,
            @Nullable Long startAt,
            @Nullable Long total,
            @Nullable Boolean isLast)
            implements OffsetPage<IssueTypeMetadata> {

        @Override
        public @Nullable List<IssueTypeMetadata> items() {
            return issueTypes == null ? values : issueTypes;
        }
    }

    private record FieldPage(
            @Nullable List<FieldMetadata> fields,
            @Nullable List<FieldMetadata> values,
            @Nullable Long startAt,
            @Nullable Long total,
            @Nullable Boolean isLast)
            implements OffsetPage<FieldMetadata> {

        @Override
        public @Nullable List<FieldMetadata> items() {
            return fields == null ? values : fields;
        }
    }
}
