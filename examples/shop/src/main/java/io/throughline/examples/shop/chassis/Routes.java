package io.throughline.examples.shop.chassis;

/** Where a product registers its operations. */
public interface Routes {
    /**
     * Registers an operation.
     *
     * @param method HTTP method in upper case
     * @param path servlet mapping: {@code /orders} or {@code /orders/*}
     */
    void on(String method, String path, Handler handler);
}
