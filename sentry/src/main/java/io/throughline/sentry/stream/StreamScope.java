package io.throughline.sentry.stream;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the streams read.
 *
 * @param url the server's address, for links
 * @param organization the organization's slug
 * @param environments environments to read; empty for all together, without telling them apart
 * @param projects slugs of the projects to read; empty for every project that the token may see
 */
public record StreamScope(URI url, String organization, List<String> environments, Set<String> projects) {

    static final String SOURCE = "sentry";

    public StreamScope {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(organization, "organization");
        environments = environments.stream().distinct().toList();
        projects = Collections.unmodifiableSortedSet(new TreeSet<>(projects));
    }

    /** Returns the environment that everything read belongs to; null if there are several or it is not known. */
    @Nullable
    String onlyEnvironment() {
        return environments.size() == 1 ? environments.get(0) : null;
    }

    /** Returns each environment to ask about; null alone stands for all together. */
    List<@Nullable String> eachEnvironment() {
        List<@Nullable String> each = new ArrayList<>(environments);
        if (each.isEmpty()) {
            each.add(null);
        }
        return each;
    }
}
