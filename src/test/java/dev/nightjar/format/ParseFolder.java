package dev.nightjar.format;

import dev.nightjar.config.Problems;
import dev.nightjar.model.Block;
import dev.nightjar.model.LogRecord;
import dev.nightjar.model.SourceFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Prints every record of every file of a folder as a line of JSON, in UTC where the text names no zone. For
/// measuring, by hand: `java … dev.nightjar.format.ParseFolder FOLDER > events.jsonl`; the formats found go to
/// standard error.
final class ParseFolder {

    private ParseFolder() {}

    public static void main(String[] args) throws IOException {
        Path root = Path.of(args[0]);
        Formats formats = Formats.load(Optional.empty(), FormatsTest.OPENERS, new Problems());
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        List<Path> files;
        try (Stream<Path> walk = Files.walk(root)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path path : files) {
            parse(formats, root, path, out);
        }
        out.flush();
    }

    private static void parse(Formats formats, Path root, Path path, PrintStream out) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        Format format = formats.detect(bytes, Math.min(bytes.length, Formats.SAMPLE), "auto");
        String name = root.relativize(path).toString();
        System.err.println(name + "\t" + format.name() + "\t" + format.reason());
        Instant modified = Files.getLastModifiedTime(path).toInstant();
        SourceFile file = new SourceFile("00", path, "x", "h", ZoneId.of("UTC"), modified);
        Block block = new Block(file, 0, bytes, 0, bytes.length, bytes.length, true, true);
        format.scanAll(block, true, r -> out.println(json(name, format, r, bytes)));
    }

    private static String json(String file, Format format, LogRecord r, byte[] bytes) {
        int lines = 1;
        for (int i = (int) r.start(); i < r.end(); i++) {
            lines += bytes[i] == '\n' ? 1 : 0;
        }
        StringBuilder json = new StringBuilder("{\"file\":").append(GoldenTest.quoted(file));
        json.append(",\"line_start\":")
                .append(r.line())
                .append(",\"line_end\":")
                .append(r.line() + lines - 1);
        json.append(",\"format\":").append(GoldenTest.quoted(format.name().startsWith("plain") ? null : format.name()));
        Instant time = r.time();
        if (time != null) {
            json.append(",\"ts\":\"").append(time).append('"');
            json.append(",\"ts_local\":\"")
                    .append(LocalDateTime.ofInstant(time, ZoneOffset.UTC))
                    .append('"');
        }
        json.append(",\"level\":")
                .append(GoldenTest.quoted(r.level() == null ? null : r.level().name()));
        return json.append(",\"message\":")
                .append(GoldenTest.quoted(r.text().lines().findFirst().orElse("")))
                .append('}')
                .toString();
    }
}
