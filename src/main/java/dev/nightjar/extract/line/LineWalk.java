package dev.nightjar.extract.line;

/// Walks the lines of a text: where each begins, where its content behind blanks and margin begins, where it
/// ends.
public final class LineWalk {

    private final String text;
    private final String margins;
    private int next;
    private int start;
    private int content;
    private int end;
    private boolean margin;

    public LineWalk(String text, String margins) {
        this.text = text;
        this.margins = margins;
    }

    /// Goes to the next line; false at the end of the text.
    public boolean next() {
        if (next >= text.length()) {
            return false;
        }
        start = next;
        int newline = text.indexOf('\n', start);
        int raw = newline < 0 ? text.length() : newline;
        next = raw + 1;
        end = raw > start && text.charAt(raw - 1) == '\r' ? raw - 1 : raw;
        content = blanks(start);
        margin = false;
        if (!margins.isEmpty() && content < end && margins.indexOf(text.charAt(content)) >= 0 && isMargin(content)) {
            content = blanks(content + 1);
            margin = true;
        }
        return true;
    }

    private boolean isMargin(int at) {
        return at + 1 >= end || text.charAt(at + 1) == ' ';
    }

    private int blanks(int from) {
        int i = from;
        while (i < end && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
            i++;
        }
        return i;
    }

    /// Goes to the line that begins at `from`.
    public boolean goTo(int from) {
        next = from;
        return next();
    }

    /// Index of the line's first character.
    public int start() {
        return start;
    }

    /// Index of the first character behind blanks and margin; `end` for a blank line.
    public int content() {
        return content;
    }

    /// Blanks and margin before the content.
    public int indent() {
        return content - start;
    }

    /// True if one of the margins stands before the content.
    public boolean hasMargin() {
        return margin;
    }

    /// Index behind the line's last character, without `\r\n`.
    public int end() {
        return end;
    }

    /// Where the line behind this one ends; the text's end if there is none.
    public int endOfNext() {
        if (next >= text.length()) {
            return text.length();
        }
        int newline = text.indexOf('\n', next);
        return newline < 0 ? text.length() : newline;
    }

    /// Index of the next line's first character; behind the text if there is none.
    public int following() {
        return next;
    }

    /// True if nothing stands behind blanks and margin.
    public boolean isBlank() {
        return content == end;
    }

    /// True if the content begins with the word.
    public boolean begins(String word) {
        return text.startsWith(word, content);
    }

    /// True if the content ends with the word; blanks at its end belong to it.
    public boolean ends(String word) {
        return end - word.length() >= content && text.startsWith(word, end - word.length());
    }
}
