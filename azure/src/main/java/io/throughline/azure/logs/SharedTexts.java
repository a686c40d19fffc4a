package io.throughline.azure.logs;

import org.jspecify.annotations.Nullable;

/**
 * Keeps one text for all cells that say the same: names of roles and operations repeat a thousand times. A text is looked
 * up by its characters where the parser read them, so that one known already costs no object. Columns whose texts hardly
 * repeat are left alone after a while. Not thread-safe.
 */
final class SharedTexts {

    /** Longer texts seldom repeat. */
    private static final int LONGEST = 256;
    /** Different texts that are kept at most. */
    private static final int MOST = 1 << 15;

    private @Nullable String[] slots = new String[64];
    private int known;
    private String last = "";

    String of(String text) {
        return text.length() > LONGEST ? text : of(text.toCharArray(), 0, text.length());
    }

    String of(char[] text, int from, int length) {
        if (length == 0) {
            return "";
        }
        if (same(last, text, from, length)) {
            return last;
        }
        if (length > LONGEST) {
            return new String(text, from, length);
        }
        int hash = 0;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + text[i];
        }
        int slot = slot(hash);
        for (String there = slots[slot]; there != null; there = slots[slot]) {
            if (there.hashCode() == hash && same(there, text, from, length)) {
                last = there;
                return there;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        String made = new String(text, from, length);
        last = made;
        if (known < MOST) {
            slots[slot] = made;
            if (++known * 2 > slots.length) {
                grow();
            }
        }
        return made;
    }

    private void grow() {
        @Nullable String[] before = slots;
        slots = new String[before.length * 2];
        for (String text : before) {
            if (text != null) {
                int slot = slot(text.hashCode());
                while (slots[slot] != null) {
                    slot = (slot + 1) & (slots.length - 1);
                }
                slots[slot] = text;
            }
        }
    }

    private int slot(int hash) {
        return (((hash ^ (hash >>> 16)) * 0x9E3779B9) >>> 7) & (slots.length - 1);
    }

    private static boolean same(String known, char[] text, int from, int length) {
        if (known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (known.charAt(i) != text[from + i]) {
                return false;
            }
        }
        return true;
    }
}
