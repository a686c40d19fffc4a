package io.throughline.jira.site;

import io.throughline.jira.internal.WithoutNulls;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A site that an OAuth token can be used for.
 *
 * @param id the cloud id, by which the gateway knows the site
 * @param url the address that people use
 * @param name the name
 * @param scopes what the token may do there
 */
public record AccessibleSite(
        @Nullable String id, @Nullable URI url, @Nullable String name, List<String> scopes) {

    public AccessibleSite {
        scopes = WithoutNulls.of(scopes);
    }
}
