package dev.nightjar.source;

import dev.nightjar.model.log.Position;
import dev.nightjar.source.find.ContentHash;
import dev.nightjar.source.find.FoundFile;
import dev.nightjar.source.find.Rotation;
import dev.nightjar.source.packed.Unpacked;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Files whose content is that of another, or its beginning: they are not read, and it is said which one is.
final class Copies {

    /// Of more files that begin alike no pairs are compared: they have a banner, and are read.
    private static final int ALIKE = 100;

    /// Less is too little to call one file the beginning of another.
    private static final int LEAST = 64;

    private final Planning planning;
    private final ContentHash hash;
    private final Map<UnknownFile, List<UnknownFile>> twins = new IdentityHashMap<>();

    Copies(Planning planning, ContentHash hash) {
        this.planning = planning;
        this.hash = hash;
    }

    /// True if a stranger is a copy of a known file, or one that went its own way.
    boolean settle(UnknownFile stranger) throws IOException {
        if (planning.readsCopies(stranger.file()) || isNext(stranger)) {
            return false;
        }
        for (Position position : stranger.candidates()) {
            Optional<FoundFile> holder = planning.holder(position);
            if (holder.isPresent() && isCopy(stranger, position, holder.get())) {
                copy(stranger, position, holder.get());
                return true;
            }
        }
        Optional<Position> diverged =
                stranger.latestProven(position -> position.format().equals(ReadPlan.COPY)
                        && planning.holder(position).isEmpty());
        if (diverged.isPresent()) {
            planning.begin(stranger.file(), stranger.beginning(), diverged.get());
        }
        return diverged.isPresent();
    }

    /// A file that a rotation left the place of a known one to, written after that was: who writes the same words every
    /// night writes a new log. A copy is as old as what it was made of, or the other stays where it was.
    private boolean isNext(UnknownFile stranger) {
        return !stranger.isPacked() && stranger.candidates().stream().anyMatch(position -> isNext(stranger, position));
    }

    private boolean isNext(UnknownFile stranger, Position known) {
        FoundFile file = stranger.file();
        Instant last = known.identity().modified();
        return planning.holder(known)
                .filter(holder -> !known.format().equals(ReadPlan.COPY)
                        && isMoved(known.path(), holder)
                        && file.modified().isAfter(last)
                        && file.modified().isAfter(holder.modified())
                        && isFamily(known.path(), file))
                .isPresent();
    }

    private static boolean isMoved(String path, FoundFile holder) {
        return !holder.isMember() && !path.equals(holder.path().toString());
    }

    private static boolean isFamily(String path, FoundFile file) {
        return Rotation.of(Path.of(path))
                .family()
                .equals(Rotation.of(file.path()).family());
    }

    private boolean isCopy(UnknownFile stranger, Position position, FoundFile holder) throws IOException {
        if (stranger.proven().contains(position) && stranger.endsWith(position)) {
            return true;
        }
        boolean comparable = !stranger.file().isMember() && !holder.isMember() && !isArchive(position, holder);
        return comparable && begins(holder, stranger.file());
    }

    /// Whether a plain file that goes on with a known one is only the beginning of this one.
    boolean isBeginning(FoundFile holder, UnknownFile whole) throws IOException {
        return !planning.readsCopies(holder)
                && !holder.isMember()
                && !whole.file().isMember()
                && holder.size() < whole.length()
                && begins(whole.file(), holder);
    }

    /// Held by the archive it is a member of.
    private static boolean isArchive(Position position, FoundFile holder) {
        return position.path().startsWith(holder.path() + "!/");
    }

    private void copy(UnknownFile stranger, Position position, FoundFile holder) throws IOException {
        if (stranger.isCut()) {
            boolean stale = planning.isStale(stranger.file());
            String since = stale ? " since " + stranger.file().modified() : "";
            planning.say(stranger.file(), "waiting: an incomplete copy of " + holder.name() + since, stale);
            return;
        }
        planning.say(stranger.file(), "a copy of " + holder.name() + ", which is read", false);
        remember(stranger, holder, position.fileId());
    }

    private void remember(UnknownFile copy, FoundFile holder, String of) throws IOException {
        String reason = "the content of " + holder.name();
        if (copy.end() != null) {
            planning.copy(copy, of, reason, copy.end(), copy.length());
            return;
        }
        try (Unpacked content = copy.file().open()) {
            ContentWalk walk = new ContentWalk(content, hash);
            planning.copy(copy, of, reason, walk.end(), walk.length());
        }
    }

