package io.throughline.examples.dashboards.view;

/**
 * A possible cause that is none.
 *
 * @param kind what sort of cause it would have been, lower case
 * @param entity name of the entity that would have been at fault
 * @param title what was ruled out
 * @param reason the first condition that it failed
 */
public record RuledOutRow(String kind, String entity, String title, ReasonRow reason) {}
