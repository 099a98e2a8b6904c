package dev.nightjar.extract.trace;

import dev.nightjar.model.event.FrameMask;
import dev.nightjar.model.event.Trace;
import dev.nightjar.model.event.Trace.Frame;
import dev.nightjar.text.Budget;
import dev.nightjar.text.Cache;
import java.util.List;

/// Takes from frames that never count the words that the runtime numbers: `GeneratedMethodAccessor17`, `Proxy87`,
/// `0x00007f1c`. What differs from event to event then stands with the event, and what is left is the same for all.
public final class Masks {

    private static final int LONGEST_NUMBER = 10;
    private static final int LONGEST_ADDRESS = 20;
    private static final int MOST_DIGITS = 6;

    private final FrameMask never;
    private final Cache<Frame, Frame> same = new Cache<>(Budget.FRAMES.bytes(), Masks::weight);

    public Masks(FrameMask never) {
        this.never = never;
    }

    /// True if whether a line has words to be taken shows without them.
    public boolean ignoreDigits() {
        return never.ignoresDigits();
    }

    private static long weight(Frame frame, Frame again) {
        return 72 + Cache.weight(frame.module()) + Cache.weight(frame.function()) + Cache.weight(frame.file());
    }

    /// A frame equal to this one, the same for all equal ones.
    Frame shared(Frame frame) {
        return same.get(frame, any -> any);
    }

    /// The frame with holes, and the words added; the same frame if it may count or has none.
    Frame mask(Frame frame, String language, List<String> words) {
        String module = frame.module();
        if (module == null || !isPlain(module) || !hasWord(module) || !never.neverCounts(frame, language)) {
            return frame;
        }
        StringBuilder masked = new StringBuilder(module.length());
        for (int i = 0; i < module.length(); ) {
            int to = wordEnd(module, i);
            if (to > i && isNumbered(module, i, to)) {
                words.add(module.substring(i, to));
                masked.append(Trace.HOLE);
            } else {
                masked.append(module, i, Math.max(to, i + 1));
            }
            i = Math.max(to, i + 1);
        }
        return new Frame(
                masked.toString(),
                frame.function(),
                frame.file(),
                frame.line(),
                frame.column(),
                frame.context(),
                frame.inApp(),
                frame.nativeCode());
    }

    private static boolean hasWord(String module) {
        for (int i = 0; i < module.length(); ) {
            int to = wordEnd(module, i);
            if (to > i && isNumbered(module, i, to)) {
                return true;
            }
            i = Math.max(to, i + 1);
        }
        return false;
    }

    /// Letters and digits of ASCII, and signs at which no number goes on.
    private static boolean isPlain(String module) {
        for (int i = 0; i < module.length(); i++) {
            char c = module.charAt(i);
            if (!isWord(c) && "._$/@:<>".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static int wordEnd(String text, int from) {
        int i = from;
        while (i < text.length() && isWord(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /// True for a word with digits that are too few for a secret.
    private static boolean isNumbered(String text, int from, int to) {
        if (isDigit(text.charAt(from))) {
            return to - from <= (text.startsWith("0x", from) ? LONGEST_ADDRESS : LONGEST_NUMBER);
        }
        int run = 0;
        int longest = 0;
        for (int i = from; i < to; i++) {
            run = isDigit(text.charAt(i)) ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest > 0 && longest <= MOST_DIGITS;
    }

    /// The same of bytes.
    public static boolean isNumbered(byte[] b, int from, int to) {
        if (b[from] >= '0' && b[from] <= '9') {
            boolean address = b[from] == '0' && from + 1 < to && b[from + 1] == 'x';
            return to - from <= (address ? LONGEST_ADDRESS : LONGEST_NUMBER);
        }
        int run = 0;
        int longest = 0;
        for (int i = from; i < to; i++) {
            run = b[i] >= '0' && b[i] <= '9' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest > 0 && longest <= MOST_DIGITS;
    }
}
