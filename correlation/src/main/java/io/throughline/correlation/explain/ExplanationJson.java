package io.throughline.correlation.explain;

import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.correlation.evidence.JsonText;
import io.throughline.correlation.evidence.Reason;
import java.util.List;
import java.util.Locale;

/** The canonical JSON of explanations. */
final class ExplanationJson {

    private final JsonText json = new JsonText();

    private ExplanationJson() {}

    static String of(Proof proof) {
        ExplanationJson writer = new ExplanationJson();
        writer.json.object(() -> writer.proof(proof));
        return writer.json.toString();
    }

    static String of(WhyNot answer) {
        ExplanationJson writer = new ExplanationJson();
        writer.json.object(() -> {
            writer.json
                    .truth("linked", answer.isLinked())
                    .text("failed", answer.failed())
                    .text("link", answer.link());
            writer.json.name("reason");
            writer.reason(answer.reason());
        });
        return writer.json.toString();
    }

    static String of(List<Silenced> entries) {
        ExplanationJson writer = new ExplanationJson();
        writer.json.object(() -> writer.json.list(
                "silenced",
                entries,
                (j, entry) -> writer.json.object(() -> {
                    writer.json
                            .text("subject", entry.subject())
                            .text("title", entry.title())
                            .text("why", entry.why().name().toLowerCase(Locale.ROOT))
                            .text("into", entry.into());
                    writer.json.name("reason");
                    writer.reason(entry.reason());
                })));
        return writer.json.toString();
    }

    private void proof(Proof proof) {
        json.text("id", proof.id()).text("claim", proof.claim());
        Proof.Significance significance = proof.significance();
        if (significance != null) {
            json.name("significance")
                    .object(() -> json.text("test", significance.test())
                            .number("effect", significance.effect())
                            .number("p", significance.pValue())
                            .number("q", significance.qValue())
                            .number("tested", significance.tested()));
        }
        json.texts("inputs", proof.inputs());
        json.list("reasons", proof.reasons(), (j, reason) -> reason(reason));
        json.list(
                "rivals",
                proof.rivals(),
                (j, rival) -> json.object(() -> {
                    json.text("title", rival.title());
                    json.list("lost", rival.lost(), (k, reason) -> reason(reason));
                }));
        json.list("completeness", proof.completeness().streams(), (j, stream) -> stream(stream));
        json.list(
                "reproductions",
                proof.reproductions(),
                (j, read) -> json.object(() -> {
                    json.text("entity", read.entity())
                            .text("subject", read.subject())
                            .time("from", read.span().from())
                            .time("to", read.span().to())
                            .text("link", read.link());
                }));
    }

    private void stream(StreamCompleteness stream) {
        json.object(() -> json.text("stream", stream.stream())
                .text("state", stream.state())
                .time("asOf", stream.asOf())
                .texts("notes", stream.notes()));
    }

    private void reason(Reason reason) {
        json.object(() -> {
            json.text("code", reason.code()).text("text", reason.text());
            json.name("numbers").object(() -> reason.numbers().forEach(json::number));
            json.texts("references", reason.references()).text("link", reason.link());
        });
    }
}
