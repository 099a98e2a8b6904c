package dev.nightjar.extract.known;

import dev.nightjar.extract.line.LinePattern;
import dev.nightjar.extract.line.Types;
import dev.nightjar.extract.trace.Grammar;
import dev.nightjar.extract.trace.Traces;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tells what of a plain line decides how a grammar reads it and the lines around it: the name of what is thrown
/// and
/// what stands before that; what follows is a message and free. Lines whose message may decide are not told. For
/// one
/// thread.
final class HeadLines {

    /// In place of a sign: what follows the name may decide.
    static final long UNSURE = 0;

    private static final long BLANK = 1;
    private static final long PLAIN = 2;
    private static final long NAMED = 3;
    private static final long ONLY_NAMED = 4;

    private final LineHash hash;
    private final byte[][] endings;
    private final byte[][][] beginnings;
    private final byte[][][] leads;
    private final byte[][] links;
    private final byte[][] within;
    private final byte[][] behindTypes;
    private int name;
    private int message;

    private HeadLines(Grammar grammar, Traces traces, LineHash hash) {
        this.hash = hash;
        endings = bytes(grammar.types().endings().stream());
        byte[][] leading = bytes(grammar.heads().stream().map(LinePattern::lead));
        leads = byFirst(leading);
        beginnings = byFirst(bytes(Stream.of(
                        grammar.heads().stream().map(LinePattern::lead),
                        grammar.never().stream(),
                        grammar.ends().stream(),
                        grammar.returns().stream(),
                        Stream.of(grammar.members().opens()),
                        traces.beginnings())
                .flatMap(each -> each)));
        links = bytes(grammar.links().stream().map(Grammar.Link::text));
        within = bytes(grammar.links().stream().filter(Grammar.Link::within).map(Grammar.Link::text));
        behindTypes = bytes(grammar.heads().stream().map(HeadLines::behindType).filter(text -> !text.startsWith(":")));
    }

    /// What tells lines of a grammar; null if more than the beginning of a line decides what it is.
    static @Nullable HeadLines of(Traces.Known known, Traces traces, LineHash hash) {
        Grammar grammar = known.grammar();
        boolean byBeginning = known.isPlain()
                && !grammar.announced()
                && grammar.headers().isEmpty()
                && grammar.marks().unmarked().isEmpty()
                && grammar.members().separator().isEmpty()
                && grammar.members().end().isEmpty()
                && grammar.heads().stream().allMatch(HeadLines::isByBeginning);
        return byBeginning ? new HeadLines(grammar, traces, hash) : null;
    }

    private static boolean isByBeginning(LinePattern head) {
        String behind = head.behindType();
        return behind == null ? !head.lead().isBlank() : !behind.startsWith(":") || head.isTypeAndMessage();
    }

    private static String behindType(LinePattern head) {
        String behind = head.behindType();
        return behind == null ? "" : behind;
    }

    /// The longest first.
    private static byte[][] bytes(Stream<String> texts) {
        return texts.filter(text -> !text.isEmpty())
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    private static byte[][][] byFirst(byte[][] texts) {
        byte[][][] byFirst = new byte[256][][];
        for (int c = 0; c < 256; c++) {
            int first = c;
            byFirst[c] = List.of(texts).stream()
                    .filter(text -> (text[0] & 255) == first || first == '\t' && text[0] == ' ')
                    .toArray(byte[][]::new);
        }
        return byFirst;
    }

    /// The same for lines of which no message decides; `UNSURE` if one may.
    long sign(byte[] b, int from, int to) {
        message = -1;
        int content = blanks(b, from, to);
        if (content == to) {
            return BLANK;
        }
        if ((b[content] & 255) <= ' ' || stands(beginnings, b, content, to)) {
            return UNSURE;
        }
        name = content + link(b, content, to);
        int end = Types.end(b, name, to);
        if (end == Types.UNSURE || holds(within, b, name, to) || name > content && stands(leads, b, name, to)) {
            return UNSURE;
        }
        if (end > name && (end == to || b[end] == ':')) {
            return named(b, from, end, to);
        }
        boolean free = name == content && !isBehindType(b, end, to) && !holds(leads, b, content, to);
        return free ? PLAIN : UNSURE;
    }

    private long named(byte[] b, int from, int end, int to) {
        int at = end == to ? to : blanks(b, end + 1, to);
        boolean only = at == to;
        if (!only && !says(b, at, to) || !isSure(b, name, end) && holds(leads, b, at, to)) {
            return UNSURE;
        }
        message = at;
        long sign = LineHash.mix(hash.exact(b, from, at), only ? ONLY_NAMED : NAMED);
        return sign == UNSURE ? NAMED : sign;
    }

    /// Where in the last line the name begins of what may be thrown.
    int name() {
        return name;
    }

    /// Where the message begins behind the name of what may be thrown in the last line; -1 if it names nothing.
    int message() {
        return message;
    }

    /// True if a name surely is that of something thrown.
    private boolean isSure(byte[] b, int from, int to) {
        for (byte[] ending : endings) {
            if (to - ending.length >= from && stands(ending, b, to - ending.length, to)) {
                return true;
            }
        }
        return false;
    }

    /// How long the link is that stands at the beginning.
    private int link(byte[] b, int at, int to) {
        for (byte[] link : links) {
            if (stands(link, b, at, to)) {
                return link.length;
            }
        }
        return 0;
    }

    private boolean isBehindType(byte[] b, int at, int to) {
        for (byte[] text : behindTypes) {
            if (at < to && stands(text, b, at, to)) {
                return true;
            }
        }
        return false;
    }

    /// True if something stands there that can be seen.
    private static boolean says(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            if ((b[i] & 255) > ' ') {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(byte[][][] texts, byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            if (texts[b[i] & 255].length > 0 && stands(texts, b, i, to)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(byte[][] texts, byte[] b, int from, int to) {
        for (byte[] text : texts) {
            for (int i = from; i < to; i++) {
                if (b[i] == text[0] && stands(text, b, i, to)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean stands(byte[][][] texts, byte[] b, int at, int to) {
        for (byte[] text : texts[b[at] & 255]) {
            if (stands(text, b, at, to)) {
                return true;
            }
        }
        return false;
    }

    /// As layouts are matched: a blank stands for several, and for tabs.
    private static boolean stands(byte[] text, byte[] b, int at, int to) {
        int i = at;
        for (int j = 0; j < text.length; j++) {
            if (text[j] == ' ') {
                int behind = blanks(b, i, to);
                if (behind == i && (j == 0 || text[j - 1] != ' ')) {
                    return false;
                }
                i = behind;
            } else if (i >= to || b[i++] != text[j]) {
                return false;
            }
        }
        return true;
    }

    private static int blanks(byte[] b, int from, int to) {
        int i = from;
        while (i < to && (b[i] == ' ' || b[i] == '\t')) {
            i++;
        }
        return i;
    }
}
