package dev.nightjar.config.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/// Finds the definitions of a kind (`formats`, `traces`, `grouping`): those that ship with Nightjar, overridden
/// by name by those in a folder of the same name beside the configuration. The folders are walked: there is no
/// list to edit.
public final class Definitions {

    private static final String ROOT = "nightjar/";
    private static final String ENDING = ".yaml";

    private Definitions() {}

    /// All definitions of a kind by file name without ending, in alphabetical order.
    ///
    /// @param beside the configuration's folder, if there is one
    public static Map<String, Doc> load(String kind, Optional<Path> beside, Problems problems) {
        Map<String, Doc> docs = new TreeMap<>();
        builtIn(kind, docs, problems);
        beside.map(dir -> Yaml.folder(dir.resolve(kind), problems))
                .orElse(List.of())
                .forEach(doc -> docs.put(doc.fileName(), doc));
        return docs;
    }

    private static void builtIn(String kind, Map<String, Doc> docs, Problems problems) {
        try {
            Path home = Path.of(Definitions.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(home)) {
                fromFolder(kind, home.resolve(ROOT + kind), docs, problems);
            } else {
                fromJar(kind, home, docs, problems);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the definitions that ship with Nightjar cannot be read", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void fromFolder(String kind, Path dir, Map<String, Doc> docs, Problems problems) throws IOException {
        if (!Files.isDirectory(dir)) {
            return;
        }
        try (Stream<Path> files = Files.list(dir)) {
            for (Path file : files.filter(f -> f.toString().endsWith(ENDING)).toList()) {
                String name = file.getFileName().toString();
                docs.put(stem(name), Yaml.read(kind + "/" + name, Files.readString(file), problems));
            }
        }
    }

    /// From the trees that the build made, if there are any and they are those of the files.
    private static void fromJar(String kind, Path jar, Map<String, Doc> docs, Problems problems) throws IOException {
        String prefix = ROOT + kind + "/";
        try (JarFile file = new JarFile(jar.toFile())) {
            Optional<Compiled> compiled = Compiled.of(file);
            for (JarEntry entry : (Iterable<JarEntry>) file.stream()::iterator) {
                if (entry.getName().startsWith(prefix) && entry.getName().endsWith(ENDING)) {
                    String name = entry.getName().substring(prefix.length());
                    Optional<Doc> tree =
                            compiled.flatMap(trees -> trees.doc(kind + "/" + name, entry.getCrc(), problems));
                    docs.put(
                            stem(name),
                            tree.isPresent() ? tree.get() : Yaml.read(kind + "/" + name, text(file, entry), problems));
                }
            }
        }
    }

    private static String text(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String stem(String name) {
        return name.substring(0, name.length() - ENDING.length());
    }
}
