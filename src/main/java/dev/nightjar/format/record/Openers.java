package dev.nightjar.format.record;

import dev.nightjar.bytes.Bytes;
import dev.nightjar.bytes.LiteralPrefilter;
import dev.nightjar.bytes.Wildcard;
import dev.nightjar.model.log.TraceLines;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// With what lines of stack traces begin: a record with a line that opens like one is a candidate whatever its
/// level, a line without a header may go on with a trace, and an indented one, or one of a program that died,
/// may begin a record.
public final class Openers {

    /// Characters of an opener that other lines do not have.
    private static final int LEAST_TELLING = 8;

    private static final Texts WHOLE = (b, from, to) -> from;

    private final byte[][][] byFirst;
    private final Followers[][] free;
    private final Followers[][] led;
    /// Of lines that lead the next one.
    private final Wildcard[][] leadsNext;
    private final Wildcard[][] leads;
    private final Wildcard[] leadsAnywhere;
    private final LiteralPrefilter leading;
    /// A text of every line that leads, or of one with which traces begin, wherever in a line it stands.
    private final LiteralPrefilter within;
    private final int furthest;
    private final Starter[][] begins;
    private final Starter[][] uncaught;

    public Openers(TraceLines lines) {
        byFirst = byFirst(lines.openers());
        List<Followers> all = lines.goesOn().stream().map(Followers::new).toList();
        List<Followers> far = all.stream().filter(Followers::isFar).toList();
        free = tableOf(all.stream().filter(one -> one.leads.length == 0).toList(), one -> one.line, new Followers[0]);
        led = tableOf(all.stream().filter(one -> one.leads.length > 0).toList(), one -> one.line, new Followers[0]);
        leadsNext = tableOf(
                lines.goesOn().stream()
                        .flatMap(one -> one.after().stream())
                        .map(Followers::lastLine)
                        .distinct()
                        .filter(text -> !text.isEmpty())
                        .map(Wildcard::new)
                        .toList(),
                line -> line,
                new Wildcard[0]);
        List<String> patterns = lines.goesOn().stream()
                .filter(one -> one.within() > 1)
                .flatMap(one -> one.after().stream())
                .distinct()
                .toList();
        List<String> anywhere =
                patterns.stream().filter(text -> text.startsWith("*")).toList();
        leads = tableOf(
                patterns.stream()
                        .filter(text -> !text.startsWith("*"))
                        .map(Wildcard::new)
                        .toList(),
                line -> line,
                new Wildcard[0]);
        leadsAnywhere = wildcards(anywhere);
        leading = LiteralPrefilter.of(anywhere.stream().map(Openers::longest).toList());
        within = LiteralPrefilter.of(Stream.concat(
                        patterns.stream().map(Openers::longest),
                        lines.openers().stream().filter(text -> text.length() >= LEAST_TELLING))
                .toList());
        furthest = far.stream().mapToInt(one -> one.within).max().orElse(0);
        begins = tableOf(lines.begins().stream().map(Starter::new).toList(), one -> one.line, new Starter[0]);
        uncaught = tableOf(lines.uncaught().stream().map(Starter::new).toList(), one -> one.line, new Starter[0]);
    }

    private static byte[][][] byFirst(Collection<String> texts) {
        List<byte[]> all = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .filter(text -> text.length > 0)
                .toList();
        return table(all, (text, first) -> text[0] == first, new byte[0][]);
    }

    /// The same for what matters only where a line may match.
    private static <T> T[][] tableOf(List<T> all, Function<T, Wildcard> line, T[] none) {
        return table(all, (one, first) -> line.apply(one).mayBegin(first), none);
    }

    /// What may matter for a line, by the first byte of the line, in the same order. Each start makes these, of
    /// hundreds: without a stream for each byte.
    @SuppressWarnings("unchecked")
    private static <T> T[][] table(List<T> all, MayBegin<T> may, T[] none) {
        T[][] table = (T[][]) java.lang.reflect.Array.newInstance(none.getClass(), 256);
        List<T> found = new ArrayList<>();
        for (int c = 0; c < 256; c++) {
            found.clear();
            for (T one : all) {
                if (may.begin(one, (byte) c)) {
                    found.add(one);
                }
            }
            table[c] = found.toArray(none);
        }
        return table;
    }

    private interface MayBegin<T> {
        boolean begin(T one, byte first);
    }

    /// Whether the line `[from, to)` begins like a line of a trace.
    boolean opens(byte[] b, int from, int to) {
        int p = Bytes.skipBlanks(b, from, to);
        if (p >= to) {
            return false;
        }
        for (byte[] text : byFirst[b[p] & 0xFF]) {
            if (Bytes.startsWith(b, text, p, to)) {
                return true;
            }
        }
        return false;
    }

