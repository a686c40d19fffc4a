package io.throughline.examples.tenant;

import java.util.Locale;

/** A system that the tenant speaks like. */
public enum Vendor {
    AZURE,
    SENTRY,
    JIRA,
    SONARCLOUD;

    /** Returns the name that configurations use. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
