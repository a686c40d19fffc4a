package io.throughline.sentry.issue;

/** In which order issues are listed. */
public enum IssueSort {
    /** The one seen last first. */
    LAST_SEEN("date"),
    /** The one seen for the first time last first. */
    FIRST_SEEN("new"),
    /** The one with most events first. */
    EVENTS("freq"),
    /** The one with most users first. */
    USERS("user"),
    /** The one that Sentry sees rising most first. */
    TRENDS("trends");

    private final String word;

    IssueSort(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
