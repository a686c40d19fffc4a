package io.throughline.correlation;

/** What can go wrong in the generated shop. */
final class Faults {

    private Faults() {}

    static Shop.Fault none() {
        return new Shop.Fault() {};
    }

    /** A query's plan flips at the start; its service is slow at once and fails three minutes later. */
    static Shop.Fault database(int start, int end) {
        return new Shop.Fault() {
            @Override
            public double slower(String service, int minute) {
                return !within(minute, start, end)
                        ? 1
                        : service.equals("orders") ? 9 : service.equals("storefront") ? 6 : 1;
            }

            @Override
            public double failing(String service, int minute) {
                return service.equals("orders") && within(minute, start + 3, end) ? 0.4 : 0;
            }

            @Override
            public double query(int minute) {
                return within(minute + 4, start, end) ? 60 : 1;
            }
        };
    }

    /** A processor fills, its service becomes slow and its callers with it. */
    static Shop.Fault processor(int start, int end) {
        return new Shop.Fault() {
            @Override
            public double cpu(String service, int minute) {
                return service.equals("inventory") && within(minute, start, end) ? 0.97 : 0.3;
            }

            @Override
            public double slower(String service, int minute) {
                return !within(minute, start + 1, end)
                        ? 1
                        : switch (service) {
                            case "inventory" -> 8;
                            case "orders" -> 4;
                            case "storefront" -> 3;
                            default -> 1;
                        };
            }

            @Override
            public double failing(String service, int minute) {
                return service.equals("orders") && within(minute, start + 4, end) ? 0.2 : 0;
            }
        };
    }

    static boolean within(int minute, int start, int end) {
        return minute >= start && minute < end;
    }
}
