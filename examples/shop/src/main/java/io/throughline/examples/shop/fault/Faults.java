package io.throughline.examples.shop.fault;

import java.util.List;

/** All stretches that can be recorded. */
public final class Faults {
    private Faults() {}

    /** New instances of all of them. */
    public static List<Fault> all() {
        return List.of(
                new Quiet("normal", "Three days of normal operation"),
                new DatabaseFault(),
                new CpuFault(),
                new Quiet("quiet", "Nothing goes wrong"));
    }

    /** The one of this name. */
    public static Fault of(String id) {
        return all().stream()
                .filter(fault -> fault.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no stretch " + id + "; there are "
                        + all().stream().map(Fault::id).toList()));
    }
}
