package dev.nightjar.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/// Finds the definitions of a kind (`formats`, `traces`, `grouping`): those that ship with Nightjar, overridden
/// by name by those in a folder of the same name beside the configuration. The folders are walked: there is no
/// list to edit.
public final class Definitions {

    private static final String ROOT = "nightjar/";

    private Definitions() {}

    /// All definitions of a kind by file name without ending, in alphabetical order.
    ///
    /// @param beside the configuration's folder, if there is one
    public static Map<String, Doc> load(String kind, Optional<Path> beside, Problems problems) {
        Map<String, Doc> docs = new TreeMap<>();
        texts(kind).forEach((name, text) -> docs.put(name, Yaml.read(kind + "/" + name + ".yaml", text, problems)));
        beside.map(dir -> Yaml.folder(dir.resolve(kind), problems))
                .orElse(List.of())
                .forEach(doc -> docs.put(doc.fileName(), doc));
        return docs;
    }

    /// The texts of all built-in definitions of a kind.
    private static Map<String, String> texts(String kind) {
        try {
            Path home = Path.of(Definitions.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Files.isDirectory(home) ? fromFolder(home.resolve(ROOT + kind)) : fromJar(home, ROOT + kind + "/");
        } catch (IOException e) {
            throw new UncheckedIOException("the definitions that ship with Nightjar cannot be read", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> fromFolder(Path dir) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        if (Files.isDirectory(dir)) {
            try (Stream<Path> files = Files.list(dir)) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
                    texts.put(stem(file.getFileName().toString()), Files.readString(file));
                }
            }
        }
        return texts;
    }

    private static Map<String, String> fromJar(Path jar, String prefix) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            List<String> names = file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(prefix) && name.endsWith(".yaml"))
                    .toList();
            for (String name : names) {
                try (InputStream in = file.getInputStream(file.getEntry(name))) {
                    texts.put(
                            stem(name.substring(prefix.length())),
                            new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return texts;
    }

    private static String stem(String name) {
        return name.substring(0, name.length() - ".yaml".length());
    }
}
