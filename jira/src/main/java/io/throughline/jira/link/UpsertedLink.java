package io.throughline.jira.link;

/**
 * A remote link that was written.
 *
 * @param id its id
 * @param created whether it is new; otherwise one with the same global id was replaced
 */
public record UpsertedLink(long id, boolean created) {}
