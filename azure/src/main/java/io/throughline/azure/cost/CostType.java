package io.throughline.azure.cost;

/** What counts as cost. */
public enum CostType {
    /** What is invoiced: a reservation counts on the day it was bought. */
    ACTUAL("ActualCost"),
    /** Reservations and savings plans spread over their term, on the resources that used them. */
    AMORTIZED("AmortizedCost"),
    /** Metered usage without purchases. */
    USAGE("Usage");

    private final String word;

    CostType(String word) {
        this.word = word;
    }

    /** Returns the service's word for it. */
    public String word() {
        return word;
    }
}
