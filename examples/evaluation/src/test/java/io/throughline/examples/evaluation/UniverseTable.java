package io.throughline.examples.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the engine said about all recordings, one row each. */
record UniverseTable(List<UniverseVerdict> verdicts) {

    UniverseTable {
        verdicts = List.copyOf(verdicts);
    }

    UniverseTable and(UniverseTable other) {
        return new UniverseTable(
                Stream.concat(verdicts.stream(), other.verdicts.stream()).toList());
    }

    /** Share of the faults that an incident was reported for. */
    double recall() {
        return share(verdict -> verdict.found() > 0);
    }

    /** Share of the incidents that a fault explains. */
    double precision() {
        return (double) sum(true) / sum(false);
    }

    /** Share of the faults whose incident's first cause is right. */
    double causesRight() {
        return share(UniverseVerdict::causeRight);
    }

    /** Share of the faults whose incident begins within two minutes of them. */
    double onsetsRight() {
        return share(UniverseVerdict::onsetWithinTwoBuckets);
    }

    String summary() {
        return String.format(
                Locale.ROOT,
                "recall %s, precision %d/%d, first cause right %s, onset within two minutes %s, incidents on quiet days %d",
                fraction(verdict -> verdict.found() > 0),
                sum(true),
                sum(false),
                fraction(UniverseVerdict::causeRight),
                fraction(UniverseVerdict::onsetWithinTwoBuckets),
                verdicts.stream()
                        .filter(verdict -> !verdict.fault())
                        .mapToInt(UniverseVerdict::incidents)
                        .sum());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("""

                | recording | incident | false incidents | first cause | onset error | it says |
                | --- | --- | --- | --- | --- | --- |
                """);
        verdicts.forEach(verdict -> text.append(verdict.row()).append('\n'));
        return text.append(summary()).toString();
    }

    private int sum(boolean found) {
        return verdicts.stream()
                .mapToInt(verdict -> found ? verdict.found() : verdict.incidents())
                .sum();
    }

    private long faults() {
        return verdicts.stream().filter(UniverseVerdict::fault).count();
    }

    private long count(Predicate<UniverseVerdict> what) {
        return verdicts.stream().filter(UniverseVerdict::fault).filter(what).count();
    }

    private double share(Predicate<UniverseVerdict> what) {
        return (double) count(what) / faults();
    }

    private String fraction(Predicate<UniverseVerdict> what) {
        return count(what) + "/" + faults();
    }
}
