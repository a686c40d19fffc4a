package io.throughline.examples.tenant.azure;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.examples.tenant.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the sizes of the shop's resources cost by the public list, see {@code prices.json} for its date and region. The sizes
 * were not recorded; they are the ones that fit how the recording measured, for which the file gives the reason.
 *
 * @param currency ISO 4217
 * @param sizes by resource type, lower case
 */
record PriceList(String currency, Map<String, Size> sizes, List<Meter> meters) {

    private static final String FILE = "prices.json";

    /** What a meter counts. */
    enum Measured {
        /** Hours in which the resource was measured. */
        HOURS,
        /** 10^9 bytes that came into the workspace. */
        GIGABYTES
    }

    /** A size of a resource, as Resource Manager's {@code sku}. */
    record Size(String name, String tier, int capacity) {}

    /**
     * A line of the list.
     *
     * @param price of a unit
     * @param perUnit how many units an hour of a resource, or a gigabyte, is
     * @param freeInMonth how many of what is counted each calendar month gives away
     */
    record Meter(
            String resourceType,
            String serviceName,
            String productName,
            String meter,
            String unit,
            BigDecimal price,
            Measured measured,
            BigDecimal perUnit,
            BigDecimal freeInMonth) {}

    PriceList {
        sizes = Map.copyOf(sizes);
        meters = List.copyOf(meters);
    }

    static PriceList read() {
        try (InputStream in = PriceList.class.getResourceAsStream("/io/throughline/examples/tenant/azure/" + FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not on the class path");
            }
            return of(Json.mapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }

    private static PriceList of(JsonNode json) {
        Map<String, Size> sizes = new LinkedHashMap<>();
        json.path("sizes").properties().forEach(entry -> sizes.put(entry.getKey(), size(entry.getValue())));
        List<Meter> meters = new ArrayList<>();
        for (JsonNode meter : json.path("meters")) {
            BigDecimal provisioned = number(meter, "provisioned", "1");
            BigDecimal hours = number(meter, "hoursInUnit", "1");
            meters.add(new Meter(
                    meter.path("resourceType").asText(),
                    meter.path("serviceName").asText(),
                    meter.path("productName").asText(),
                    meter.path("meter").asText(),
                    meter.path("unit").asText(),
                    number(meter, "price", "0"),
                    Measured.valueOf(meter.path("measured").asText()),
                    provisioned.divide(hours, java.math.MathContext.DECIMAL64),
                    number(meter, "freeInMonth", "0")));
        }
        return new PriceList(json.path("currency").asText(), sizes, meters);
    }

    private static Size size(JsonNode json) {
        return new Size(
                json.path("name").asText(),
                json.path("tier").asText(),
                json.path("capacity").asInt());
    }

    private static BigDecimal number(JsonNode json, String member, String otherwise) {
        return new BigDecimal(json.path(member).asText(otherwise));
    }

    Optional<Size> size(String resourceType) {
        return Optional.ofNullable(sizes.get(resourceType));
    }
}
