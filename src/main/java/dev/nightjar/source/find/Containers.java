package dev.nightjar.source.find;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names of containers, as Docker keeps them beside their logs: the folders are called by ids, which are others after
/// each deployment.
public final class Containers {

    private static final String SAID_IN = "config.v2.json";
    private static final int MOST = 1 << 20;

    /// A container's own name begins with a slash; those of volumes and policies do not.
    private static final Pattern NAME = Pattern.compile("\"Name\"\\s*:\\s*\"/([A-Za-z0-9][A-Za-z0-9_.-]*)\"");

    private final Map<Path, Optional<String>> names = new HashMap<>();

    /// The name of the container that a file lies in the folder of; empty if it is not said there.
    public Optional<String> name(Path file) {
        Path folder = file.getParent();
        return folder == null ? Optional.empty() : names.computeIfAbsent(folder, Containers::read);
    }

    private static Optional<String> read(Path folder) {
        Path said = folder.resolve(SAID_IN);
        if (!Files.isRegularFile(said)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(said)) {
            Matcher name = NAME.matcher(new String(in.readNBytes(MOST), StandardCharsets.UTF_8));
            return name.find() ? Optional.of(name.group(1)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // who may not read it may not read the logs beside it either
        }
    }
}
