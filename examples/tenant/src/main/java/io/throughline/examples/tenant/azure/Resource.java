package io.throughline.examples.tenant.azure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * An Azure resource of the inventory.
 *
 * @param id ARM id as first written
 * @param kind may be empty
 * @param properties as Resource Graph has them
 */
record Resource(String id, String kind, ObjectNode properties) {

    String name() {
        return id.substring(id.lastIndexOf('/') + 1);
    }

    /** Returns {@code microsoft.web/sites}; lower case, as Resource Graph has it. */
    String type() {
        String below = id.substring(id.toLowerCase(Locale.ROOT).indexOf("/providers/") + "/providers/".length());
        String[] parts = below.split("/", -1);
        return (parts[0] + "/" + parts[1]).toLowerCase(Locale.ROOT);
    }

    String key() {
        return id.toLowerCase(Locale.ROOT);
    }
}
