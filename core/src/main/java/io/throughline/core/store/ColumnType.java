package io.throughline.core.store;

/** The types of columns that stores need. */
enum ColumnType {
    /** A whole number of 32 bits. */
    INTEGER,
    /** A whole number of 64 bits. */
    BIGINT,
    /** A binary64 number. */
    DOUBLE,
    /** Unicode text of any length, any character but U+0000 guaranteed. */
    TEXT,
    /** Bytes. */
    BINARY,
    /** Where a row is ({@link Dialect#position()}); of temporary tables only. */
    POSITION
}
