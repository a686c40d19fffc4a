package io.throughline.examples.dashboards.compute;

import io.throughline.core.store.ContentDigest;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.CorrelationReport;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digest of all that the views are computed from. */
final class InputDigest {

    private InputDigest() {}

    static String of(TelemetryWindow window, CorrelationReport report, String product) {
        ContentDigest content = new ContentDigest();
        window.entities().forEach(entity -> content.entity(entity.provenance().stream(), entity));
        window.series().forEach(series -> content.series("window", series));
        window.events().forEach(content::event);
        window.dependencies().forEach(content::dependency);
        String rest = product + '\n' + window.focus() + '\n' + window.memberships() + '\n' + window.completeness();
        MessageDigest digest = sha256();
        digest.update(content.hex().getBytes(StandardCharsets.UTF_8));
        digest.update(rest.getBytes(StandardCharsets.UTF_8));
        digest.update(report.toJson().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
