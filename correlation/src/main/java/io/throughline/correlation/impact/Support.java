package io.throughline.correlation.impact;

/**
 * What a judgement stands on.
 *
 * @param historySteps steps with a value before the change
 * @param observedSteps steps with a value after the change
 * @param seasonal whether history was long enough (a day and a half) to expect the rhythm of the day
 * @param quietMoments moments of history at which the same question was asked, one every quarter of the observation
 */
public record Support(int historySteps, int observedSteps, boolean seasonal, int quietMoments) {}
