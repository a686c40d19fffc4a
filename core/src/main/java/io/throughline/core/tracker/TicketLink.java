package io.throughline.core.tracker;

import java.net.URI;
import java.util.Objects;

/**
 * A link from a ticket to a page.
 *
 * @param key what makes it one and the same on its ticket: 1 to 100 of {@code a-z 0-9 . _ -}
 * @param url the page
 * @param title its title, not blank
 */
public record TicketLink(String key, URI url, String title) {

    public TicketLink {
        TicketKeys.check(key, "link");
        Objects.requireNonNull(url, "url");
        if (title.isBlank()) {
            throw new IllegalArgumentException("the title of link " + key + " must not be blank");
        }
    }
}
