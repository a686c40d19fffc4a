package io.throughline.examples.cli;

import io.throughline.correlation.evidence.Reason;
import io.throughline.correlation.explain.Proof;
import io.throughline.correlation.explain.Reproduction;
import io.throughline.correlation.signature.Finding;
import io.throughline.correlation.signature.SignatureMatch;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Prints what a statement rests on. */
final class ExplanationText {

    private static final int MOST_READS = 10;

    private final PrintWriter out;

    ExplanationText(PrintWriter out) {
        this.out = out;
    }

    void print(Proof proof, List<SignatureMatch> signatures) {
        out.println(proof.id() + ": " + proof.claim());
        Proof.Significance significance = proof.significance();
        if (significance != null) {
            out.printf(
                    Locale.ROOT,
                    "  effect %.3g, p %.3g, q %.3g among %d tested (%s)%n",
                    significance.effect(),
                    significance.pValue(),
                    significance.qValue(),
                    significance.tested(),
                    significance.test());
        }
        reasons("for", proof.reasons());
        for (Proof.Rival rival : proof.rivals()) {
            out.println("  not: " + rival.title());
            rival.lost().forEach(reason -> out.println("    " + reason.text()));
        }
        for (SignatureMatch match : signatures) {
            out.println("  " + match.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " "
                    + match.signature().name() + " at " + match.entity().key());
            for (Finding unseen : match.unseen()) {
                out.println("    " + unseen.reason().text());
            }
        }
        out.println("  from: " + String.join(" ", proof.inputs()));
        proof.reproductions().stream().limit(MOST_READS).forEach(this::read);
        if (proof.reproductions().size() > MOST_READS) {
            out.println("  and " + (proof.reproductions().size() - MOST_READS) + " more to read, all with --json");
        }
        proof.completeness()
                .gaps()
                .forEach(
                        gap -> out.println("  not read whole: " + gap.stream() + " " + String.join("; ", gap.notes())));
    }

    private void reasons(String name, List<Reason> reasons) {
        reasons.forEach(reason -> out.println("  " + name + ": " + reason.text()));
    }

    private void read(Reproduction read) {
        out.println("  read: " + read.subject() + " of " + read.entity() + " from "
                + read.span().from() + " to " + read.span().to()
                + (read.link() == null ? "" : " " + read.link()));
    }
}
