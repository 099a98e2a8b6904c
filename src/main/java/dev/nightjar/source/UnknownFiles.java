package dev.nightjar.source;

import dev.nightjar.model.log.Position;
import dev.nightjar.source.find.ContentHash;
import dev.nightjar.source.find.FoundFile;
import dev.nightjar.source.find.Head;
import dev.nightjar.source.find.Rotation;
import dev.nightjar.source.find.Sniff;
import dev.nightjar.source.packed.Bundle;
import dev.nightjar.source.packed.Packing;
import dev.nightjar.source.packed.Unpacked.Damage;
import dev.nightjar.source.read.Reading;
import dev.nightjar.source.text.Encoding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Files at a place never seen, or whose content is not what it was there: recognised by their content. First all
/// that
/// go on with a known file find it; what is left is a copy, or new.
final class UnknownFiles {

    /// Of more archives in an archive their number is said.
    private static final int MOST_NAMED = 20;

    private final Planning planning;
    private final KnownFiles known;
    private final ContentHash hash;
    private final Copies copies;
    private final List<UnknownFile> left = new ArrayList<>();

    UnknownFiles(Planning planning, KnownFiles known, ContentHash hash) {
        this.planning = planning;
        this.known = known;
        this.hash = hash;
        this.copies = new Copies(planning, hash);
    }

    void all(List<FoundFile> files) {
        for (FoundFile file : files) {
            planning.attempt(file, () -> look(file));
        }
        List<UnknownFile> fresh = new ArrayList<>();
        for (UnknownFile stranger : left) {
            planning.attempt(stranger.file(), () -> {
                boolean settled = copies.settle(stranger) || isWaiting(stranger) || takesOver(stranger);
                return settled || fresh.add(stranger);
            });
        }
        for (UnknownFile stranger : copies.withoutTwins(fresh)) {
            planning.attempt(stranger.file(), () -> {
                copies.remember(stranger, planning.begin(stranger.file(), stranger.beginning(), null));
                return true;
            });
        }
    }

    private boolean look(FoundFile file) throws IOException {
        if (file.size() == 0) {
            return true;
        }
        Head head = Head.of(file, Head.SAMPLE);
        Optional<Bundle> bundle = Bundle.of(file.path(), head.packing(), head.bytes());
        if (bundle.isPresent()) {
            new Members(file, bundle.get()).list(head);
            return true;
        }
        if (head.bytes().length == 0) {
            head.damage().ifPresent(damage -> unreadable(file, head, damage));
            return true;
        }
        Optional<Reading.Beginning> text = text(file, head);
        if (text.isPresent()) {
            settle(stranger(file, text.get(), head));
        }
        return true;
    }

    private UnknownFile stranger(FoundFile file, Reading.Beginning text, Head head) throws IOException {
        return UnknownFile.of(file, text, head, known.beginning(head), hash, planning.isQuiet(file));
    }

    private void unreadable(FoundFile file, Head head, Damage damage) {
        if (damage.cut() && !planning.isQuiet(file)) {
            planning.say(file, "waiting: incomplete, read in a later run", false);
            return;
        }
        planning.say(file, damage.reason(), true);
        planning.binary(file, Reading.Beginning.of(head, Encoding.UTF_8.name()), damage.reason());
    }

    /// The beginning of a text; one that is none is said and remembered.
    private Optional<Reading.Beginning> text(FoundFile file, Head head) {
        Encoding encoding = Encoding.of(head.bytes(), file.logs().charset());
        Reading.Beginning beginning = Reading.Beginning.of(head, encoding.name());
        boolean sure = file.logs().charset().isPresent() || encoding.aligned(1) > 1;
        Optional<String> binary = head.packing() == Packing.ZIP
                ? Optional.of("skipped: is a program or a document")
                : sure ? Optional.empty() : Sniff.notText(file.path().toString(), head.bytes());
        if (binary.isPresent()) {
            // Beside logs it is nothing that is missing; somebody who names it wants it read.
            planning.say(
                    file, binary.get(), file.logs().glob().equals(file.path().toString()));
            planning.binary(file, beginning, binary.get());
        }
        return binary.isPresent() ? Optional.empty() : Optional.of(beginning);
    }

