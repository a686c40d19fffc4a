package io.throughline.core.store;

/**
 * What maintenance did.
 *
 * @param rolledUp points that were rolled up
 * @param into points that they became
 * @param removed current rows removed because of their age: points, events and edges
 * @param forgotten replaced versions and tombstones removed
 */
public record MaintenanceResult(long rolledUp, long into, long removed, long forgotten) {

    /** Returns the result of both. */
    public MaintenanceResult plus(MaintenanceResult other) {
        return new MaintenanceResult(
                rolledUp + other.rolledUp, into + other.into, removed + other.removed, forgotten + other.forgotten);
    }
}
