package io.throughline.correlation.cause;

import static io.throughline.correlation.cause.MadeSystem.ONSET;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The last bits of a ranking, made once: they hold on every Java and every machine. */
class CauseBytesTest {

    @Test
    void ofNodes() throws NoSuchAlgorithmException {
        MadeSystem system = new MadeSystem(5)
                .calls("front", "orders")
                .calls("orders", "stock")
                .cpu("front", 300, 1.2)
                .cpu("orders", 200, 1.7)
                .cpu("stock", 100, 1.5)
                .answers("front", 600, 0.1, 0.3, 0, 0)
                .answers("orders", 600, 0.05, 0.2, 0, 0)
                .answers("stock", 600, 0.02, 0.1, 0, 0)
                .passes("stock", Measure.Passes.Sort.ERROR, "timeout", i -> i > ONSET ? 9 : 1);

        NodeRanking ranking = new NodeRanker(NodeConfig.defaults())
                .rank(system.observations(), MadeSystem.fault(new Symptom("front", Symptom.Kind.LATENCY)));

        String bits = ranking.nodes().stream()
                .map(node -> node.node() + " " + Double.toHexString(node.share()) + " "
                        + Double.toHexString(node.strength()))
                .collect(Collectors.joining("\n", Double.toHexString(ranking.symptomChance()) + "\n", ""));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(bits.getBytes(StandardCharsets.UTF_8));
        assertThat(HexFormat.of().formatHex(digest, 0, 8)).isEqualTo("1625f95342ca93ce");
    }
}
