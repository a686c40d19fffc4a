package io.throughline.sonarcloud.rule;

import io.throughline.core.http.Paged;
import io.throughline.core.http.RestResponse;
import io.throughline.sonarcloud.internal.Paging;
import io.throughline.sonarcloud.internal.SonarCalls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules that the server knows. */
public final class RulesClient {

    private final SonarCalls calls;

    /** Creates the group; the façade does. */
    public RulesClient(SonarCalls calls) {
        this.calls = calls;
    }

    /** Returns a rule. */
    public SonarRule get(String key) {
        String operation = "get rule " + key;
        RestResponse<Shown> response = calls.getInOrganization(operation, "rules/show")
                .query("key", key)
                .fetch(Shown.class);
        return calls.required(response.body().rule(), operation, response, "/rule");
    }

    /** Lists the rules of a language by its key, lazily. */
    public Paged<SonarRule> list(String language) {
        return calls.pagedToWall(
                () -> calls.getInOrganization("list rules of " + language, "rules/search")
                        .query("languages", language),
                RulePage.class,
                RulePage::rules,
                RulePage::where);
    }

    private record Shown(@Nullable SonarRule rule) {}

    private record RulePage(
            @Nullable Paging paging,
            @Nullable Integer total,
            @Nullable Integer p,
            @Nullable Integer ps,
            @Nullable List<SonarRule> rules) {

        Paging where() {
            return paging != null ? paging : new Paging(p, ps, total);
        }
    }
}
