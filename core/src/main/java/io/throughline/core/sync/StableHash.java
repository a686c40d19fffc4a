package io.throughline.core.sync;

/** Shares of a whole that look random and are always the same for the same name: jitter without a random number. */
final class StableHash {

    private StableHash() {}

    /** Returns a number in {@code [0, 1)} for a name and a count. */
    static double share(String name, long count) {
        long hash = 0xcbf29ce484222325L ^ count; // FNV-1a, then the finalizer of SplitMix64
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        hash ^= hash >>> 31;
        return (hash >>> 11) * 0x1.0p-53;
    }
}
