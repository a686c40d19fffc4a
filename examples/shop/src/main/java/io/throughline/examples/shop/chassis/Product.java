package io.throughline.examples.shop.chassis;

/** The business code of one service; its versions come from the shop's Git history, compiled commit by commit. */
public interface Product {
    /** Registers the service's operations. */
    void register(Routes routes, Resources resources);
}