    /// A stranger that goes on with a known file is that file; others wait until all were looked at.
    private void settle(UnknownFile stranger) throws IOException {
        Optional<Position> same = stranger.latestProven(position -> isFree(position, stranger));
        if (same.isEmpty() || same.get().format().equals(ReadPlan.COPY) && !stranger.endsWith(same.get())) {
            left.add(stranger);
            return;
        }
        if (stranger.isCut() && !planning.isQuiet(stranger.file())) {
            planning.claim(stranger.file(), same.get());
            planning.say(stranger.file(), "waiting: incomplete, read in a later run", false);
        } else if (stranger.endsWith(same.get()) && stranger.damage().isEmpty() && stranger.isPacked()
                || same.get().format().equals(ReadPlan.COPY)) {
            planning.nothingNew(stranger.file(), same.get(), stranger.beginning());
        } else {
            planning.goOn(stranger.file(), same.get(), stranger.beginning());
        }
    }

    /// No other file is that one now; or an archive is, which cannot grow.
    private boolean isFree(Position position, UnknownFile stranger) {
        return planning.holder(position).isEmpty()
                || position.identity().compressed() && planning.isComplete(position) && stranger.goesBeyond(position);
    }

    /// The file at a known one's inode, under another name, may be a mere copy of its beginning (inodes are used
    /// again),
    /// and this one the whole: then the two change places.
    private boolean takesOver(UnknownFile stranger) throws IOException {
        for (Position position : stranger.proven()) {
            Optional<FoundFile> holder = planning.holder(position);
            if (holder.isPresent()
                    && !position.path().equals(holder.get().path().toString())
                    && copies.isBeginning(holder.get(), stranger)) {
                planning.withdraw(position);
                planning.goOn(stranger.file(), position, stranger.beginning());
                Head head = Head.of(holder.get(), Head.SAMPLE);
                text(holder.get(), head)
                        .ifPresent(text -> planning.attempt(
                                holder.get(), () -> copies.settle(stranger(holder.get(), text, head))));
                return true;
            }
        }
        return false;
    }

    /// Compressed files that end too early may still be written; those that lag behind what is known have nothing
    /// new.
    private boolean isWaiting(UnknownFile stranger) throws IOException {
        Optional<Damage> damage = stranger.damage();
        if (damage.isEmpty()) {
            return false;
        }
        if (damage.get().cut() && !planning.isQuiet(stranger.file())) {
            planning.say(stranger.file(), "waiting: incomplete, read in a later run", false);
            return true;
        }
        Optional<Position> behind = stranger.candidates().stream()
                .filter(position -> planning.holder(position).isEmpty() && !stranger.reaches(position))
                .reduce((a, b) -> b);
        behind.ifPresent(position -> {
            planning.say(stranger.file(), damage.get().reason() + "; what is before that was read", true);
            planning.nothingNew(stranger.file(), position, stranger.beginning());
        });
        return behind.isPresent();
    }

    /// The files in an archive.
    private final class Members {

        private final FoundFile file;
        private final Bundle bundle;
        private final List<UnknownFile> texts = new ArrayList<>();
        private final List<FoundFile> archives = new ArrayList<>();
        private int others;

        Members(FoundFile file, Bundle bundle) {
            this.file = file;
            this.bundle = bundle;
        }

        void list(Head head) {
            Optional<String> damage = bundle.each(this::see);
            damage.ifPresent(reason -> planning.say(file, reason, true));
            if (others > 0) {
                planning.say(file, others + " of its files are no text", false);
            }
            archives.stream()
                    .limit(MOST_NAMED)
                    .forEach(inner -> planning.say(inner, "skipped: an archive in an archive; unpack it", true));
            if (archives.size() > MOST_NAMED) {
                planning.say(file, "skipped: " + archives.size() + " archives in it; unpack it", true);
            }
            texts.sort(java.util.Comparator.comparing(
                    text -> Rotation.of(text.file().path())));
            texts.forEach(text -> planning.attempt(text.file(), () -> {
                settle(text);
                return true;
            }));
            String reason = texts.size() + " files in it";
            planning.archive(file, Reading.Beginning.of(head, Encoding.UTF_8.name()), reason, texts.size());
        }

        private void see(Bundle.Member member, dev.nightjar.source.packed.Unpacked content) throws IOException {
            Head head = Head.of(content, Head.SAMPLE);
            FoundFile found = file.member(bundle, member, 0);
            Encoding encoding = Encoding.of(head.bytes(), file.logs().charset());
            boolean binary = encoding.aligned(1) == 1
                    && Sniff.notText(found.path().toString(), head.bytes()).isPresent();
            boolean archive =
                    head.packing().isArchive() || Packing.of(head.bytes(), head.bytes().length) == Packing.TAR;
            if (head.bytes().length == 0) {
                return;
            }
            if (archive) {
                archives.add(found);
                return;
            }
            if (binary) {
                others++;
                return;
            }
            texts.add(UnknownFile.member(
                    found, Reading.Beginning.of(head, encoding.name()), known.beginning(head), head, content, hash));
        }
    }
}
