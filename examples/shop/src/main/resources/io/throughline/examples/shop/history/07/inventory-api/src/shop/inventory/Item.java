package shop.inventory;

/** An article; the price in cents. */
record Item(String sku, String name, int onHand, long priceCents) {
    String describe() {
        return sku + " " + name + " " + availability() + " " + priceCents;
    }

    private String availability() {
        if (onHand <= 0) {
            return "sold out";
        }
        return onHand < 10 ? "only " + onHand + " left" : "available";
    }
}