    /// Whether lines further down may go on because the line `[from, to)` stands above them.
    ///
    /// @param mayLead one of the `leading` texts stands in it
    private boolean leads(byte[] b, int from, int to, boolean mayLead) {
        return from < to
                && (matches(leads[b[from] & 0xFF], b, from, to) || mayLead && matches(leadsAnywhere, b, from, to));
    }

    /// What lines of a block lead others, judged when it is asked for.
    Above above(byte[] b, int limit) {
        return new Above(b, new Ahead(leading, b, limit, Ahead.NEAR), true);
    }

    /// The same of lines whose texts begin behind a header: they may lead if what leads stands in them.
    Above aboveWithin(byte[] b, int limit) {
        return new Above(b, new Ahead(within, b, limit, Ahead.NEAR), false);
    }

    /// Whether the line `[from, to)`, which nothing marks as a beginning, goes on with a trace.
    ///
    /// @param levelled only a level in it does
    /// @param far one of the lines before may be one that `leads`
    boolean goesOn(byte[] b, int from, int to, boolean far, boolean levelled) {
        return goesOn(b, from, from, to, far, levelled, WHOLE);
    }

    /// The same for the text at `[from, to)` of the line that begins at `line`, among lines whose texts begin
    /// further right.
    boolean goesOn(byte[] b, int line, int from, int to, boolean far, boolean levelled, Texts texts) {
        if (from >= to) {
            return true;
        }
        for (Followers one : free[b[from] & 0xFF]) {
            if ((one.levelled || !levelled) && one.line.matches(b, from, to)) {
                return true;
            }
        }
        int before = led[b[from] & 0xFF].length == 0 ? -1 : Plain.lineBefore(b, line);
        int above = before < 0 ? -1 : texts.in(b, before, line - 1);
        if (above < 0 || !far && !leadsNext(b, above, line - 1)) {
            return false;
        }
        for (Followers one : led[b[from] & 0xFF]) {
            boolean may = (far || !one.isFar()) && (one.levelled || !levelled) && one.mayFollow(b, above);
            if (may && one.line.matches(b, from, to) && one.isLed(b, line, before, above, texts)) {
                return true;
            }
        }
        return false;
    }

    /// An empty line may.
    private boolean leadsNext(byte[] b, int from, int to) {
        return from >= to || b[from] == '\r' || matches(leadsNext[b[from] & 0xFF], b, from, to);
    }

    /// Whether the indented line `[from, to)` begins a record all the same; bytes up to `limit` may be looked
    /// at.
    boolean begins(byte[] b, int from, int to, int limit) {
        for (Starter one : begins[b[from] & 0xFF]) {
            if (one.line.matches(b, from, to) && (one.others.length == 0 || one.fitsNext(b, to + 1, limit))) {
                return true;
            }
        }
        return false;
    }

    /// Whether a program's last words begin with the line `[from, to)`, and do not belong to the record whose
    /// line is `[before, below - 1)`.
    boolean isUncaught(byte[] b, int before, int below, int from, int to) {
        for (Starter one : uncaught[b[from] & 0xFF]) {
            if (one.line.matches(b, from, to)) {
                return !matches(one.others, b, before, below - 1);
            }
        }
        return false;
    }

    /// Whether the line `[from, to)` is one of these whatever stands before it.
    boolean isAlwaysUncaught(byte[] b, int from, int to) {
        for (Starter one : uncaught[b[from] & 0xFF]) {
            if (one.always && one.line.matches(b, from, to)) {
                return true;
            }
        }
        return false;
    }

    /// Whether `isUncaught` may be.
    boolean mayBeUncaught(byte[] b, int from, int to) {
        return from < to && uncaught[b[from] & 0xFF].length > 0 && isUncaught(b, from, from, from, to);
    }

    private static String longest(String pattern) {
        return Stream.of(pattern.split("[*?\\\\\n]"))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }

    private static Wildcard[] wildcards(List<String> patterns) {
        return patterns.stream().map(Wildcard::new).toArray(Wildcard[]::new);
    }

    private static boolean matches(Wildcard[] patterns, byte[] b, int from, int to) {
        for (Wildcard pattern : patterns) {
            if (pattern.matches(b, from, to)) {
                return true;
            }
        }
        return false;
    }

    /// Where in lines their texts begin: behind a header, if they have one.
    interface Texts {
        int in(byte[] b, int from, int to);
    }

    /// Tells of lines of a block, in their order, whether one of those shortly above leads others.
    final class Above {

        private final byte[] b;
        private final Ahead lead;
        private final boolean whole;
        private final int[] starts = new int[furthest];
        private int judgedTo;
        private int behindLead = furthest + 1;

