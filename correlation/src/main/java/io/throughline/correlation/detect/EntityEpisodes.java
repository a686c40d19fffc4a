package io.throughline.correlation.detect;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.correlation.evidence.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Fuses the episodes of an entity that began together. */
final class EntityEpisodes {

    /** So long after the first onset another belongs to it, or two of the longer steps if that is more. */
    private static final Duration TOGETHER = Duration.ofMinutes(10);

    private EntityEpisodes() {}

    /** Returns the episodes by entity and time; each belongs to one. */
    static List<EntityEpisode> of(List<Episode> episodes, Collection<SeriesKey> tested) {
        TreeMap<EntityId, Integer> series = new TreeMap<>();
        tested.forEach(key -> series.merge(key.entity(), 1, Integer::sum));
        TreeMap<EntityId, List<List<Episode>>> groups = new TreeMap<>();
        for (Episode episode : episodes.stream().sorted().toList()) {
            List<List<Episode>> ofEntity = groups.computeIfAbsent(episode.entity(), key -> new ArrayList<>());
            List<Episode> last = ofEntity.isEmpty() ? null : ofEntity.get(ofEntity.size() - 1);
            if (last == null || !together(last.get(0), episode)) {
                last = new ArrayList<>();
                ofEntity.add(last);
            }
            last.add(episode);
        }
        List<EntityEpisode> fused = new ArrayList<>();
        groups.forEach((entity, found) ->
                found.forEach(members -> fused.add(fused(entity, members, series.getOrDefault(entity, 0)))));
        return fused;
    }

    private static boolean together(Episode first, Episode later) {
        Duration step = first.step().compareTo(later.step()) > 0 ? first.step() : later.step();
        Duration reach = step.multipliedBy(2).compareTo(TOGETHER) > 0 ? step.multipliedBy(2) : TOGETHER;
        return Duration.between(first.onset(), later.onset()).compareTo(reach) <= 0;
    }

    private static EntityEpisode fused(EntityId entity, List<Episode> members, int series) {
        TimeWindow all = members.get(0).onsetBounds();
        TimeWindow shared = all;
        Instant onset = members.get(0).onset();
        for (Episode member : members) {
            TimeWindow bounds = member.onsetBounds();
            Instant from = all.from().isBefore(bounds.from()) ? all.from() : bounds.from();
            all = new TimeWindow(from, all.to().isAfter(bounds.to()) ? all.to() : bounds.to());
            shared = shared == null ? null : shared.intersect(bounds).orElse(null);
        }
        if (shared != null && onset.isBefore(shared.from())) {
            onset = shared.from();
        }
        int tested = Math.max(series, members.size());
        return new EntityEpisode(
                Ids.of("entity-episode", entity, members.get(0).id()),
                entity,
                members,
                onset,
                shared == null ? all : shared,
                shared != null,
                end(members),
                tested,
                combined(members, tested),
                summary(members));
    }

    private static @Nullable Instant end(List<Episode> members) {
        Instant last = Instant.MIN;
        for (Episode member : members) {
            Instant end = member.end();
            if (end == null) {
                return null;
            }
            last = end.isAfter(last) ? end : last;
        }
        return last;
    }

    /**
     * The harmonic mean of the p-values of all tested series, of those without an episode taken as 1, times what makes it
     * valid whatever their dependence (V. Vovk and R. Wang, "Combining p-values via averaging", Biometrika 107, 2020).
     */
    private static double combined(List<Episode> members, int tested) {
        double[] inverse = members.stream()
                .mapToDouble(member -> 1 / member.effect().pValue())
                .sorted()
                .toArray();
        double sum = tested - inverse.length;
        for (double one : inverse) {
            sum += one;
        }
        double factor = tested <= 2 ? tested : Math.E * StrictMath.log(tested);
        return Math.min(1, factor * tested / sum);
    }

    private static String summary(List<Episode> members) {
        Set<String> words = new LinkedHashSet<>();
        for (Episode member : members) {
            String what = member.signal() == SignalClass.OTHER
                    ? member.series().metric()
                    : member.signal().name().toLowerCase(Locale.ROOT);
            String which = switch (member.kind()) {
                case VARIANCE -> "scatter of " + what;
                case SHAPE -> "distribution of " + what;
                case LEVEL, TREND -> what;
            };
            words.add(which + (member.direction() == Direction.UP ? " up" : " down"));
        }
        return String.join(", ", words);
    }
}
