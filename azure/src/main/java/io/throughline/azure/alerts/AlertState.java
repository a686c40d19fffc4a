package io.throughline.azure.alerts;

/** What people say about an alert; independent of its condition, which the monitor sets. */
public enum AlertState {
    NEW("New"),
    ACKNOWLEDGED("Acknowledged"),
    CLOSED("Closed");

    private final String word;

    AlertState(String word) {
        this.word = word;
    }

    /** Returns the service's word. */
    public String word() {
        return word;
    }
}
