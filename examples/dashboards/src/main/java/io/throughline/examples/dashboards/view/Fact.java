package io.throughline.examples.dashboards.view;

/**
 * One named detail of an event, as text for people.
 *
 * @param name what it is: {@code severity}
 * @param value the text, instants as ISO 8601 UTC
 */
public record Fact(String name, String value) {}
