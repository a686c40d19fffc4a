package io.throughline.azure.cost;

/** What costs are grouped by. */
public sealed interface CostGrouping {

    /** Returns the name: of a dimension, or of a tag. */
    String name();

    /** A dimension, such as {@code ResourceId}, {@code ResourceGroupName}, {@code MeterCategory} or {@code ChargeType}. */
    record Dimension(String name) implements CostGrouping {

        public Dimension {
            if (!name.matches("[A-Za-z]{1,60}")) {
                throw new IllegalArgumentException("a dimension has a name of letters, was '" + name + "'");
            }
        }
    }

    /** A tag; rows then have the columns {@code TagKey} and {@code TagValue}. */
    record Tag(String name) implements CostGrouping {

        public Tag {
            if (name.isBlank()) {
                throw new IllegalArgumentException("the name of a tag must not be blank");
            }
        }
    }
}
