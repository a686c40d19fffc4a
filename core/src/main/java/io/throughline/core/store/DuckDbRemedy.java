package io.throughline.core.store;

import java.util.List;

/** What to do about a failure of DuckDB, told by the words of its message: its driver gives no codes. */
@SuppressWarnings("ImmutableEnumChecker") // The lists are those of List.of.
enum DuckDbRemedy {
    INVALIDATED("; close the store and open it again, it resumes from its last complete write", "has been invalidated"),
    FULL(
            "; free space on the disk, close the store and open it again: it resumes from its last complete write",
            "No space left",
            "disk full",
            "not enough space"),
    READ_ONLY(
            "; make the file and its folder writable, or choose another place for the store",
            "Read-only file system",
            "Permission denied",
            "Operation not permitted",
            "read-only mode"),
    DAMAGED(
            "; it is damaged: put a copy in its place, or move it away (and the .wal file beside it) and sync again",
            "Corrupt",
            "checksum",
            "Could not read enough bytes",
            "replaying WAL",
            "Serialization Error",
            "INTERNAL Error",
            "not a valid DuckDB database file",
            "Unsupported compression",
            "older version of the storage",
            "version number");

    private final String sentence;
    private final List<String> words;

    DuckDbRemedy(String sentence, String... words) {
        this.sentence = sentence;
        this.words = List.of(words);
    }

    /** Returns the message with what to do about it, as far as that is known. */
    static String added(String message) {
        for (DuckDbRemedy remedy : values()) {
            if (remedy.words.stream().anyMatch(message::contains)) {
                return message + remedy.sentence;
            }
        }
        return message;
    }
}