        private Above(byte[] b, Ahead lead, boolean whole) {
            this.b = b;
            this.lead = lead;
            this.whole = whole;
        }

        /// Whether the line `[from, to)`, or one of so few before that it may go on with it, leads others.
        boolean leads(int from, int to) {
            if (from < judgedTo) {
                return behindLead <= furthest; // asked again
            }
            int above = 0;
            int line = from;
            while (line > judgedTo && above < furthest) {
                line = Plain.lineBefore(b, line);
                starts[above++] = line;
            }
            behindLead = line == judgedTo ? behindLead : furthest + 1;
            for (int i = above - 1; i >= 0; i--) {
                judge(starts[i], (i == 0 ? from : starts[i - 1]) - 1);
            }
            judge(from, to);
            judgedTo = to + 1;
            return behindLead <= furthest;
        }

        private void judge(int from, int to) {
            boolean may = from >= 0 && from < to && lead.isIn(from, to);
            behindLead = from >= 0 && (whole ? Openers.this.leads(b, from, to, may) : may) ? 0 : behindLead + 1;
        }
    }

    private static final class Starter {

        private final Wildcard line;
        private final Wildcard[] others;
        private final boolean always;

        Starter(TraceLines.Begins from) {
            line = new Wildcard(from.line());
            others = wildcards(from.then());
            always = false;
        }

        Starter(TraceLines.Uncaught from) {
            line = new Wildcard(from.line());
            others = wildcards(from.unless());
            always = from.always();
        }

        boolean fitsNext(byte[] b, int from, int limit) {
            int newline = from > limit ? -1 : Bytes.indexOf(b, (byte) '\n', from, limit);
            return from < limit && matches(others, b, from, newline < 0 ? limit : newline);
        }
    }

    /// Lines that go on, and the lines above them that say so.
    private static final class Followers {

        private final Wildcard line;
        private final Wildcard[] leads;
        /// The last lines of these, by which most are told.
        private final Wildcard[] last;
        private final boolean[] lastFirst = new boolean[256];
        private final int[] more;
        private final int within;
        private final boolean levelled;
        private final Wildcard[] until;
        private final Wildcard[] through;

        Followers(TraceLines.GoesOn from) {
            line = new Wildcard(from.line());
            leads = wildcards(from.after());
            more = from.after().stream()
                    .mapToInt(text -> (int) text.chars().filter(c -> c == '\n').count())
                    .toArray();
            List<String> lastLines =
                    from.after().stream().map(Followers::lastLine).toList();
            last = wildcards(lastLines);
            for (int k = 0; k < last.length; k++) {
                for (int c = 0; c < lastFirst.length; c++) {
                    boolean lineEnd = c == '\n' || c == '\r'; // of an empty line
                    lastFirst[c] |= lineEnd || !lastLines.get(k).isEmpty() && last[k].mayBegin((byte) c);
                }
            }
            within = from.within();
            levelled = from.levelled();
            until = wildcards(from.until());
            through = wildcards(from.through());
        }

        static String lastLine(String pattern) {
            return pattern.substring(pattern.lastIndexOf('\n') + 1);
        }

        boolean isFar() {
            return within > 1;
        }

        /// Whether the text above, at `above`, begins as one that leads.
        boolean mayFollow(byte[] b, int above) {
            return isFar() || lastFirst[b[above] & 0xFF];
        }

        /// @param line where the line that may follow begins
        /// @param above where the line before it begins, and `first` the text in it
        boolean isLed(byte[] b, int line, int above, int first, Texts texts) {
            int end = line - 1;
            int before = above;
            for (int i = 0; i < within && before >= 0; i++) {
                int text = i == 0 ? first : texts.in(b, before, end);
                if (matches(until, b, text, end)) {
                    return false;
                }
                if (leadsTo(b, before, text, end)) {
                    return true;
                }
                if (through.length > 0 && !matches(through, b, text, end)) {
                    return false;
                }
                end = before - 1;
                before = Plain.lineBefore(b, before);
            }
            return false;
        }

        /// True if the text of the line, or it and as many lines before as a pattern has, fit.
        private boolean leadsTo(byte[] b, int line, int text, int end) {
            for (int i = 0; i < leads.length; i++) {
                if (!last[i].matches(b, text, end)) {
                    continue;
                }
                int from = more[i] == 0 ? text : line;
                for (int k = more[i]; k > 0 && from >= 0; k--) {
                    from = Plain.lineBefore(b, from);
                }
                if (from >= 0 && leads[i].matches(b, from, end)) {
                    return true;
                }
            }
            return false;
        }
    }
}
