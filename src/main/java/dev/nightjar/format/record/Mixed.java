package dev.nightjar.format.record;

import dev.nightjar.bytes.Bytes;
import dev.nightjar.format.level.Levels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Several kinds of lines in one file: a line that the main kind does not know for its own is judged by the
/// others that were seen here. So no line that says its own time and level is swallowed by the record before
/// it.
public final class Mixed implements Lines {

    private final Lines main;
    private final List<Lines> others;

    private Mixed(Lines main, List<Lines> others) {
        this.main = main;
        this.others = others;
    }

    /// The main kind with others beside it, the most telling first; the main kind alone if there are none.
    public static Lines of(Lines main, List<Lines> others) {
        List<Lines> further = others.stream().filter(other -> other != main).toList();
        return further.isEmpty() ? main : new Mixed(main, further);
    }

    @Override
    public int head(byte[] b, int from, int to) {
        int head = main.head(b, from, to);
        Lines other = isOpen(head) ? other(b, from, to) : null;
        if (other == null) {
            return head;
        }
        int otherHead = other.head(b, from, to);
        return head == CONTINUATION && otherHead >= 0 && main.isTimed() && !other.isTimed()
                ? otherHead | BESIDE
                : otherHead;
    }

    private static boolean isOpen(int head) {
        return head == CONTINUATION || head >= 0 && (head & GUESSED) != 0;
    }

    private @Nullable Lines other(byte[] b, int from, int to) {
        if (from >= to || Bytes.isBlank(b[from])) {
            return null;
        }
        for (Lines other : others) {
            if (other.evidence(b, from, to) > 0) {
                return other;
            }
        }
        return null;
    }

    private Lines of(byte[] b, int from, int lineEnd) {
        Lines other = isOpen(main.head(b, from, lineEnd)) ? other(b, from, lineEnd) : null;
        return other == null ? main : other;
    }

    @Override
    public int below(byte[] b, int from, int to) {
        int level = main.below(b, from, to);
        for (int i = 0; level == Levels.NONE && i < others.size(); i++) {
            level = others.get(i).below(b, from, to);
        }
        return level;
    }

    @Override
    public Parts parts(byte[] b, int from, int to) {
        return of(b, from, lineEnd(b, from, to)).parts(b, from, to);
    }

    private static int lineEnd(byte[] b, int from, int to) {
        int newline = Bytes.indexOf(b, (byte) '\n', from, to);
        return newline < 0 ? to : newline;
    }

    @Override
    public int message(byte[] b, int from, int to) {
        return of(b, from, to).message(b, from, to);
    }

    @Override
    public boolean sameHeader(byte[] b, int before, int from, int to) {
        return of(b, from, to).sameHeader(b, before, from, to);
    }

    @Override
    public void fill(RecordBuilder record, byte[] b, int from, int lineEnd, int recordEnd) {
        of(b, from, lineEnd).fill(record, b, from, lineEnd, recordEnd);
    }

    @Override
    public int evidence(byte[] b, int from, int to) {
        int evidence = main.evidence(b, from, to);
        for (Lines other : others) {
            evidence = Math.max(evidence, other.evidence(b, from, to));
        }
        return evidence;
    }

    @Override
    public String form() {
        return main.form();
    }

    @Override
    public Silent silent() {
        return main.silent();
    }

    @Override
    public boolean understood(byte[] b, int from, int to) {
        Lines of = of(b, from, to);
        return of != main || main.understood(b, from, to);
    }
}
