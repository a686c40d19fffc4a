package io.throughline.correlation.cause;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Something that was measured of a node over time. A closed set: each kind is weighed in its own way. */
public sealed interface Measure {

    /** Returns the node that it tells of: of a call the one that is called. */
    String node();

    /** Returns what is measured, for people: {@code cpu}, the text of a log statement… */
    String name();

    /**
     * How much of something a node or one of its instances uses or does.
     *
     * @param node the node, for example a service
     * @param instance which of its instances, or the node itself
     * @param resource what sort of level
     * @param name what: the same name means the same unit at all nodes
     * @param course levels, in any unit
     */
    record Level(String node, String instance, Resource resource, String name, Course course) implements Measure {

        /** What sort of level: some explain others. */
        public enum Resource {
            /** Time of processors. */
            CPU,
            /** Memory: who is short of it also needs processors, to page and to collect garbage. */
            MEMORY,
            /** Any other. */
            OTHER
        }

        public Level {
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(instance, "instance");
            Objects.requireNonNull(resource, "resource");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(course, "course");
        }
    }

    /**
     * How a node answers all who call it.
     *
     * @param node the node
     * @param requests how many requests were answered, at each instant in the bucket that begins there
     * @param latency their mean duration, seconds, including the time that the node waits for others; null if not measured
     * @param failures the share that failed, in {@code [0, 1]}; null if not measured
     */
    record Answers(
            String node,
            Course requests,
            @Nullable Course latency,
            @Nullable Course failures) implements Measure {

        public Answers {
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(requests, "requests");
        }

        @Override
        public String name() {
            return "answers";
        }
    }

    /**
     * How long calls from one node to another take. What the caller sees beyond the callee's own account is lost on the way.
     *
     * @param caller who calls
     * @param node who is called
     * @param seenByCaller durations at the caller
     * @param seenByCallee durations at the callee in the same unit, or null if not measured
     */
    record Way(
            String caller,
            String node,
            Course seenByCaller,
            @Nullable Course seenByCallee) implements Measure {

        public Way {
            Objects.requireNonNull(caller, "caller");
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(seenByCaller, "seenByCaller");
        }

        @Override
        public String name() {
            return "calls from " + caller;
        }
    }

    /**
     * How often a place in a node's code was passed.
     *
     * @param node the node
     * @param sort what sort of place
     * @param name the statement or operation, stable over time
     * @param counts how often, at each instant in the bucket that begins there; a bucket of which nothing is known has none,
     *     one in which it was not passed may have none as well if another statement of the node has one
     */
    record Passes(String node, Sort sort, String name, Course counts) implements Measure {

        /** What sort of place in the code. */
        public enum Sort {
            /** An operation that was called, from a trace. */
            OPERATION,
            /** A log statement. */
            STATEMENT,
            /** A log statement of an error. */
            ERROR
        }

        public Passes {
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(sort, "sort");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(counts, "counts");
        }
    }
}
