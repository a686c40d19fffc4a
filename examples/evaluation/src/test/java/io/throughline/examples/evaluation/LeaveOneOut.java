package io.throughline.examples.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;

/**
 * What comes out when the settings are chosen without the recording that they are tried on: for each recording, those that do best on all
 * others. Where several do equally well, the defaults if they are among them, else the first by name.
 */
final class LeaveOneOut {

    private LeaveOneOut() {}

    static UniverseTable of(SortedMap<String, UniverseTable> bySetting) {
        UniverseTable defaults = Objects.requireNonNull(bySetting.get(Settings.DEFAULTS));
        List<UniverseVerdict> verdicts = new ArrayList<>();
        for (UniverseVerdict verdict : defaults.verdicts()) {
            String leftOut = verdict.recording();
            String chosen = Settings.DEFAULTS;
            for (Map.Entry<String, UniverseTable> setting : bySetting.entrySet()) {
                if (points(setting.getValue(), leftOut)
                        > points(Objects.requireNonNull(bySetting.get(chosen)), leftOut)) {
                    chosen = setting.getKey();
                }
            }
            Objects.requireNonNull(bySetting.get(chosen)).verdicts().stream()
                    .filter(found -> found.recording().equals(leftOut))
                    .forEach(verdicts::add);
        }
        return new UniverseTable(verdicts);
    }

    /** One point for each fault found, dated and explained, one off for each incident that nothing explains. */
    private static int points(UniverseTable table, String leftOut) {
        int points = 0;
        for (UniverseVerdict verdict : table.verdicts()) {
            if (!verdict.recording().equals(leftOut)) {
                points += (verdict.found() > 0 ? 1 : 0)
                        + (verdict.causeRight() ? 1 : 0)
                        + (verdict.onsetWithinTwoBuckets() ? 1 : 0)
                        - verdict.falseIncidents();
            }
        }
        return points;
    }
}