    /// Remembers the twins of a file that is read under this id.
    void remember(UnknownFile read, String id) throws IOException {
        for (UnknownFile twin : twins.getOrDefault(read, List.of())) {
            if (!twin.isCut()) {
                remember(twin, read.file(), id);
            }
        }
    }

    /// New files without those that are the beginning of another; in the order given.
    List<UnknownFile> withoutTwins(List<UnknownFile> fresh) {
        List<UnknownFile> sorted = new ArrayList<>(fresh);
        sorted.removeIf(one -> one.first().length < LEAST || planning.readsCopies(one.file()) || isNext(one));
        sorted.sort((a, b) -> Arrays.compareUnsigned(a.first(), b.first()));
        Set<UnknownFile> copies = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < sorted.size(); ) {
            int end = i + 1;
            while (end < sorted.size()
                    && beginsWith(sorted.get(end).first(), sorted.get(i).first())) {
                end++;
            }
            if (end - i > 1 && end - i <= ALIKE) {
                copies.addAll(twinsAmong(sorted.subList(i, end)));
            }
            i = end;
        }
        return fresh.stream().filter(one -> !copies.contains(one)).toList();
    }

    private static boolean beginsWith(byte[] whole, byte[] part) {
        return whole.length >= part.length && Arrays.equals(whole, 0, part.length, part, 0, part.length);
    }

    private List<UnknownFile> twinsAmong(List<UnknownFile> alike) {
        List<UnknownFile> longestFirst = new ArrayList<>(alike);
        longestFirst.sort(Comparator.comparing(UnknownFile::isPacked)
                .thenComparing(Comparator.comparingLong(UnknownFile::length).reversed()));
        List<UnknownFile> kept = new ArrayList<>();
        List<UnknownFile> copies = new ArrayList<>();
        for (UnknownFile one : longestFirst) {
            List<UnknownFile> within = kept.stream()
                    .filter(other -> one.isPacked() && isTwinOrFails(one, other))
                    .toList();
            Optional<UnknownFile> whole = within.isEmpty()
                    ? kept.stream().filter(other -> isTwinOrFails(other, one)).findFirst()
                    : Optional.empty();
            if (whole.isPresent()) {
                within = List.of(one);
            } else {
                kept.removeAll(within);
                kept.add(one);
            }
            for (UnknownFile copy : within) {
                twin(copy, whole.orElse(one));
                copies.add(copy);
            }
        }
        return copies;
    }

    private void twin(UnknownFile copy, UnknownFile whole) {
        planning.say(copy.file(), "a copy of " + whole.file().name() + ", which is read", false);
        List<UnknownFile> twinsOfCopy = twins.remove(copy);
        List<UnknownFile> all = twins.computeIfAbsent(whole, t -> new ArrayList<>());
        all.add(copy);
        if (twinsOfCopy != null) {
            all.addAll(twinsOfCopy);
        }
    }

    private boolean isTwinOrFails(UnknownFile whole, UnknownFile part) {
        return planning.attempt(part.file(), () -> isTwin(whole, part));
    }

    private boolean isTwin(UnknownFile kept, UnknownFile one) throws IOException {
        if (kept.file().isMember() || one.file().isMember()) {
            return whole(kept).equals(whole(one));
        }
        return begins(kept.file(), one.file());
    }

    private String whole(UnknownFile stranger) throws IOException {
        if (stranger.end() != null) {
            return stranger.end().whole();
        }
        try (Unpacked content = stranger.file().open()) {
            return new ContentWalk(content, hash).end().whole();
        }
    }

    /// Whether the content of `part` is that with which `whole` begins.
    private static boolean begins(FoundFile whole, FoundFile part) throws IOException {
        byte[] a = new byte[1 << 16];
        byte[] b = new byte[1 << 16];
        try (Unpacked first = whole.open();
                Unpacked second = part.open()) {
            boolean plain = !first.packing().isCompressed() && !second.packing().isCompressed();
            if (plain && whole.size() < part.size()) {
                return false;
            }
            while (true) {
                int n = second.readNBytes(b, 0, b.length);
                int m = first.readNBytes(a, 0, n);
                if (m != n || !Arrays.equals(a, 0, n, b, 0, n)) {
                    return false;
                }
                if (n < b.length) {
                    return true;
                }
            }
        }
    }
}
