package io.throughline.examples.shop.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When deployments warmed new instances up. The agents' metrics count warm-up calls, which cannot be taken out of a sum; so the
 * request metrics of those intervals are left out, and all of an instance before it took traffic.
 */
record WarmUpWindows(List<Window> windows) {
    WarmUpWindows {
        windows = List.copyOf(windows);
    }

    static WarmUpWindows of(Raw raw) {
        List<Window> windows = new ArrayList<>();
        Map<String, Integer> numbers = new HashMap<>();
        Map<String, Instant> started = new HashMap<>();
        Duration interval = Duration.ofSeconds(
                        raw.stretch().path("metricIntervalSeconds").asLong())
                .multipliedBy(raw.clock().rate());
        for (JsonNode event : raw.events("deploy")) {
            String service = event.path("service").asText();
            Instant at = Instant.parse(event.path("at").asText());
            if (event.path("what").asText().equals("started")) {
                started.put(service, at);
            } else if (event.path("what").asText().equals("switched")) {
                int number = numbers.merge(service, 1, Integer::sum) + 1;
                windows.add(
                        new Window(service + "-" + number, started.getOrDefault(service, at), at, at.plus(interval)));
            }
        }
        return new WarmUpWindows(windows);
    }

    /** Whether a metric is to be left out: {@code requests} says that it counts calls. */
    boolean touch(String role, String instance, Instant time, boolean requests) {
        for (Window window : windows) {
            boolean own = window.instance().equals(instance) && time.isBefore(window.switched());
            boolean counted = requests
                    && !time.isBefore(window.from())
                    && time.isBefore(window.to())
                    && !window.instance().startsWith("inventory-api");
            if (own
                    || (counted
                            && (!role.equals("storefront-api")
                                    || window.instance().equals(instance)))) {
                return true;
            }
        }
        return false;
    }

    /** One warm-up: the new instance, its start, when traffic was switched to it, and when the last interval it touched ends. */
    record Window(String instance, Instant from, Instant switched, Instant to) {}
}
