package io.throughline.correlation.impact;

/**
 * What the metric would have been without the change, beside what it was; medians over the steps of the departure, or over
 * the whole observation if there is none. All in the unit of the series.
 *
 * @param expected the course of the other days at this time, on the level of the hour before the change; without a rhythm
 *     of the day, that level alone
 * @param lower lower end of the band in which 99 % of single steps are expected if they are normally distributed
 * @param upper upper end of that band
 * @param observed what was seen
 */
public record Counterfactual(double expected, double lower, double upper, double observed) {}
