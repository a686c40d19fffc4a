package io.throughline.sonarcloud.paging;

import java.util.List;

/**
 * One page of a part of a list.
 *
 * @param items the items; possibly none
 * @param part which part of the list, in words
 * @param partTotal how many items the part has
 */
public record PartPage<T>(List<T> items, String part, long partTotal) {

    public PartPage {
        items = List.copyOf(items);
    }
}
