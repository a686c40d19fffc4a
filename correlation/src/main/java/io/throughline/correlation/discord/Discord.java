package io.throughline.correlation.discord;

/**
 * The stretch of a series that is least like anything before it.
 *
 * @param row row in the middle of it, counted from the first of the series
 * @param from its first row
 * @param window its length, rows
 * @param distance distance to the most similar earlier stretch, not negative
 * @param neighbour first row of that earlier stretch; -1 if there is none
 * @param extremity how many times the distance is that of the strangest normal stretches, not negative; above 1, it is
 *     stranger than what is known to be normal
 */
public record Discord(int row, int from, int window, double distance, int neighbour, double extremity) {}
