package io.throughline.correlation.discord;

/**
 * A stretch of a series that is unlike anything before it.
 *
 * @param row row in the middle of it, counted from 0
 * @param from its first row
 * @param window its length, rows
 * @param distance distance in shape to the most similar earlier stretch, in {@code [0, 2]}: 0 is the same shape, 1.4 one
 *     that has nothing to do with it, 2 its mirror image
 * @param neighbour first row of that earlier stretch; -1 if there is none
 * @param extremity how strange it is: 0 is the median of the normal part, 1 its 99th percentile; not negative
 */
public record Discord(int row, int from, int window, double distance, int neighbour, double extremity) {}
