package dev.nightjar.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// Where a target begins: the repository's own samples as inputs of that target. Longer ones are cut: a fuzzer
/// is quick with short ones.
final class Corpus {

    private static final int LONGEST = 1_000;

    private Corpus() {}

    /// `java … dev.nightjar.fuzz.Corpus TARGET FOLDER`.
    public static void main(String[] args) throws IOException {
        Target target = Target.valueOf(args[0].toUpperCase(Locale.ROOT));
        Path folder = Files.createDirectories(Path.of(args[1]));
        for (Path file : files(target)) {
            byte[] bytes = Files.readAllBytes(file);
            byte[] cut = java.util.Arrays.copyOf(bytes, Math.min(bytes.length, LONGEST));
            for (byte[] input : inputs(target, file, cut)) {
                String name = HexFormat.of().toHexDigits(java.util.Arrays.hashCode(input));
                Files.write(folder.resolve(file.getFileName() + "-" + name), input);
            }
        }
    }

    private static List<Path> files(Target target) throws IOException {
        return switch (target) {
            case DETECT, RECORDS, SCRUB, TEMPLATES, PACKED -> below("samples/formats");
            case TRACES -> below("samples/traces");
            case JSON -> below("samples/formats/json");
            case YAML ->
                Stream.concat(below("jobs").stream(), below("samples/shop").stream())
                        .filter(file -> file.toString().endsWith(".yaml"))
                        .toList();
            case QUERY, TIMES, LAYOUT -> List.of();
        };
    }

    private static List<Path> below(String folder) throws IOException {
        if (!Files.isDirectory(Path.of(folder))) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static List<byte[]> inputs(Target target, Path file, byte[] bytes) throws IOException {
        return switch (target) {
            case RECORDS ->
                List.of(
                        RecordsTarget.input("", bytes),
                        RecordsTarget.input(file.getParent().getFileName().toString(), bytes));
            case PACKED -> List.of(gzip(bytes), bytes);
            case YAML ->
                Stream.of("0", "1", "2").map(kind -> joined(kind, bytes)).toList();
            default -> List.of(bytes);
        };
    }

    private static byte[] joined(String first, byte[] bytes) {
        return (first + new String(bytes, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
