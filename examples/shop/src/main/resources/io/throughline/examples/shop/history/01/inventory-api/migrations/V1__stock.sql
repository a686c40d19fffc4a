CREATE TABLE stock (
    sku text PRIMARY KEY,
    name text NOT NULL,
    category text NOT NULL,
    popularity int NOT NULL,
    on_hand int NOT NULL,
    price_cents bigint NOT NULL) WITH (fillfactor = 70);
CREATE INDEX stock_category_idx ON stock (category, popularity DESC);
