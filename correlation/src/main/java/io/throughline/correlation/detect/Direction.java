package io.throughline.correlation.detect;

/** To which side of its baseline a series left. */
public enum Direction {
    UP,
    DOWN
}
