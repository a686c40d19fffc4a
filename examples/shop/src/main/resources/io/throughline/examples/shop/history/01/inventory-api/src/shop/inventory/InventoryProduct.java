package shop.inventory;

import io.throughline.examples.shop.chassis.Call;
import io.throughline.examples.shop.chassis.Product;
import io.throughline.examples.shop.chassis.Reply;
import io.throughline.examples.shop.chassis.Resources;
import io.throughline.examples.shop.chassis.Routes;
import java.sql.SQLException;

/** Stock: what there is, what goes with it, and reserving it. */
public final class InventoryProduct implements Product {
    @Override
    public void register(Routes routes, Resources resources) {
        StockStore store = new StockStore(resources.database());
        routes.on("GET", "/stock/*", call -> stock(store, call));
        routes.on("GET", "/related/*", call -> related(store, call));
        routes.on("POST", "/reservations", call -> reserve(store, call));
    }

    private static Reply stock(StockStore store, Call call) throws SQLException {
        Item item = store.find(call.argument());
        return item == null ? Reply.notFound("no such item") : Reply.ok(item.describe());
    }

    private static Reply related(StockStore store, Call call) throws SQLException {
        return Reply.ok(String.join("\n", store.related(call.argument())));
    }

    private static Reply reserve(StockStore store, Call call) throws SQLException {
        String sku = call.field(0);
        int quantity = Integer.parseInt(call.field(1));
        Item item = store.find(sku);
        if (item == null) {
            return Reply.notFound("no such item");
        }
        store.reserve(sku, quantity);
        return Reply.ok(String.valueOf(item.priceCents()));
    }
}
