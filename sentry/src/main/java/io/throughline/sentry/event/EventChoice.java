package io.throughline.sentry.event;

/** Which event of an issue, where none is named. */
public enum EventChoice {
    /** The last one. */
    LATEST("latest"),
    /** The first one. */
    OLDEST("oldest"),
    /** The one that Sentry thinks tells most. */
    RECOMMENDED("recommended");

    private final String word;

    EventChoice(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
