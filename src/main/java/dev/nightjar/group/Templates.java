package dev.nightjar.group;

/// Makes templates of messages. Linear in the message; thread-safe.
///
/// The first 8 KiB of a message are looked at; what is behind them is one slot of kind `rest`, so that template and slots
/// always give the message back. Text that looks like a placeholder is a slot of that kind: a template of a template is
/// the same again.
final class Templates {

    /// Characters of a message that are looked at.
    static final int MOST = 8192;

    /// Characters of a template, and its lines, that count for a fingerprint.
    private static final int COUNTED_LINES = 2;

    private static final String BETWEEN = " ,:;/|@-=#.+&";

    private final Lexicon lexicon;

    Templates(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    Template of(String message) {
        return message.isEmpty() ? Template.EMPTY : new Scan(message, lexicon).template();
    }

    /// What of a template counts: its first two non-empty lines, every placeholder as `*` whatever its kind, so that an
    /// id which happens to have no letters is the same as one with letters; placeholders with nothing but punctuation
    /// between them as one; equal words with a placeholder that follow each other as one; empty brackets as brackets with a
    /// placeholder; blanks as one.
    static String counted(String template) {
        return once(starred(template));
    }

    /// Leaves out words with a placeholder that are equal to the word before: `blk_* blk_* blk_*` is a list.
    private static String once(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int last = -1;
        for (int from = 0; from < text.length(); ) {
            int to = from;
            while (to < text.length() && text.charAt(to) > ' ') {
                to++;
            }
            int length = to - from - (text.charAt(to - 1) == ',' ? 1 : 0);
            boolean again = last >= 0
                    && text.substring(from, from + length).indexOf('*') >= 0
                    && out.length() >= last + length
                    && CharSequence.compare(stripped(out, last), text.substring(from, from + length)) == 0;
            if (!again) {
                if (!out.isEmpty()) {
                    out.append(text.charAt(from - 1));
                }
                last = out.length();
                out.append(text, from, to);
            }
            from = to + 1;
        }
        return out.toString();
    }

    private static CharSequence stripped(CharSequence out, int from) {
        int to = out.charAt(out.length() - 1) == ',' ? out.length() - 1 : out.length();
        return out.subSequence(from, to);
    }

    private static String starred(String template) {
        StringBuilder out = new StringBuilder(Math.min(template.length(), MOST));
        int lines = 0;
        int lastStar = -1;
        for (int i = 0; i < template.length() && i < MOST; i++) {
            char c = template.charAt(i);
            if (c == '\n') {
                boolean line = !out.isEmpty() && out.charAt(out.length() - 1) != '\n';
                lines += line ? 1 : 0;
                if (lines == COUNTED_LINES) {
                    break;
                }
                if (line) {
                    out.append('\n');
                }
                continue;
            }
            Kind kind = c == '<' ? Kind.placeholderAt(template, i).orElse(null) : null;
            if (kind != null) {
                if (lastStar >= 0 && onlyBetween(out, lastStar + 1)) {
                    out.setLength(lastStar);
                }
                lastStar = out.length();
                out.append('*');
                i += kind.placeholder.length() - 1;
            } else if (c > ' ') {
                boolean empty = (c == ')' || c == ']' || c == '}') && emptyBracket(out, c);
                out.append(empty ? "*" : "").append(c);
            } else if (!out.isEmpty() && out.charAt(out.length() - 1) > ' ') {
                out.append(' ');
            }
        }
        return out.toString().strip();
    }

    /// True if the bracket that `close` closes has just been opened; round ones only behind a blank, else it is a call.
    private static boolean emptyBracket(CharSequence out, char close) {
        int last = out.length() - 1;
        char open = close == ')' ? '(' : close == ']' ? '[' : '{';
        return last >= 0 && out.charAt(last) == open && (open != '(' || last > 0 && out.charAt(last - 1) == ' ');
    }

    private static boolean onlyBetween(CharSequence out, int from) {
        if (out.length() - from > 3) {
            return false;
        }
        for (int i = from; i < out.length(); i++) {
            if (BETWEEN.indexOf(out.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }
}
