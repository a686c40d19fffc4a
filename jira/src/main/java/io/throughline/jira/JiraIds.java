package io.throughline.jira;

import io.throughline.jira.stream.JiraEntities;

/** Names under which Jira is known. */
final class JiraIds {

    static final String SYSTEM = JiraEntities.SYSTEM;

    private JiraIds() {}
}
