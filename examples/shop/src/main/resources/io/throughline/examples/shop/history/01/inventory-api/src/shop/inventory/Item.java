package shop.inventory;

/** An article; the price in cents. */
record Item(String sku, String name, int onHand, long priceCents) {
    String describe() {
        return sku + " " + name + " " + onHand + " " + priceCents;
    }
}
