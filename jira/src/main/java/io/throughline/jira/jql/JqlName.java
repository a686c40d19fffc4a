package io.throughline.jira.jql;

/** What a clause or an order can name: a field of Jira or a custom one, never a text from outside. */
public sealed interface JqlName permits JqlField, JqlCustomField {

    /** Returns how the language names it. */
    String clauseName();

    /** Tells whether its values are times. */
    boolean isDate();

    /** Tells whether its values are prose, which is searched by words. */
    boolean isText();
}
