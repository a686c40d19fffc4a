package shop.orders;

import io.throughline.examples.shop.chassis.Call;
import io.throughline.examples.shop.chassis.Product;
import io.throughline.examples.shop.chassis.Reply;
import io.throughline.examples.shop.chassis.Resources;
import io.throughline.examples.shop.chassis.Routes;
import io.throughline.examples.shop.chassis.Upstream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Orders: reading them, listing a customer's, placing new ones. */
public final class OrdersProduct implements Product {
    private static final Logger LOG = LoggerFactory.getLogger(OrdersProduct.class);

    @Override
    public void register(Routes routes, Resources resources) {
        OrderStore store = new OrderStore(resources.database());
        Upstream inventory = resources.upstream("inventory-api");
        Payments payments = new Payments(resources.upstream("payments"));
        routes.on("GET", "/orders/*", call -> read(store, call));
        routes.on("GET", "/customers/*", call -> history(store, call));
        routes.on("POST", "/orders", call -> place(store, inventory, payments, call));
    }

    private static Reply read(OrderStore store, Call call) throws SQLException {
        long id = Long.parseLong(call.argument());
        List<String> text = store.describe(id);
        if (text.isEmpty()) {
            LOG.warn("Order {} does not exist", id);
            return Reply.notFound("no such order");
        }
        return Reply.ok(String.join("\n", text));
    }

    private static Reply history(OrderStore store, Call call) throws SQLException {
        List<Order> orders = store.ofCustomer(call.argument());
        StringBuilder text = new StringBuilder();
        for (Order order : orders) {
            text.append(order.describe()).append('\n');
        }
        return Reply.ok(text.toString());
    }

    private static Reply place(OrderStore store, Upstream inventory, Payments payments, Call call)
            throws SQLException, IOException, InterruptedException {
        String email = call.field(0);
        String sku = call.field(1);
        int quantity = Integer.parseInt(call.field(2));
        Reply reserved = inventory.post("/reservations", sku + "|" + quantity);
        if (reserved.status() != 200) {
            throw new ReservationException(sku, reserved.status());
        }
        long cents = Long.parseLong(reserved.body()) * quantity;
        String receipt = payments.charge(email, cents);
        long id = store.add(email, sku, quantity, cents);
        return Reply.ok(id + " " + receipt);
    }
}
