package io.throughline.core.store;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes copies of the driver's native library that killed processes left behind: the driver unpacks 60-70 MB into the
 * temporary folder at each start, and removes them only at a regular end.
 */
final class NativeCopies {

    private static final Logger LOG = LoggerFactory.getLogger(NativeCopies.class);
    /** A process loads its copy right after unpacking it; once loaded, a copy's name is no longer needed. */
    private static final Duration SURELY_LOADED = Duration.ofHours(1);

    private NativeCopies() {}

    /**
     * Removes the copies of this user that are an hour older than the newest, which this process has just made. A copy
     * still in use survives: systems that would miss it refuse to remove it.
     */
    static int clean(Path folder) {
        List<Path> copies = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "libduckdb_java*.so")) {
            found.forEach(copies::add);
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("cannot list {}", folder, e);
            return 0;
        }
        Path newest = null;
        Instant newestAt = Instant.MIN;
        for (Path copy : copies) {
            Instant modified = modified(copy);
            if (modified.isAfter(newestAt)) {
                newest = copy;
                newestAt = modified;
            }
        }
        int removed = 0;
        for (Path copy : copies) {
            if (newest != null && modified(copy).isBefore(newestAt.minus(SURELY_LOADED)) && remove(copy, newest)) {
                removed++;
            }
        }
        return removed;
    }

    private static boolean remove(Path copy, Path own) {
        try {
            UserPrincipal owner = Files.getOwner(copy);
            return owner.equals(Files.getOwner(own)) && Files.deleteIfExists(copy);
        } catch (IOException e) {
            LOG.debug("cannot remove {}", copy, e);
            return false;
        }
    }

    /** Returns when the file was written; a file that has just gone is as new as can be, so that nobody touches it. */
    private static Instant modified(Path file) {
        try {
            FileTime time = Files.getLastModifiedTime(file);
            return time.toInstant();
        } catch (IOException e) {
            LOG.debug("cannot see {}", file, e);
            return Instant.MAX;
        }
    }
}
