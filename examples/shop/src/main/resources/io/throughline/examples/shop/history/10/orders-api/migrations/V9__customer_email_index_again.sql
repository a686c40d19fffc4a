-- The history is still looked up by the address itself, which V8's index cannot serve.
CREATE INDEX orders_customer_email_idx ON orders (customer_email);
DROP INDEX orders_customer_email_lower_idx;
