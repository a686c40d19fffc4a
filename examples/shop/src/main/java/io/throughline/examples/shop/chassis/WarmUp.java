package io.throughline.examples.shop.chassis;

/** Whether the current thread serves a deployment's warm-up call, so that calls it makes are marked as such too. */
final class WarmUp {
    private static final ThreadLocal<Boolean> ON = ThreadLocal.withInitial(() -> false);

    private WarmUp() {}

    static void begin(boolean on) {
        ON.set(on);
    }

    static boolean isOn() {
        return ON.get();
    }

    static void end() {
        ON.remove();
    }
}
