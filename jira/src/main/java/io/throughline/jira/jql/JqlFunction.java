package io.throughline.jira.jql;

import java.util.ArrayList;
import java.util.List;

/** A function of the language, as a value. Only these can be called; immutable. */
public final class JqlFunction {

    /** The most ids that {@link #issuesWithRemoteLinks} takes: {@value}. */
    public static final int MOST_GLOBAL_IDS = 100;

    private final String text;
    private final boolean many;
    private final boolean date;

    private JqlFunction(String text, boolean many, boolean date) {
        this.text = text;
        this.many = many;
        this.date = date;
    }

    /** Returns the caller, as a user. */
    public static JqlFunction currentUser() {
        return new JqlFunction("currentUser()", false, false);
    }

    /** Returns the minute at which Jira answers. */
    public static JqlFunction now() {
        return new JqlFunction("now()", false, true);
    }

    /**
     * Returns the beginning of a day in the zone of the caller's profile.
     *
     * @param days from today: 0 is today, -1 yesterday
     */
    public static JqlFunction startOfDay(int days) {
        return new JqlFunction(days == 0 ? "startOfDay()" : "startOfDay(\"" + days + "d\")", false, true);
    }

    /** Returns the end of a day in the zone of the caller's profile. */
    public static JqlFunction endOfDay(int days) {
        return new JqlFunction(days == 0 ? "endOfDay()" : "endOfDay(\"" + days + "d\")", false, true);
    }

    /**
     * Returns the issues that have a remote link of one of these global ids.
     *
     * @throws IllegalArgumentException if there are none or more than {@value #MOST_GLOBAL_IDS}
     */
    public static JqlFunction issuesWithRemoteLinks(List<String> globalIds) {
        if (globalIds.isEmpty() || globalIds.size() > MOST_GLOBAL_IDS) {
            throw new IllegalArgumentException(
                    "global ids must be 1 to " + MOST_GLOBAL_IDS + ", were " + globalIds.size());
        }
        List<String> quoted = new ArrayList<>();
        globalIds.forEach(id -> quoted.add(JqlText.quote(id)));
        return new JqlFunction("issuesWithRemoteLinksByGlobalId(" + String.join(", ", quoted) + ")", true, false);
    }

    boolean isMany() {
        return many;
    }

    boolean isDate() {
        return date;
    }

    /** Returns the call in the language. */
    @Override
    public String toString() {
        return text;
    }
}
