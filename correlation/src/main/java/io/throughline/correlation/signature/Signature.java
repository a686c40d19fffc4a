package io.throughline.correlation.signature;

import java.util.List;
import java.util.Objects;

/**
 * How a well-known failure looks.
 *
 * @param id stable, lower case with hyphens: {@code snat-exhaustion}
 * @param name for people
 * @param family what sort of cause it is
 * @param necessary without any of these it is not this failure
 * @param discriminating what its look-alikes do not show; one will do, none is needed if the list is empty
 * @param contradicting with any of these it is a look-alike
 * @param remedy what helps, one sentence
 */
public record Signature(
        String id,
        String name,
        Family family,
        List<Sign> necessary,
        List<Sign> discriminating,
        List<Sign> contradicting,
        String remedy) {

    /** What sort of cause a signature is about. */
    public enum Family {
        /** A change that people or pipelines made. */
        CHANGE,
        /** A query of a database. */
        QUERY,
        /** A resource at its limit. */
        RESOURCE,
        /** Something that is called. */
        DEPENDENCY
    }

    public Signature {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(family, "family");
        Objects.requireNonNull(remedy, "remedy");
        necessary = List.copyOf(necessary);
        discriminating = List.copyOf(discriminating);
        contradicting = List.copyOf(contradicting);
        if (necessary.isEmpty()) {
            throw new IllegalArgumentException("signature " + id + " must have necessary signs");
        }
    }
}
