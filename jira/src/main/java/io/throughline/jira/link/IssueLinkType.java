package io.throughline.jira.link;

import org.jspecify.annotations.Nullable;

/**
 * A way in which issues can be linked.
 *
 * @param id the id
 * @param name the name: {@code Blocks}
 * @param inward how it reads at the issue that it leads to: {@code is blocked by}
 * @param outward how it reads at the issue that it comes from: {@code blocks}
 */
public record IssueLinkType(
        @Nullable String id,
        @Nullable String name,
        @Nullable String inward,
        @Nullable String outward) {}
