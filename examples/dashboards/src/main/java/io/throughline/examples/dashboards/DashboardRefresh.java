package io.throughline.examples.dashboards;

import java.util.List;

/**
 * What a refresh did.
 *
 * @param computed number of views computed anew; 0 if the inputs were those of the last time
 * @param incidents ids of the report's incidents, by start
 */
public record DashboardRefresh(int computed, List<String> incidents) {

    public DashboardRefresh {
        incidents = List.copyOf(incidents);
    }
}
