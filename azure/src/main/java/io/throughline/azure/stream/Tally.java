package io.throughline.azure.stream;

import java.util.Map;
import java.util.TreeMap;

/** Counts what happens to many resources alike, to say it once with one of them as the example. */
final class Tally {

    private final Map<String, Cases> cases = new TreeMap<>();

    private record Cases(String example, int count) {}

    void add(String what, String resource) {
        cases.merge(what, new Cases(resource, 1), (known, one) -> new Cases(known.example(), known.count() + 1));
    }

    void tell(ReadNotes notes) {
        cases.forEach((what, seen) -> notes.say(what + " (" + seen.example()
                + (seen.count() == 1 ? "" : " and " + (seen.count() - 1) + " more") + ")"));
    }
}
