package io.throughline.examples.shop.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What identifies a query plan: its node types, tables and indexes, from the outermost inwards. Costs and conditions do not count. */
record PlanShape(String text) {
    static PlanShape of(JsonNode explained) {
        StringBuilder text = new StringBuilder();
        describe(explained.path(0).path("Plan"), text);
        return new PlanShape(text.toString());
    }

    private static void describe(JsonNode node, StringBuilder text) {
        text.append(node.path("Node Type").asText());
        for (String name : new String[] {"Operation", "Index Name", "Relation Name"}) {
            if (node.has(name)) {
                text.append(' ').append(node.path(name).asText());
            }
        }
        if (node.has("Plans")) {
            text.append('(');
            String separator = "";
            for (JsonNode child : node.path("Plans")) {
                text.append(separator);
                describe(child, text);
                separator = ", ";
            }
            text.append(')');
        }
    }

    /** A positive number that hangs on the shape alone. */
    long id() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong() & Long.MAX_VALUE;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
