-- Customers are to find their orders whichever way they write their address (SHOP-241).
CREATE INDEX orders_customer_email_lower_idx ON orders (lower(customer_email));
DROP INDEX orders_customer_email_idx;
