package io.throughline.examples.shop.normalise;

/** Reads Java stack traces printed as text. */
final class StackText {
    private StackText() {}

    /** The method of the first frame in the shop's own code, or of the first frame at all; empty without frames. */
    static String firstFrame(String stack) {
        String first = "";
        for (String line : stack.split("\n", -1)) {
            String frame = line.strip();
            if (!frame.startsWith("at ")) {
                continue;
            }
            int end = frame.indexOf('(');
            String method = frame.substring(3, end < 0 ? frame.length() : end);
            if (method.startsWith("shop.")) {
                return method;
            }
            if (first.isEmpty()) {
                first = method;
            }
        }
        return first;
    }
}
