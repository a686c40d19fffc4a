package io.throughline.jira.stream;

import io.throughline.core.telemetry.event.Ticket.StatusCategory;
import io.throughline.jira.JiraClient;
import io.throughline.jira.issue.JiraStatus;
import io.throughline.jira.site.SiteStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the statuses of a site mean, also those that a ticket has left: a history names them, but not their categories. Not
 * thread-safe.
 */
final class StatusCategories {

    private final Supplier<List<SiteStatus>> statuses;
    private final Map<String, StatusCategory> byId = new HashMap<>();
    private final Map<String, StatusCategory> byName = new HashMap<>();
    private boolean asked;

    private StatusCategories(Supplier<List<SiteStatus>> statuses) {
        this.statuses = statuses;
    }

    /** Returns the statuses of a site; Jira is asked when the first one is looked up. */
    static StatusCategories askedOnce(JiraClient client) {
        return new StatusCategories(() -> client.site().listStatuses());
    }

    static StatusCategories of(List<SiteStatus> statuses) {
        return new StatusCategories(() -> statuses);
    }

    /** Returns what a status means; unknown if it no longer exists, or its name has several meanings on the site. */
    StatusCategory of(@Nullable String id, @Nullable String name) {
        if (!asked) {
            asked = true;
            learn(statuses.get());
        }
        StatusCategory known = id == null ? null : byId.get(id);
        if (known == null && name != null) {
            known = byName.get(name.toLowerCase(Locale.ROOT));
        }
        return known == null ? StatusCategory.UNKNOWN : known;
    }

    /** Returns what a status with its category means. */
    static StatusCategory of(@Nullable JiraStatus status) {
        JiraStatus.Category category = status == null ? null : status.category();
        return of(category == null ? null : category.key());
    }

    private static StatusCategory of(@Nullable String key) {
        return switch (key == null ? "" : key.toLowerCase(Locale.ROOT)) {
            case "new" -> StatusCategory.TO_DO;
            case "indeterminate" -> StatusCategory.IN_PROGRESS;
            case "done" -> StatusCategory.DONE;
            default -> StatusCategory.UNKNOWN;
        };
    }

    private void learn(List<SiteStatus> all) {
        Set<String> ambiguous = new HashSet<>();
        for (SiteStatus status : all) {
            StatusCategory category =
                    of(status.category() == null ? null : status.category().key());
            byId.put(status.id(), category);
            if (status.name() != null) {
                String name = status.name().toLowerCase(Locale.ROOT);
                StatusCategory other = byName.put(name, category);
                if (other != null && other != category) {
                    ambiguous.add(name);
                }
            }
        }
        byName.keySet().removeAll(ambiguous);
    }
}
