package io.throughline.correlation.replay;

import io.throughline.correlation.evidence.JsonText;
import io.throughline.correlation.evidence.Share;
import java.util.List;
import java.util.OptionalDouble;

/** The canonical JSON of back-tests. */
final class BacktestJson {

    private BacktestJson() {}

    static String of(Backtest backtest) {
        JsonText json = new JsonText();
        boolean tells = backtest.tells();
        json.object(() -> {
            json.text("rule", backtest.rule());
            ReplayJson.request(json, backtest.request().replay());
            json.text("lead", backtest.request().lead())
                    .text("tolerance", backtest.request().tolerance())
                    .texts("ticketTypes", backtest.request().ticketTypes())
                    .texts("cannotTell", backtest.cannotTell())
                    .texts("doubts", backtest.doubts());
            share(json, "precision", backtest.precision(), tells);
            share(json, "recall", backtest.recall(), tells);
            figure(json, "noisePerWeek", tells ? OptionalDouble.of(backtest.noisePerWeek()) : OptionalDouble.empty());
            lead(json, backtest.lead());
            json.list(
                    "firings",
                    backtest.firings(),
                    (j, judged) -> j.object(() -> {
                        j.text("outcome", judged.outcome()).texts("tickets", judged.tickets());
                        ReplayJson.said(j.name("said"), judged.firing());
                    }));
            json.list(
                    "tickets",
                    backtest.tickets(),
                    (j, judged) -> j.object(() -> j.text("id", judged.ticket().id())
                            .text("key", judged.ticket().key())
                            .time("opened", judged.ticket().start())
                            .text("title", judged.ticket().title())
                            .text("firing", judged.firing())
                            .text("lead", judged.lead())));
            ReplayJson.conditions(json, backtest.conditions());
        });
        return json.toString();
    }

    private static void share(JsonText json, String name, Share share, boolean tells) {
        json.name(name).object(() -> {
            json.number("hits", share.hits()).number("of", share.of());
            figure(json, "value", tells ? share.value() : OptionalDouble.empty());
            json.number("lower", share.lower()).number("upper", share.upper());
        });
    }

    private static void figure(JsonText json, String name, OptionalDouble value) {
        if (value.isPresent()) {
            json.number(name, value.getAsDouble());
        } else {
            json.text(name, (String) null);
        }
    }

    private static void lead(JsonText json, Lead lead) {
        json.name("leadTime").object(() -> {
            for (double quantile : List.of(0.1, 0.5, 0.9)) {
                json.text(
                        "p" + Math.round(quantile * 100),
                        lead.quantile(quantile).orElse(null));
            }
            json.texts("times", lead.times());
        });
    }
}
