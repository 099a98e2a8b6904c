package dev.nightjar.care;

import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.text.Json;
import dev.nightjar.text.JsonReader;
import dev.nightjar.text.LineFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a backup has: `backup.jsonl` in it, written last. A folder without it is no backup.
///
/// @param version of the Nightjar that wrote it
/// @param made when
/// @param run that wrote the commit, empty without an index
public record BackupList(String version, Instant made, String run, List<Item> items) {

    private static final String FILE = "backup.jsonl";

    /// A file in it.
    ///
    /// @param name path below the folder, with `/`
    /// @param sum SHA-256, hex
    public record Item(String name, long bytes, String sum) {}

    /// Bytes of all files.
    public long bytes() {
        return items.stream().mapToLong(Item::bytes).sum();
    }

    void write(Path folder) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append(new Json()
                        .put("kind", "nightjar-backup")
                        .put("version", version)
                        .put("made", made)
                        .put("run", run))
                .append('\n');
        items.forEach(item -> text.append(new Json()
                        .put("name", item.name)
                        .put("bytes", item.bytes)
                        .put("sha256", item.sum))
                .append('\n'));
        PrivateFiles.write(
                folder.resolve(FILE), out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /// Reads the list, and compares every file with it.
    ///
    /// @throws Failure with exit code 66 if the folder is no backup, 65 if a file of it is not what was written, 74
    ///     if it cannot be read
    public static BackupList verified(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new Failure(
                    Exit.NO_SOURCE, folder + " is no backup (it has no " + FILE + "): name the folder of one");
        }
        try {
            BackupList list = read(file);
            for (Item item : list.items) {
                list.compare(folder, item);
            }
            return list;
        } catch (IllegalArgumentException e) {
            throw damaged(file, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new Failure(Exit.IO, "the backup in " + folder + " cannot be read: " + LineFile.reason(e), e);
        }
    }

    private void compare(Path folder, Item item) throws IOException {
        Path file = folder.resolve(item.name).normalize();
        if (!file.startsWith(folder.normalize()) || item.name.isEmpty()) {
            throw damaged(folder.resolve(FILE), "it names " + item.name + ", which is outside");
        }
        if (!Files.isRegularFile(file)) {
            throw damaged(file, "it is missing");
        }
        if (Files.size(file) != item.bytes || !PrivateFiles.sum(file).equals(item.sum)) {
            throw damaged(file, "it is not what was written");
        }
    }

    private static Failure damaged(Path file, String what) {
        return new Failure(
                Exit.INDEX_DAMAGED, "backup damaged: " + file + ": " + what + "; take another, nothing was changed");
    }

    private static BackupList read(Path file) throws IOException {
        List<Map<String, Object>> lines = new ArrayList<>();
        new LineFile(file).each(line -> lines.add(JsonReader.object(line.text())));
        if (lines.isEmpty() || !"nightjar-backup".equals(lines.getFirst().get("kind"))) {
            throw new IllegalArgumentException("it does not begin with what it is");
        }
        Map<String, Object> head = lines.removeFirst();
        List<Item> items = lines.stream()
                .map(line -> new Item(text(line, "name"), number(line), text(line, "sha256")))
                .toList();
        return new BackupList(text(head, "version"), made(text(head, "made")), text(head, "run"), items);
    }

    private static Instant made(String text) {
        try {
            return Instant.parse(text);
        } catch (java.time.format.DateTimeParseException e) {
            throw new IllegalArgumentException("'" + text + "' is no time", e);
        }
    }

    private static String text(Map<String, Object> line, String name) {
        if (line.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("no '" + name + "' in a line of it");
    }

    private static long number(Map<String, Object> line) {
        if (line.get("bytes") instanceof Long bytes) {
            return bytes;
        }
        throw new IllegalArgumentException("no 'bytes' in a line of it");
    }
}
