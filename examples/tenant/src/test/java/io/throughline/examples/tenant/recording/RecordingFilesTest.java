package io.throughline.examples.tenant.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingFilesTest {

    private static final String FOLDER = "io/throughline/examples/tenant/recordings/";

    @TempDir
    Path folder;

    @Test
    void takesARecordingOutOfAJar() throws IOException {
        Path jar = folder.resolve("recordings of a jar.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String name : new String[] {"cpu/recording.json", "cpu/sonar/one.json", "other/recording.json"}) {
                out.putNextEntry(new JarEntry(FOLDER + name));
                out.write(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            Path found = RecordingFiles.onClassPath("cpu", folder.resolve("out"), loader);

            assertThat(found.resolve("recording.json")).hasContent("cpu/recording.json");
            assertThat(found.resolve("sonar/one.json")).hasContent("cpu/sonar/one.json");
            assertThat(folder.resolve("out/other")).doesNotExist();
        }
    }

    @Test
    void readsAFolderOfTheClassPathWhereItIs() throws IOException {
        Path recording = Files.createDirectories(folder.resolve("classes").resolve(FOLDER + "quiet"));
        Files.writeString(recording.resolve("recording.json"), "{}");
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.resolve("classes").toUri().toURL()}, null)) {
            assertThat(RecordingFiles.onClassPath("quiet", folder.resolve("out"), loader))
                    .isEqualTo(recording);
            assertThatThrownBy(() -> RecordingFiles.onClassPath("cpu", folder.resolve("out"), loader))
                    .hasMessage("there is no recording 'cpu' on the class path; there are [quiet]");
        }
    }
}
