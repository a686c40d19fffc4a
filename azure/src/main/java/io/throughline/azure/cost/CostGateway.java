package io.throughline.azure.cost;

import java.util.List;
import java.util.function.Consumer;

/**
 * Costs and budgets. Calls keep to the quotas of Cost Management (one at a time, four a minute for each scope), so an
 * answer of many pages takes its time. Implementations are thread-safe; calls run on the caller's thread.
 */
public interface CostGateway {

    /** Rows of a page, which is what the service gives at most; a plan reckons with it. */
    int PAGE_ROWS = 5000;

    /**
     * How an answer came.
     *
     * @param pages requests that it took
     * @param rows rows handed over
     * @param throttled whether the service slowed it down
     */
    record Outcome(int pages, long rows, boolean throttled) {}

    /**
     * The budgets of a scope.
     *
     * @param budgets the budgets
     * @param throttled whether the service slowed the listing down
     */
    record Budgets(List<Budget> budgets, boolean throttled) {

        public Budgets {
            budgets = List.copyOf(budgets);
        }
    }

    /**
     * Asks for costs; one request per page.
     *
     * @param pages takes each page as it came, on the caller's thread; what it took does not count if this method throws
     * @return how it came; nothing for a scope without costs
     * @throws io.throughline.core.http.PermissionException if the credential may not see the scope's costs
     * @throws io.throughline.core.http.SourceException if they could not be read
     */
    Outcome query(CostQuery query, Consumer<List<CostRow>> pages);

    /**
     * Asks for what a window will have cost; one request per page. Rows tell by {@link CostRow#isForecast()} what is
     * foreseen and what was spent.
     *
     * @param query without groupings, daily or monthly; its window may lie ahead
     * @param withActual whether days that are over come too
     * @param pages as for {@link #query}
     * @throws io.throughline.core.http.SourceException if it could not be read
     */
    Outcome forecast(CostQuery query, boolean withActual, Consumer<List<CostRow>> pages);

    /**
     * Lists the budgets of a scope; one request per page.
     *
     * @throws io.throughline.core.http.SourceException if they could not be read
     */
    Budgets budgets(CostScope scope);
}
