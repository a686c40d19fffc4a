package io.throughline.azure.resources;

/** From what a resource takes a tag that it does not have itself; the nearest that has it counts. */
public enum TagInheritance {
    /** From its resource group. */
    RESOURCE_GROUP,
    /** From its subscription. */
    SUBSCRIPTION
}
