package io.throughline.examples.shop.record;

import io.throughline.examples.shop.system.ServiceKind;
import java.util.ArrayList;
import java.util.List;

/** The alert rules that the shop's people have set up. */
final class AlertRules {
    private AlertRules() {}

    static List<AlertRule> all() {
        List<AlertRule> rules = new ArrayList<>();
        for (ServiceKind kind : ServiceKind.values()) {
            String role = kind.role();
            rules.add(new AlertRule(new AlertRule.Definition(
                    role + " response time",
                    "Mean response time of " + role + " above 1 s over 5 minutes",
                    role,
                    "HttpResponseTime",
                    false,
                    1.0,
                    2)));
            rules.add(new AlertRule(new AlertRule.Definition(
                    role + " failed requests",
                    "More than 25 server errors of " + role + " in 5 minutes",
                    role,
                    "Http5xx",
                    true,
                    25,
                    1)));
            rules.add(new AlertRule(new AlertRule.Definition(
                    role + " CPU",
                    "Mean CPU of " + role + " above 90 % over 5 minutes",
                    role,
                    "CpuPercentage",
                    false,
                    90,
                    2)));
        }
        rules.add(new AlertRule(new AlertRule.Definition(
                "postgres CPU",
                "Mean CPU of the database above 90 % over 5 minutes",
                "postgres",
                "cpu_percent",
                false,
                90,
                2)));
        return rules;
    }
}
