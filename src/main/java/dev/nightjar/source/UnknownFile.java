package dev.nightjar.source;

import dev.nightjar.model.log.Position;
import dev.nightjar.source.find.ContentHash;
import dev.nightjar.source.find.FoundFile;
import dev.nightjar.source.find.Head;
import dev.nightjar.source.packed.Unpacked;
import dev.nightjar.source.packed.Unpacked.Damage;
import dev.nightjar.source.read.Places;
import dev.nightjar.source.read.Reading;
import dev.nightjar.source.read.Spot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A file that is to be recognised by its content.
///
/// @param first its first bytes
/// @param candidates known files that begin alike, the longest last
/// @param proven those of them whose content up to where they were read is the beginning of this one's
/// @param length of the content as far as it was looked at
/// @param end proof of all content, where it was looked at to its end
/// @param damage of a packed file, where it was seen
record UnknownFile(
        FoundFile file,
        Reading.Beginning beginning,
        byte[] first,
        List<Position> candidates,
        List<Position> proven,
        long length,
        ContentWalk.@Nullable Proof end,
        Optional<Damage> damage) {

    /// @param quiet nobody writes it any more: a packed one of which nothing is known need not be looked through
    static UnknownFile of(
            FoundFile file,
            Reading.Beginning beginning,
            Head head,
            List<Position> candidates,
            ContentHash hash,
            boolean quiet)
            throws IOException {
        byte[] first = Arrays.copyOf(head.bytes(), head.prefixLength());
        boolean packed = beginning.packing().isCompressed();
        List<Position> likely = packed ? candidates : withTail(file, candidates);
        if (likely.isEmpty() && !packed) {
            return new UnknownFile(file, beginning, first, candidates, List.of(), file.size(), null, Optional.empty());
        }
        try (Unpacked content = file.open()) {
            ContentWalk walk = new ContentWalk(content, hash);
            List<Position> proven = proven(walk, likely);
            ContentWalk.Proof end = packed && !(candidates.isEmpty() && quiet) ? walk.end() : null;
            long length = packed ? walk.length() : file.size();
            return new UnknownFile(file, beginning, first, candidates, proven, length, end, content.damage());
        }
    }

    /// @param content behind the head
    static UnknownFile member(
            FoundFile file,
            Reading.Beginning beginning,
            List<Position> candidates,
            Head head,
            Unpacked content,
            ContentHash hash)
            throws IOException {
        InputStream all = new SequenceInputStream(new ByteArrayInputStream(head.bytes()), content);
        ContentWalk walk = new ContentWalk(all, hash);
        List<Position> proven = proven(walk, candidates);
        ContentWalk.Proof end = walk.end();
        byte[] first = Arrays.copyOf(head.bytes(), head.prefixLength());
        return new UnknownFile(file, beginning, first, candidates, proven, walk.length(), end, content.damage());
    }

    private static List<Position> withTail(FoundFile file, List<Position> candidates) throws IOException {
        List<Position> likely = new ArrayList<>();
        for (Position candidate : candidates) {
            long end = Places.end(candidate);
            if (file.size() >= end
                    && new Spot(file).tail(end).equals(candidate.identity().tail())) {
                likely.add(candidate);
            }
        }
        return likely;
    }

    private static List<Position> proven(ContentWalk walk, List<Position> candidates) throws IOException {
        List<Position> proven = new ArrayList<>();
        for (Position candidate : candidates) {
            Optional<ContentWalk.Proof> proof = walk.to(Places.end(candidate));
            if (proof.isEmpty()) {
                break;
            }
            boolean chain = chainAt(candidate, proof.get());
            if (chain && proof.get().tail().equals(candidate.identity().tail())) {
                proven.add(candidate);
            }
        }
        return proven;
    }

    /// The chain counts full MiB before the offset; an open record may reach into the next.
    private static boolean chainAt(Position candidate, ContentWalk.Proof proof) {
        long pieces = candidate.offset() / ContentHash.PIECE;
        return pieces != Places.end(candidate) / ContentHash.PIECE
                || proof.chain().equals(candidate.identity().chain());
    }

    boolean isPacked() {
        return file.isMember() || beginning.packing().isCompressed();
    }

    /// It just ends too early.
    boolean isCut() {
        return damage.isPresent() && damage.get().cut();
    }

    /// The known file that goes furthest; of several a real one before a copy.
    Optional<Position> latestProven(Predicate<Position> wanted) {
        return proven.stream().filter(wanted).reduce((a, b) -> {
            boolean copy = b.format().equals(ReadPlan.COPY) && !a.format().equals(ReadPlan.COPY);
            return copy && Places.end(a) == Places.end(b) ? a : b;
        });
    }

    /// There is nothing behind what is known of this one.
    boolean endsWith(Position position) {
        return length == Places.end(position);
    }

    boolean goesBeyond(Position position) {
        return length > Places.end(position);
    }

    boolean reaches(Position position) {
        return length >= Places.end(position);
    }
}
