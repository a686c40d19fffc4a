package io.throughline.azure.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Lines as applications write them, with what must not get out of them; the same seed gives the same lines. */
public final class HostileLines {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    private static final String BASE64 = LETTERS + "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/";
    private static final List<String> FORMS = List.of(
            "Order %s does not exist",
            "User '%s' has no address",
            "Mail to <%s> bounced: mailbox full",
            "login: %s from %s",
            "GET /orders/%s/items took 12.5 ms",
            "Calling https://api.example.com/v1/customers/%s?token=%s",
            "password=%s;user=%s",
            "Authorization: Bearer %s",
            "{\"level\":\"info\",\"message\":\"stored %s\",\"id\":\"%s\"}",
            "Could not parse \"%s\" at %s",
            "Cache miss, key=%s",
            "Connection from %s refused\n\tat com.example.Shop.run(Shop.java:12)",
            "  [%s] retry 3 of 5",
            "C:\\Users\\%s\\shop.log is locked",
            "Grüße an %s, übermäßig lange Zeile");

    private final Random random;

    public HostileLines(long seed) {
        random = new Random(seed);
    }

    /**
     * A line and what it hides.
     *
     * @param hidden e-mail addresses, IP addresses, GUIDs, long numbers and tokens in it
     */
    public record Line(String text, List<String> hidden) {}

    /** Returns another line. */
    public Line next() {
        List<String> hidden = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (String piece : FORMS.get(random.nextInt(FORMS.size())).split("(?=%s)", -1)) {
            if (piece.startsWith("%s")) {
                String secret = secret();
                hidden.add(secret);
                text.append(secret).append(piece.substring(2));
            } else {
                text.append(piece);
            }
        }
        if (random.nextInt(20) == 0) {
            text.insert(0, "word ".repeat(random.nextInt(300)));
        }
        return new Line(text.toString(), hidden);
    }

    private String secret() {
        return switch (random.nextInt(9)) {
            case 0 -> some(LETTERS, 3, 12) + "." + some(LETTERS, 3, 12) + "@" + some(LETTERS, 3, 8) + ".example";
            case 1 ->
                random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256);
            case 2 -> new java.util.UUID(random.nextLong(), random.nextLong()).toString();
            case 3 -> String.valueOf(1_000_000L + Math.abs(random.nextLong() / 2));
            case 4 -> some(BASE64, 40, 80);
            case 5 ->
                "eyJ" + some(BASE64, 20, 40).replace('/', '_') + "." + some(BASE64, 30, 60) + "."
                        + some(BASE64, 43, 43);
            case 6 -> Long.toHexString(random.nextLong() | 1L << 62) + Long.toHexString(random.nextLong() | 1L << 62);
            case 7 ->
                "2001:db8:" + Integer.toHexString(random.nextInt(65536)) + "::"
                        + Integer.toHexString(random.nextInt(65536));
            default -> "sk_live_" + some(BASE64, 16, 24).replaceAll("[+/]", "x") + random.nextInt(10);
        };
    }

    private String some(String alphabet, int least, int most) {
        int length = least + random.nextInt(most - least + 1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
