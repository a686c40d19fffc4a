package io.throughline.sentry.session;

import io.throughline.sentry.session.SentrySessions.Group;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Puts answers about neighbouring spans together. A step that a group is not answered for is null: it had no session. */
final class SessionPieces {

    private final List<SentrySessions> pieces = new ArrayList<>();

    void add(SentrySessions piece) {
        pieces.add(piece);
    }

    /** Returns all, with the totals of an answer about the whole; totals cannot be had from the parts. */
    SentrySessions joined(@Nullable SentrySessions totals) {
        TreeSet<Instant> times = new TreeSet<>();
        pieces.forEach(piece -> times.addAll(piece.intervals()));
        List<Instant> intervals = List.copyOf(times);
        Map<Map<String, @Nullable Object>, Map<String, @Nullable Double>> byGroup = new LinkedHashMap<>();
        if (totals != null) {
            totals.groups().forEach(group -> byGroup.put(group.by(), group.totals()));
        }
        pieces.forEach(piece -> piece.groups().forEach(group -> byGroup.putIfAbsent(group.by(), Map.of())));
        Map<Map<String, @Nullable Object>, Map<String, List<@Nullable Double>>> series = new LinkedHashMap<>();
        for (SentrySessions piece : pieces) {
            for (Group group : piece.groups()) {
                group.series().forEach((field, values) -> {
                    List<@Nullable Double> all = series.computeIfAbsent(group.by(), by -> new LinkedHashMap<>())
                            .computeIfAbsent(field, name -> new ArrayList<>(Collections.nCopies(intervals.size(), null)));
                    for (int i = 0; i < Math.min(values.size(), piece.intervals().size()); i++) {
                        all.set(intervals.indexOf(piece.intervals().get(i)), values.get(i));
                    }
                });
            }
        }
        List<Group> groups = new ArrayList<>();
        byGroup.forEach((by, sums) -> groups.add(new Group(by, sums, series.getOrDefault(by, Map.of()))));
        boolean cut = pieces.stream().anyMatch(SentrySessions::cut) || (totals != null && totals.cut());
        return new SentrySessions(
                pieces.get(0).start(), pieces.get(pieces.size() - 1).end(), intervals, groups, cut);
    }
}
