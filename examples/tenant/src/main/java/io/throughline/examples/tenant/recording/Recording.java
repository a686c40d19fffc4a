package io.throughline.examples.tenant.recording;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.examples.tenant.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A stretch of recorded operation, after the normal days that precede it. Immutable; the files are read when asked for.
 *
 * @param manifest what the stretch says about itself
 * @param folders of the normal days that it continues, if it does, then its own
 */
public record Recording(Manifest manifest, List<Path> folders) {

    /** Copies the list. */
    public Recording {
        folders = List.copyOf(folders);
    }

    /**
     * Finds a recording.
     *
     * @param id of the stretch
     * @param recordings the folder it is in; empty for the class path
     * @param temporary where files of a jar are unpacked
     * @throws IllegalArgumentException if there is none of this id
     */
    public static Recording find(String id, Optional<Path> recordings, Path temporary) {
        Path stretch = folder(id, recordings, temporary);
        Manifest manifest = Manifest.read(stretch.resolve("recording.json"));
        List<Path> folders = new ArrayList<>();
        manifest.continues().ifPresent(before -> folders.add(folder(before, recordings, temporary)));
        folders.add(stretch);
        return new Recording(manifest, folders);
    }

    private static Path folder(String id, Optional<Path> recordings, Path temporary) {
        return recordings
                .map(folder -> RecordingFiles.in(folder, id))
                .orElseGet(() -> RecordingFiles.onClassPath(id, temporary, Recording.class.getClassLoader()));
    }

    /** Returns the files of a name, at most one of each folder. */
    public List<Path> files(String name) {
        return folders.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isRegularFile)
                .toList();
    }

    /** Returns the JSON files in the folders of a name, in the order of their names. */
    public List<JsonNode> documents(String folderName) {
        List<JsonNode> documents = new ArrayList<>();
        for (Path folder : folders) {
            Path below = folder.resolve(folderName);
            if (!Files.isDirectory(below)) {
                continue;
            }
            try (Stream<Path> files = Files.list(below)) {
                files.filter(file -> file.toString().endsWith(".json"))
                        .sorted()
                        .map(Json::read)
                        .forEach(documents::add);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot list " + below, e);
            }
        }
        return documents;
    }

    /**
     * Returns the items of a JSON list, or of the list {@code member} of a JSON object, of all folders in order.
     */
    public List<JsonNode> items(String file, String member) {
        List<JsonNode> items = new ArrayList<>();
        for (Path path : files(file)) {
            JsonNode json = Json.read(path);
            (json.isArray() ? json : json.path(member)).forEach(items::add);
        }
        return items;
    }
}
