package io.throughline.azure.cost;

/** How costs are cut in time. */
public enum CostGranularity {
    /** By UTC day. */
    DAILY("Daily"),
    /** By month. */
    MONTHLY("Monthly"),
    /** Not at all: one sum over the window. */
    TOTAL("None");

    private final String word;

    CostGranularity(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
