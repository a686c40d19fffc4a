package io.throughline.correlation.signature;

/** Where a sign is looked for, beside the entity that a signature is about. */
public enum Place {
    /** At the entity itself: whatever belongs to its service. */
    HERE,
    /** At those that call it and are hit. */
    CALLERS,
    /** At either. */
    HERE_OR_CALLERS,
    /** At those it calls. */
    CALLEES
}
