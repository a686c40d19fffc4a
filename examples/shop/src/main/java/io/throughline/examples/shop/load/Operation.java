package io.throughline.examples.shop.load;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Locale;
import java.util.Random;

/** What customers do, each with its share of the load (1 = the mean of the five). */
enum Operation {
    CATALOG(1.2) {
        @Override
        HttpRequest.Builder request(String base, Random random) {
            return get(base + "/catalog/" + sku(random));
        }
    },
    RECOMMENDATIONS(1.0) {
        @Override
        HttpRequest.Builder request(String base, Random random) {
            return get(base + "/recommendations/" + String.format(Locale.ROOT, "category-%03d", random.nextInt(200)));
        }
    },
    ORDER(0.9) {
        @Override
        HttpRequest.Builder request(String base, Random random) {
            boolean unknown = random.nextInt(250) == 0;
            long id = unknown ? 900_000_000L + random.nextInt(1000) : 1 + random.nextInt(ORDERS);
            return get(base + "/orders/" + id);
        }
    },
    ACCOUNT(1.0) {
        @Override
        HttpRequest.Builder request(String base, Random random) {
            return get(base + "/account/" + email(random));
        }
    },
    CHECKOUT(0.9) {
        @Override
        HttpRequest.Builder request(String base, Random random) {
            // Now and then an app sends a fraction, which the service does not expect: the everyday error of this shop.
            String quantity = random.nextInt(600) == 0 ? "1.5" : String.valueOf(1 + random.nextInt(4));
            String body = email(random) + "|" + sku(random) + "|" + quantity;
            return HttpRequest.newBuilder(URI.create(base + "/checkout"))
                    .POST(HttpRequest.BodyPublishers.ofString(body));
        }
    };

    private static final int ORDERS = 1_000_000;
    private static final int CUSTOMERS = 120_000;
    private static final int ITEMS = 20_000;

    private final double share;

    Operation(double share) {
        this.share = share;
    }

    double share() {
        return share;
    }

    abstract HttpRequest.Builder request(String base, Random random);

    private static HttpRequest.Builder get(String url) {
        return HttpRequest.newBuilder(URI.create(url)).GET();
    }

    private static String sku(Random random) {
        return String.format(Locale.ROOT, "SKU-%05d", random.nextInt(ITEMS));
    }

    private static String email(Random random) {
        return String.format(Locale.ROOT, "customer%06d@mail.example", random.nextInt(CUSTOMERS));
    }
}
