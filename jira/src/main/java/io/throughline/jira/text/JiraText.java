package io.throughline.jira.text;

import java.util.Map;

/** A text to be written, in both of the forms that Jira has: a document on Jira Cloud, wiki markup on Jira Data Center. */
public interface JiraText {

    /** Returns the text as a document in Atlassian's format: maps, lists, texts and numbers. */
    Map<String, Object> toDocument();

    /** Returns the text as wiki markup. */
    String toMarkup();

    /** Returns a text without form: what looks like markup in it stays as it is. */
    static JiraText plain(String text) {
        return AdfDocument.ofPlainText(text);
    }
}
