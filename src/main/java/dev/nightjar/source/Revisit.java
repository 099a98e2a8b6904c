package dev.nightjar.source;

import dev.nightjar.model.log.Position;
import dev.nightjar.model.log.SourceFile;
import dev.nightjar.source.find.ContentHash;
import dev.nightjar.source.find.Unreadable;
import dev.nightjar.source.packed.Bundle;
import dev.nightjar.source.packed.Packing;
import dev.nightjar.source.packed.Unpacked;
import dev.nightjar.source.read.Loaded;
import dev.nightjar.source.read.Piece;
import dev.nightjar.source.read.Pieces;
import dev.nightjar.source.text.Encoding;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A file that an earlier run read, read again at some places. It is looked for where it was last, then among the
/// files beside it whose names begin alike, for it may have been rotated or packed since; what begins with other
/// bytes is not it.
public final class Revisit {

    /// Bytes read on each side of a place.
    public static final int AROUND = 1 << 20;

    /// Files beside it that are looked at.
    private static final int BESIDE = 200;

    private static final String MEMBER = "!/";

    private final Position known;
    private final SourceFile file;
    private final Encoding encoding;
    private final ContentHash hash = new ContentHash(new byte[8]);

    /// @param zone for times whose text names none
    public Revisit(Position known, ZoneId zone) {
        this.known = known;
        this.encoding = Encoding.named(known.encoding());
        this.file = new SourceFile(
                known.fileId(),
                Path.of(known.path()),
                known.project(),
                known.host(),
                zone,
                known.identity().modified());
    }

    /// Reads what a file has at the places that are left, a piece for each: it owns the line at the place, and has
    /// up
    /// to
    /// 1 MiB on each side.
    public interface Visitor {
        /// Sees one file that may be it, opened at the places that are left.
        void read(Pieces places) throws IOException;
    }

    /// Shows each file that may be it, until nothing is left.
    ///
    /// @param left offsets in the content; the visitor takes out those that it knows again
    /// @return what is wrong with the file where it was last; empty if nothing is
    public String read(SortedSet<Long> left, Visitor visitor) {
        String wrong = "";
        try {
            if (!in(Path.of(known.path()), left, visitor)) {
                wrong = "has other content now";
            }
        } catch (IOException e) {
            wrong = Unreadable.why(e);
        }
        for (Path other : left.isEmpty() ? List.<Path>of() : beside()) {
            try {
                in(other, left, visitor);
            } catch (IOException e) {
                continue; // a file that cannot be read is none of those looked for
            }
            if (left.isEmpty()) {
                break;
            }
        }
        return wrong;
    }

    /// False if it is another file.
    private boolean in(Path path, SortedSet<Long> left, Visitor visitor) throws IOException {
        int length = known.identity().prefixLength();
        try (Content head = open(path)) {
            byte[] first = head.in().readNBytes(length);
            if (first.length < length
                    || !ContentHash.sha256(first, 0, length)
                            .equals(known.identity().prefix())) {
                return false;
            }
        }
        try (Content content = open(path)) {
            visitor.read(new At(content.in(), List.copyOf(left)));
        } catch (EOFException e) {
            return true; // it was cut: what is left is what it was
        }
        return true;
    }

    /// One pass, from the first place to the last.
    private final class At implements Pieces {

        private final InputStream in;
        private final Iterator<Long> places;
        private byte[] bytes = new byte[0];
        private long from;

        At(InputStream in, List<Long> places) {
            this.in = in;
            this.places = places.iterator();
        }

        @Override
        public Optional<Piece> next() throws IOException {
            if (!places.hasNext()) {
                return Optional.empty();
            }
            long place = places.next();
            long wanted = Math.max(0, place - AROUND) / 4 * 4;
            int kept = (int) Math.max(0, from + bytes.length - wanted);
            if (kept == 0) {
                in.skipNBytes(wanted - from - bytes.length);
            }
            byte[] more = in.readNBytes((int) (place + AROUND - wanted) - kept);
            byte[] all =
                    Arrays.copyOf(Arrays.copyOfRange(bytes, bytes.length - kept, bytes.length), kept + more.length);
            System.arraycopy(more, 0, all, kept, more.length);
            bytes = all;
            from = wanted;
            boolean atEnd = from + bytes.length < place + AROUND;
            return place < from + bytes.length
                    ? Optional.of(new Piece(place, place + 1, new Piece.Raw(bytes, from, bytes.length, atEnd)))
                    : Optional.empty();
        }

        @Override
        public Loaded load(Piece piece, byte[] buffer, boolean all) {
            return Loaded.of(piece, Objects.requireNonNull(piece.loaded()), hash, file, encoding);
        }
    }

    private List<Path> beside() {
        Path path = Path.of(known.path());
        Path folder = path.getParent();
        if (folder == null || known.path().contains(MEMBER)) {
            return List.of();
        }
        String name = path.getFileName().toString();
        int dot = name.indexOf('.', 1);
        String stem = dot < 0 ? name : name.substring(0, dot);
        Predicate<Path> alike = other ->
                !other.equals(path) && other.getFileName().toString().startsWith(stem) && Files.isRegularFile(other);
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(alike).sorted().limit(BESIDE).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /// Content, and what has to be closed after it.
    private record Content(InputStream in, AutoCloseable also) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            try (in) {
                also.close();
            } catch (IOException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }

    private static Content open(Path path) throws IOException {
        int member = path.toString().indexOf(MEMBER);
        if (member > 0 && !Files.exists(path)) {
            Path archive = Path.of(path.toString().substring(0, member));
            return member(archive, path.toString().substring(member + MEMBER.length()));
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new IOException("it is no file");
        }
        Unpacked unpacked = Unpacked.of(new BufferedInputStream(Files.newInputStream(path), 1 << 16));
        if (unpacked.packing().isCompressed()) {
            return new Content(unpacked, unpacked);
        }
        unpacked.close();
        InputStream plain = Files.newInputStream(path); // skips without reading
        return new Content(plain, plain);
    }

    private static Content member(Path archive, String name) throws IOException {
        byte[] first;
        Packing packing;
        try (Unpacked head = Unpacked.of(new BufferedInputStream(Files.newInputStream(archive), 1 << 16))) {
            packing = head.packing();
            first = head.readNBytes(Packing.SEEN);
        }
        Bundle bundle =
                Bundle.of(archive, packing, first).orElseThrow(() -> new IOException("it is no archive any more"));
        List<Integer> numbers = new ArrayList<>();
        bundle.each((member, content) -> {
            if (member.name().equals(name)) {
                numbers.add(member.number());
            }
        });
        if (numbers.isEmpty()) {
            bundle.close();
            throw new java.nio.file.NoSuchFileException(name);
        }
        return new Content(bundle.open(numbers.getFirst()), bundle);
    }
}
