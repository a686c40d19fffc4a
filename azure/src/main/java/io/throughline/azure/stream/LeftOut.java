package io.throughline.azure.stream;

import io.throughline.azure.cost.Money;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Costs that were read and do not belong to the scope, by the reason and the currency: none goes without a word. */
final class LeftOut {

    private final TreeMap<String, TreeMap<String, Money>> sums = new TreeMap<>(Comparator.naturalOrder());
    private long unreadable;

    void add(String reason, Money cost) {
        sums.computeIfAbsent(reason, none -> new TreeMap<>()).merge(cost.currency(), cost, Money::plus);
    }

    void unreadable() {
        unreadable++;
    }

    void say(String whose, ReadNotes notes) {
        sums.forEach((reason, byCurrency) -> notes.say(whose + ": left out "
                + byCurrency.values().stream().map(Money::toString).collect(Collectors.joining(" and ")) + " "
                + reason));
        if (unreadable > 0) {
            notes.say(whose + ": " + unreadable + " rows have no day, no amount or no currency, and do not count");
        }
    }
}
