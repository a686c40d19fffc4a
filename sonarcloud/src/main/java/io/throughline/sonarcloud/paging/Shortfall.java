package io.throughline.sonarcloud.paging;

/**
 * What a list lacks: the server lists 10,000 results of one search, and no smaller search was to be had.
 *
 * @param part which part of the list, in words
 * @param total how many results the part has
 * @param listed how many of them were listed at most
 */
public record Shortfall(String part, long total, long listed) {

    /** Returns a sentence. */
    @Override
    public String toString() {
        return "of " + total + " results for " + part + " the server lists only " + listed;
    }
}
