package io.throughline.azure.metrics;

import java.net.URI;
import java.net.URISyntaxException;

/** Addresses of what Resource Manager has about a resource. */
final class ArmIds {

    private ArmIds() {}

    /**
     * Returns the address of an extension of a resource.
     *
     * @param id the ARM id, which may hold blanks and other characters that an address must not
     * @param extension path and query, encoded
     * @throws IllegalArgumentException if it is no ARM id
     */
    static URI address(URI resourceManager, String id, String extension) {
        String trimmed = id.endsWith("/") ? id.substring(0, id.length() - 1) : id;
        if (!trimmed.regionMatches(true, 0, "/subscriptions/", 0, "/subscriptions/".length())
                || trimmed.contains("/../")
                || trimmed.contains("//")) {
            throw new IllegalArgumentException("an ARM id begins with /subscriptions/, was '" + id + "'");
        }
        try {
            return URI.create(resourceManager + new URI(null, null, trimmed, null).getRawPath() + extension);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no ARM id: '" + id + "'", e);
        }
    }
}
