package io.throughline.correlation;

import io.throughline.core.config.ConfigException;
import io.throughline.core.config.ConfigProblem;
import io.throughline.core.config.SyncSettings;
import io.throughline.core.source.TelemetrySource;
import io.throughline.core.source.TelemetryStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whether the streams that the configuration schedules exist; only open sources know their streams. */
final class ScheduledStreams {

    private ScheduledStreams() {}

    static void check(SyncSettings settings, List<TelemetrySource> sources) {
        Set<String> streams = new TreeSet<>();
        sources.forEach(
                source -> source.streams().stream().map(TelemetryStream::name).forEach(streams::add));
        List<ConfigProblem> problems = settings.every().keySet().stream()
                .filter(name -> name.contains("/") && !streams.contains(name))
                .map(name -> new ConfigProblem(
                        "sync.every." + name, "names a stream that there is not", "use one of " + streams))
                .toList();
        if (!problems.isEmpty()) {
            throw new ConfigException("the configuration", problems);
        }
    }
}
