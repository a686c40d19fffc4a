package io.throughline.examples.shop.fault;

import io.throughline.examples.shop.system.ServiceKind;
import java.time.Duration;
import java.util.List;

/** All stretches that can be recorded. */
public final class Faults {
    private Faults() {}

    /** New instances of all of them. */
    public static List<Fault> all() {
        return List.of(
                new Quiet("normal", "Three days of normal operation"),
                new ReleaseFault(
                        "database",
                        "A release drops the use of an index",
                        ServiceKind.ORDERS,
                        Duration.ofMinutes(15),
                        "09",
                        "10"),
                new ReleaseFault(
                        "release-error",
                        "A release fails on what its author did not think of",
                        ServiceKind.STOREFRONT,
                        Duration.ofMinutes(10),
                        "11",
                        "12"),
                new ReleaseFault(
                        "release-leak",
                        "A release does not give all of its connections back",
                        ServiceKind.ORDERS,
                        Duration.ofMinutes(10),
                        "13",
                        "14"),
                new ReleaseFault(
                        "release-queries",
                        "A release asks the database once for each article on a list",
                        ServiceKind.INVENTORY,
                        Duration.ofMinutes(10),
                        "15",
                        "16"),
                new CpuFault("cpu", ServiceKind.INVENTORY),
                new CpuFault("cpu-orders", ServiceKind.ORDERS),
                new CpuFault("cpu-storefront", ServiceKind.STOREFRONT),
                new TransactionFault(
                        "table-lock",
                        "A maintenance session locks a table and stays open",
                        ServiceKind.INVENTORY,
                        "LOCK TABLE stock IN EXCLUSIVE MODE"),
                new TransactionFault(
                        "row-lock",
                        "A long transaction holds the rows of half of the stock",
                        ServiceKind.INVENTORY,
                        "SELECT 1 FROM stock WHERE right(sku, 1) < '5' FOR UPDATE"),
                new LoginFault(),
                new SlowNetworkFault(),
                new CutNetworkFault(),
                new PaymentsFault(),
                new FrozenFault("frozen-inventory", ServiceKind.INVENTORY),
                new FrozenFault("frozen-orders", ServiceKind.ORDERS),
                new Quiet("quiet", "Nothing goes wrong"));
    }

    /** The one of this name. */
    public static Fault of(String id) {
        return all().stream()
                .filter(fault -> fault.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no stretch " + id + "; there are "
                        + all().stream().map(Fault::id).toList()));
    }
}
