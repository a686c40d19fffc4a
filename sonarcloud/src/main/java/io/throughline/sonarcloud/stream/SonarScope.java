package io.throughline.sonarcloud.stream;

import java.net.URI;
import java.util.Collection;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is to be read.
 *
 * @param site the address that people use, for links
 * @param owner what stands before a project's key in ids: the organization, or a server's host
 * @param projects keys of the projects; empty for all that may be browsed
 * @param branches names of branches that are read beside the main one; {@code *} stands for any text
 */
public record SonarScope(URI site, String owner, SortedSet<String> projects, SortedSet<String> branches) {

    public SonarScope {
        Objects.requireNonNull(site, "site");
        Objects.requireNonNull(owner, "owner");
        projects = sorted(projects);
        branches = sorted(branches);
    }

    /** Tells whether the branch of that name is read beside the main one. */
    public boolean reads(String branch) {
        return branches.stream().anyMatch(pattern -> fits(pattern, branch));
    }

    private static boolean fits(String pattern, String name) {
        String[] parts = pattern.split("\\*", -1);
        if (parts.length == 1) {
            return name.equals(pattern);
        }
        if (!name.startsWith(parts[0])) {
            return false;
        }
        int from = parts[0].length();
        for (int i = 1; i < parts.length - 1; i++) {
            int at = name.indexOf(parts[i], from);
            if (at < 0) {
                return false;
            }
            from = at + parts[i].length();
        }
        String end = parts[parts.length - 1];
        return name.length() - end.length() >= from && name.endsWith(end);
    }

    private static SortedSet<String> sorted(Collection<String> texts) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(texts));
    }
}
