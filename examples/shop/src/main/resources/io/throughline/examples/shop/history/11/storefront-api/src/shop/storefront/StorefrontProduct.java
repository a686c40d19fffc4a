package shop.storefront;

import io.throughline.examples.shop.chassis.Call;
import io.throughline.examples.shop.chassis.Product;
import io.throughline.examples.shop.chassis.Reply;
import io.throughline.examples.shop.chassis.Resources;
import io.throughline.examples.shop.chassis.Routes;
import io.throughline.examples.shop.chassis.Upstream;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the shop's pages and apps call. */
public final class StorefrontProduct implements Product {
    private static final int SHOWN = 6;

    @Override
    public void register(Routes routes, Resources resources) {
        Upstream orders = resources.upstream("orders-api");
        Upstream inventory = resources.upstream("inventory-api");
        routes.on("GET", "/catalog/*", call -> pass("inventory-api", inventory.get("/stock/" + call.argument())));
        routes.on("GET", "/recommendations/*", call -> recommend(inventory, call));
        routes.on("GET", "/orders/*", call -> pass("orders-api", orders.get("/orders/" + call.argument())));
        routes.on("GET", "/account/*", call -> pass("orders-api", orders.get("/customers/" + call.argument())));
        routes.on("POST", "/checkout", call -> pass("orders-api", orders.post("/orders", call.body())));
    }

    private static Reply recommend(Upstream inventory, Call call) throws IOException, InterruptedException {
        Reply related = pass("inventory-api", inventory.get("/related/" + call.argument()));
        return Reply.ok(Departments.of(call.argument()).toUpperCase(Locale.ROOT) + "\n" + related.body().lines().limit(SHOWN).collect(Collectors.joining("\n")));
    }

    private static Reply pass(String service, Reply reply) {
        if (reply.status() >= 500) {
            throw new UpstreamException(service, reply.status());
        }
        return reply;
    }
}
