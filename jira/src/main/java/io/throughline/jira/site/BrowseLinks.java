package io.throughline.jira.site;

import java.net.URI;
import java.net.URISyntaxException;

/** Addresses of pages for people. */
final class BrowseLinks {

    private BrowseLinks() {}

    /** Appends to the site's address, which may have a context path. */
    static URI of(URI base, String issueKey) {
        String path = (base.getPath() == null ? "" : base.getPath().replaceAll("/+$", "")) + "/browse/" + issueKey;
        try {
            return new URI(base.getScheme(), null, base.getHost(), base.getPort(), path, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no address can be made of the key '" + issueKey + "'", e);
        }
    }
}
