package io.throughline.examples.tenant.sonarcloud;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.tenant.wire.WireRequest;
import java.util.List;

/**
 * Which page was asked for.
 *
 * @param index from 1
 * @param size how many items
 */
record Paging(int index, int size) {

    static Paging of(WireRequest request, int largest) {
        int index = number(request, "p", 1);
        int size = number(request, "ps", 100);
        if (index < 1) {
            throw SonarErrors.refusal(400, "'p' value (" + index + ") must be greater than 0");
        }
        if (size < 1 || size > largest) {
            throw SonarErrors.refusal(400, "'ps' value (" + size + ") must be less than " + largest);
        }
        return new Paging(index, size);
    }

    private static int number(WireRequest request, String name, int otherwise) {
        String text = request.parameter(name).orElse(String.valueOf(otherwise));
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw SonarErrors.refusal(
                    400, "The '" + name + "' parameter cannot be parsed as an integer value: " + text);
        }
    }

    <T> List<T> of(List<T> all) {
        long from = Math.min(all.size(), (index - 1L) * size);
        return all.subList((int) from, (int) Math.min(all.size(), from + size));
    }

    void write(ObjectNode body, int total) {
        body.putObject("paging").put("pageIndex", index).put("pageSize", size).put("total", total);
    }
}
