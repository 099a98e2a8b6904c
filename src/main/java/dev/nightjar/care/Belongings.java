package dev.nightjar.care;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What stands in a data folder beside the index. The pages are not among it: they are made of the rest.
final class Belongings {

    /// Lines that are only ever appended: decisions, and what was told.
    static final List<String> GROWING = List.of("triage.jsonl", "sent.jsonl");

    /// Belongs to the index that it was learned with.
    static final List<String> WITH_INDEX = List.of("learned");

    /// Of use with any index.
    static final List<String> BESIDE = List.of("history", "outbox", "hooks", "quarantine.jsonl");

    private Belongings() {}

    /// Paths below a data folder, with `/`, of all files that are there. No links, no locks, nothing half
    /// written.
    static List<String> files(Path data) throws IOException {
        List<String> all =
                Stream.of(GROWING, WITH_INDEX, BESIDE).flatMap(List::stream).toList();
        return all.stream().flatMap(name -> below(data, data.resolve(name))).toList();
    }

    private static Stream<String> below(Path data, Path top) {
        if (!Files.exists(top, LinkOption.NOFOLLOW_LINKS)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.walk(top)) {
            return files
                    .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> data.relativize(file).toString())
                    .filter(name -> !name.endsWith("/.lock") && !name.endsWith(".new") && !name.endsWith(".trace.db"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
