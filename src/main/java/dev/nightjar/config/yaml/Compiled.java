package dev.nightjar.config.yaml;

import dev.nightjar.config.yaml.Doc.Member;
import dev.nightjar.config.yaml.Doc.Nothing;
import dev.nightjar.config.yaml.Doc.Value;
import dev.nightjar.config.yaml.Problems.Place;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.zip.CRC32;

/// The definitions that ship with Nightjar as trees, made by the build: reading their YAML would be a fifth of a
/// short
/// scan. Each file's
/// checksum stands with its tree; the one that a jar has beside the file decides whether the tree is still that
/// file's.
///
/// A number is a varint; a text its length in bytes and UTF-8; a value its line, column, kind, count and content.
public final class Compiled {

    static final String NAME = "nightjar/definitions";
    private static final int SCALAR = 0;
    private static final int LIST = 1;
    private static final int MAPPING = 2;
    private static final int NOTHING = 3;

    /// A file's tree.
    private record Tree(long checksum, int at) {}

    private final byte[] bytes;
    private final Map<String, Tree> trees = new LinkedHashMap<>();
    private int at;

    private Compiled(byte[] bytes) {
        this.bytes = bytes;
        int files = ByteBuffer.wrap(bytes).getInt();
        at = Integer.BYTES;
        for (int i = 0; i < files; i++) {
            String file = text();
            long checksum = number();
            int length = (int) number();
            trees.put(file, new Tree(checksum, at));
            at += length;
        }
    }

    /// That of a jar, if the build made one.
    static Optional<Compiled> of(JarFile jar) throws IOException {
        var entry = jar.getEntry(NAME);
        if (entry == null) {
            return Optional.empty();
        }
        try (InputStream in = jar.getInputStream(entry)) {
            return Optional.of(new Compiled(in.readAllBytes()));
        }
    }

    static Compiled of(byte[] bytes) {
        return new Compiled(bytes);
    }

    /// The tree of a file, if it is that of the text with this checksum.
    ///
    /// @param file kind and name, as `Doc`'s places have it
    Optional<Doc> doc(String file, long checksum, Problems problems) {
        Tree tree = trees.get(file);
        if (tree == null || tree.checksum() != checksum) {
            return Optional.empty();
        }
        at = tree.at();
        Place start = new Place(file, 1, 1);
        return Optional.of(new Doc(start, members(file), problems));
    }

    private Value value(String file) {
        Place place = place(file);
        int kind = bytes[at++];
        return new Value(
                place,
                switch (kind) {
                    case SCALAR -> text();
                    case LIST -> items(file);
                    case MAPPING -> members(file);
                    case NOTHING -> new Nothing();
                    default -> throw new IllegalStateException("kind " + kind + " in " + NAME);
                });
    }

    private List<Value> items(String file) {
        int count = (int) number();
        List<Value> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            items.add(value(file));
        }
        return items;
    }

    private Map<String, Member> members(String file) {
        int count = (int) number();
        Map<String, Member> members = LinkedHashMap.newLinkedHashMap(count);
        for (int i = 0; i < count; i++) {
            String key = text();
            members.put(key, new Member(place(file), value(file)));
        }
        return members;
    }

    private Place place(String file) {
        int line = (int) number();
        return new Place(file, line, (int) number());
    }

    private String text() {
        int length = (int) number();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    private long number() {
        long number = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[at++];
            number |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return number;
            }
        }
    }

    /// Writes the trees of all definitions below a folder of classes, into that folder. A part of the build.
    public static void main(String[] args) throws IOException {
        Path classes = Path.of(args[0]);
        Map<String, String> texts = new TreeMap<>();
        Path root = classes.resolve("nightjar");
        try (var files = Files.walk(root, 2)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".yaml")).toList()) {
                texts.put(root.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        Files.write(classes.resolve(NAME), write(texts));
    }

    /// @param texts by kind and name
    static byte[] write(Map<String, String> texts) {
        Problems problems = new Problems();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(texts.size()).array());
        texts.forEach((file, text) -> {
            ByteArrayOutputStream tree = new ByteArrayOutputStream();
            writeMembers(tree, Yaml.read(file, text, problems).members());
            writeText(all, file);
            writeNumber(all, checksum(text));
            writeNumber(all, tree.size());
            all.writeBytes(tree.toByteArray());
        });
        problems.failIfAny();
        return all.toByteArray();
    }

    static long checksum(String text) {
        CRC32 checksum = new CRC32();
        checksum.update(text.getBytes(StandardCharsets.UTF_8));
        return checksum.getValue();
    }

    private static void writeMembers(ByteArrayOutputStream to, Map<String, Member> members) {
        writeNumber(to, members.size());
        members.forEach((key, member) -> {
            writeText(to, key);
            writePlace(to, member.key());
            writeValue(to, member.value());
        });
    }

    @SuppressWarnings("unchecked")
    private static void writeValue(ByteArrayOutputStream to, Value value) {
        writePlace(to, value.place());
        switch (value.content()) {
            case String text -> {
                to.write(SCALAR);
                writeText(to, text);
            }
            case List<?> items -> {
                to.write(LIST);
                writeNumber(to, items.size());
                ((List<Value>) items).forEach(item -> writeValue(to, item));
            }
            case Map<?, ?> members -> {
                to.write(MAPPING);
                writeMembers(to, (Map<String, Member>) members);
            }
            case Object nothing -> to.write(NOTHING);
        }
    }

    private static void writePlace(ByteArrayOutputStream to, Place place) {
        writeNumber(to, place.line());
        writeNumber(to, place.column());
    }

    private static void writeText(ByteArrayOutputStream to, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        writeNumber(to, utf8.length);
        to.writeBytes(utf8);
    }

    private static void writeNumber(ByteArrayOutputStream to, long number) {
        long left = number;
        while (left > 0x7f) {
            to.write((int) (left & 0x7f | 0x80));
            left >>>= 7;
        }
        to.write((int) left);
    }
}
