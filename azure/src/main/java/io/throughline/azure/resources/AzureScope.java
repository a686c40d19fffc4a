package io.throughline.azure.resources;

import io.throughline.azure.resources.SubscriptionDirectory.Selected;
import io.throughline.azure.resources.Subscriptions.Subscription;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which part of Azure is read. The conditions act in the query that lists resources; {@link #has} says the same in Java,
 * for what comes on other ways. Thread-safe.
 */
public final class AzureScope {

    /** How old the list of subscriptions may be, where it has to be looked up. */
    private static final Duration FRESH = Duration.ofMinutes(10);

    private static final Pattern GROUP = Pattern.compile("/subscriptions/([^/]+)/resourcegroups/([^/]+)");

    private final SubscriptionSelection selection;
    private final List<Glob> include;
    private final List<Glob> exclude;
    private final TagExpression tags;
    private final Set<TagInheritance> inherited;
    private final EnvironmentRules environments;
    private final List<LogWorkspace> workspaces;
    private final @Nullable Lookup lookup;

    /** A place where subscriptions are looked up, and what was last found there. */
    private static final class Lookup {
        private final SubscriptionDirectory directory;
        private final Clock clock;
        private @Nullable Selected last;
        private Instant at = Instant.MIN;

        Lookup(SubscriptionDirectory directory, Clock clock) {
            this.directory = directory;
            this.clock = clock;
        }

        synchronized Selected of(SubscriptionSelection selection) {
            Instant now = clock.instant();
            Selected known = last;
            if (known == null || !now.isBefore(at.plus(FRESH))) {
                known = directory.select(selection);
                last = known;
                at = now;
            }
            return known;
        }
    }

    private AzureScope(Builder builder, @Nullable Lookup lookup) {
        this.selection = builder.selection;
        this.include = List.copyOf(builder.include);
        this.exclude = List.copyOf(builder.exclude);
        this.tags = builder.tags;
        this.inherited = Collections.unmodifiableSet(
                builder.inherited.isEmpty() ? EnumSet.noneOf(TagInheritance.class) : EnumSet.copyOf(builder.inherited));
        this.environments = builder.environments;
        this.workspaces = List.copyOf(builder.workspaces);
        this.lookup = lookup;
    }

    /**
     * Creates a scope of every environment.
     *
     * @param subscriptions ids of subscriptions
     * @param include resource groups to read; empty means all
     * @param exclude resource groups to leave out, also of the included ones
     * @param tags for each tag the values of which a resource must have one
     * @param workspaces for each environment its workspace's GUID
     */
    public AzureScope(
            List<String> subscriptions,
            List<Glob> include,
            List<Glob> exclude,
            SortedMap<String, List<String>> tags,
            SortedMap<String, String> workspaces) {
        this(
                builder(SubscriptionSelection.of(subscriptions))
                        .include(include)
                        .exclude(exclude)
                        .tags(new TagExpression.All(tags.entrySet().stream()
                                .<TagExpression>map(tag -> new TagExpression.Is(tag.getKey(), tag.getValue()))
                                .toList()))
                        .workspaces(workspaces.entrySet().stream()
                                .map(entry -> new LogWorkspace(entry.getKey(), entry.getValue()))
                                .toList()),
                null);
    }

    /** Returns the scope of whole subscriptions, with every environment, without workspaces. */
    public static AzureScope of(List<String> subscriptions) {
        return builder(SubscriptionSelection.of(subscriptions)).build();
    }

    /** Returns a builder of a scope that reads all of the selected subscriptions unless told otherwise. */
    public static Builder builder(SubscriptionSelection selection) {
        return new Builder(selection);
    }

    /** Returns the same scope, which looks its subscriptions up where they are not all named. */
    public AzureScope lookingUp(SubscriptionDirectory directory, Clock clock) {
        return new AzureScope(toBuilder(), new Lookup(directory, clock));
    }

    /** Returns a builder that starts with this scope, but looks nothing up. */
    public Builder toBuilder() {
        return builder(selection)
                .include(include)
                .exclude(exclude)
                .tags(tags)
                .inherit(inherited)
                .environments(environments)
                .workspaces(workspaces);
    }

    /** Returns which subscriptions are meant. */
    public SubscriptionSelection selection() {
        return selection;
    }

    /**
     * Returns the ids of the subscriptions that are read, ascending. Where they are not all named (management groups, all
     * that are accessible) they are looked up, at most every ten minutes.
     *
     * @throws io.throughline.core.http.SourceException if they must be looked up and cannot
     */
    public List<String> subscriptions() {
        return selection.isFixed() ? selection.fixed() : selected().ids();
    }

    /** Returns what is known of the subscriptions; looks them up if their names matter or not all are named. */
    public Selected selected() {
        if (selection.isFixed() && !environments.needSubscriptionNames()) {
            return new Selected(
                    selection.fixed().stream()
                            .map(id -> new Subscription(id, id, "unknown"))
                            .toList(),
                    List.of(),
                    0);
        }
        if (lookup == null) {
            throw new IllegalStateException("a scope that names not all of its subscriptions must be told where to look"
                    + " them up: use lookingUp");
        }
        return lookup.of(selection);
    }

    /** Returns the resource groups that are read; empty means all. */
    public List<Glob> include() {
        return include;
    }

    /** Returns the resource groups that are left out. */
    public List<Glob> exclude() {
        return exclude;
    }

    /** Returns the condition on tags. */
    public TagExpression tags() {
        return tags;
    }

    /** Returns from what a resource takes a tag it does not have. */
    public Set<TagInheritance> inherited() {
        return inherited;
    }

    /** Returns how environments are told, and which are read. */
    public EnvironmentRules environments() {
        return environments;
    }

    /** Returns the workspaces that are read, those of one environment together. */
    public List<LogWorkspace> workspaces() {
        return workspaces.stream()
                .filter(workspace -> environments.admits(workspace.environment()))
                .toList();
    }

    /** Returns the workspaces that are not read because of their environment. */
    public List<LogWorkspace> workspacesLeftOut() {
        return workspaces.stream()
                .filter(workspace -> !environments.admits(workspace.environment()))
                .toList();
    }

    /** Tells whether resources of a group are read. */
    public boolean hasGroup(String resourceGroup) {
        return (include.isEmpty() || include.stream().anyMatch(glob -> glob.matches(resourceGroup)))
                && exclude.stream().noneMatch(glob -> glob.matches(resourceGroup));
    }

    /** Tells whether a resource is read; its tags and its environment are those that it has with what it inherits. */
    public boolean has(AzureResource resource) {
        return subscriptions().contains(resource.subscriptionId().toLowerCase(Locale.ROOT))
                && hasGroup(resource.resourceGroup())
                && tags.matches(resource::tag)
                && environments.admits(resource.environment());
    }

    /**
     * Tells whether something that only its ARM id is known of is read: a resource that was deleted since, a part of one,
     * a resource group, a subscription. What a filter by tag or environment may have left out of the inventory is not.
     *
     * @param armId the id
     * @param isListed tells whether the resource of an id is in the inventory
     */
    public boolean hasUnlisted(@Nullable String armId, Predicate<String> isListed) {
        String key = armId == null ? "" : AzureResource.keyOf(armId);
        for (String above = key; above.contains("/"); above = above.substring(0, above.lastIndexOf('/'))) {
            if (isListed.test(above)) {
                return true;
            }
        }
        Matcher group = GROUP.matcher(key);
        if (!group.find()) {
            return include.isEmpty() && tags.isEmpty();
        }
        if (!hasGroup(group.group(2)) || !tags.isEmpty()) {
            return false;
        }
        if (!environments.filters()) {
            return true;
        }
        String name = key.length() == group.end() ? null : key.substring(key.lastIndexOf('/') + 1);
        EnvironmentRules.Decision decision =
                environments.decide(null, group.group(2), group.group(1), nameOf(group.group(1)), name);
        return decision.environment() != null && environments.admits(decision.environment());
    }

    @Nullable
    String nameOf(String subscription) {
        if (!environments.needSubscriptionNames()) {
            return null;
        }
        return selected().readable().stream()
                .filter(known -> known.id().equalsIgnoreCase(subscription))
                .map(Subscription::name)
                .findFirst()
                .orElse(null);
    }

    /** Returns what is in scope, a line each, for people; looks up nothing. */
    public List<String> describe() {
        List<String> lines = new ArrayList<>();
        if (selection.all()) {
            lines.add("subscriptions: all that the credential can see");
        }
        if (!selection.managementGroups().isEmpty()) {
            lines.add("management groups: " + String.join(", ", selection.managementGroups()));
        }
        if (!selection.fixed().isEmpty()) {
            lines.add("subscriptions: " + String.join(", ", selection.fixed()));
        }
        if (!selection.excluded().isEmpty()) {
            lines.add("subscriptions left out: " + String.join(", ", selection.excluded()));
        }
        if (!include.isEmpty()) {
            lines.add("resource groups: " + patterns(include));
        }
        if (!exclude.isEmpty()) {
            lines.add("resource groups left out: " + patterns(exclude));
        }
        if (!tags.isEmpty()) {
            lines.add("tags: " + tags);
        }
        if (!inherited.isEmpty()) {
            lines.add("tags are inherited from: "
                    + String.join(
                            ", ",
                            inherited.stream()
                                    .map(from ->
                                            from.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                                    .toList()));
        }
        lines.add("environments: "
                + (environments.wanted().isEmpty()
                        ? "all"
                        : String.join(", ", environments.wanted()) + ", and what no rule gives an environment"));
        byEnvironment(workspaces())
                .forEach((environment, ids) -> lines.add(
                        "workspaces of " + environment + ": " + String.join(", ", ids) + ", each asked by itself"));
        byEnvironment(workspacesLeftOut())
                .forEach((environment, ids) -> lines.add("workspaces of " + environment
                        + ", not read because 'environments' does not name it: " + String.join(", ", ids)));
        return lines;
    }

    private static Map<String, List<String>> byEnvironment(List<LogWorkspace> workspaces) {
        Map<String, List<String>> byEnvironment = new LinkedHashMap<>();
        workspaces.forEach(workspace -> byEnvironment
                .computeIfAbsent(workspace.environment(), e -> new ArrayList<>())
                .add(workspace.id()));
        return byEnvironment;
    }

    private static String patterns(List<Glob> globs) {
        return String.join(", ", globs.stream().map(Glob::pattern).toList());
    }

    @Override
    public String toString() {
        return "AzureScope" + describe();
    }

    /** Collects a scope. Not thread-safe. */
    public static final class Builder {

        private final SubscriptionSelection selection;
        private List<Glob> include = List.of();
        private List<Glob> exclude = List.of();
        private TagExpression tags = TagExpression.anything();
        private Set<TagInheritance> inherited = Set.of();
        private EnvironmentRules environments = EnvironmentRules.NONE;
        private List<LogWorkspace> workspaces = List.of();

        private Builder(SubscriptionSelection selection) {
            this.selection = Objects.requireNonNull(selection, "selection");
        }

        /** Sets the resource groups to read; all unless told. */
        public Builder include(List<Glob> value) {
            include = List.copyOf(value);
            return this;
        }

        /** Sets the resource groups to leave out, also of the included ones; none unless told. */
        public Builder exclude(List<Glob> value) {
            exclude = List.copyOf(value);
            return this;
        }

        /** Sets the condition on tags; none unless told. */
        public Builder tags(TagExpression value) {
            tags = Objects.requireNonNull(value, "tags");
            return this;
        }

        /** Sets from what a resource takes a tag it does not have; from nothing unless told. */
        public Builder inherit(Set<TagInheritance> value) {
            inherited = Set.copyOf(value);
            return this;
        }

        /** Sets how environments are told, and which are read; by the tag, and all, unless told. */
        public Builder environments(EnvironmentRules value) {
            environments = Objects.requireNonNull(value, "environments");
            return this;
        }

        /** Sets the workspaces; none unless told. */
        public Builder workspaces(List<LogWorkspace> value) {
            workspaces = List.copyOf(value);
            return this;
        }

        /** Returns the scope. */
        public AzureScope build() {
            return new AzureScope(this, null);
        }
    }
}
