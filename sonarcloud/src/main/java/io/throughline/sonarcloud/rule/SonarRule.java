package io.throughline.sonarcloud.rule;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A rule.
 *
 * @param key the key, for example {@code java:S2259}
 * @param name what it wants
 * @param language the language's key, or null
 * @param severity the standard experience's severity, or null
 * @param type {@code BUG}, {@code VULNERABILITY}, {@code CODE_SMELL}, {@code SECURITY_HOTSPOT}; others are possible
 * @param status {@code READY}, {@code BETA}, {@code DEPRECATED}, {@code REMOVED}; others are possible
 * @param tags people's tags
 * @param sysTags the rule's own tags
 * @param impacts the software qualities that breaking it harms; empty on older servers
 */
public record SonarRule(
        String key,
        @Nullable String name,

        @JsonAlias("lang") @Nullable String language,

        @Nullable String severity,
        @Nullable String type,
        @Nullable String status,
        List<String> tags,
        List<String> sysTags,
        List<Impact> impacts) {

    public SonarRule {
        Objects.requireNonNull(key, "key");
        tags = present(tags);
        sysTags = present(sysTags);
        impacts = present(impacts);
    }

    private static <T> List<T> present(@Nullable List<T> items) {
        return items == null
                ? List.of()
                : items.stream().filter(Objects::nonNull).toList();
    }

    /** What a software quality suffers, as an issue's. */
    public record Impact(
            @Nullable String softwareQuality, @Nullable String severity) {}
}
