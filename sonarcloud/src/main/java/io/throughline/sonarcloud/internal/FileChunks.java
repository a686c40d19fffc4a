package io.throughline.sonarcloud.internal;

import java.util.ArrayList;
import java.util.List;

/** Divides files so that those of one search fit into its address. */
public final class FileChunks {

    private static final int MOST_FILES = 100;
    // Servers and proxies take lines of 8 KiB; encoding may triple a key's special characters.
    private static final int MOST_CHARACTERS = 3_000;

    private FileChunks() {}

    /** Returns the files in their order, each once. */
    public static List<List<String>> of(List<String> files) {
        List<List<String>> chunks = new ArrayList<>();
        List<String> chunk = new ArrayList<>();
        int characters = 0;
        for (String file : files) {
            if (!chunk.isEmpty() && (chunk.size() >= MOST_FILES || characters + file.length() > MOST_CHARACTERS)) {
                chunks.add(chunk);
                chunk = new ArrayList<>();
                characters = 0;
            }
            chunk.add(file);
            characters += file.length() + 1;
        }
        if (!chunk.isEmpty()) {
            chunks.add(chunk);
        }
        return chunks;
    }

    /** Returns two halves of two or more files. */
    public static List<List<String>> halves(List<String> files) {
        return List.of(files.subList(0, files.size() / 2), files.subList(files.size() / 2, files.size()));
    }
}
