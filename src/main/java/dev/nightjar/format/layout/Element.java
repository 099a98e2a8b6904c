package dev.nightjar.format.layout;

import dev.nightjar.bytes.Bytes;
import dev.nightjar.format.level.Levels;
import dev.nightjar.format.time.TimePattern;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One part of a layout.
///
/// @param name of the field; empty for literals
/// @param literal of `LITERAL`; the words of `CHOICE` and of a `LEVEL` that is one of few, with `|` between
///     them; else empty
record Element(
        Kind kind, String name, byte[] literal, @Nullable TimePattern time) {

    static final byte[] NOTHING = {};

    boolean beginsWithBlank() {
        return kind == Kind.BLANKS || kind == Kind.LITERAL && literal[0] == ' ';
    }

    /// The text that a field before it ends at; empty if a blank does.
    byte[] stop() {
        return kind == Kind.LITERAL ? literal : NOTHING;
    }

    /// Ends a phrase though blanks stand between.
    boolean stopsPhrase() {
        return kind == Kind.LITERAL || kind == Kind.LEVEL || kind == Kind.CHOICE || kind == Kind.TIME;
    }

    /// Whether a line that begins with it may begin with this byte.
    boolean canBegin(byte c, Levels levels) {
        return switch (kind) {
            case LITERAL -> literal[0] == c;
            case CHOICE -> true;
            case BLANKS -> Bytes.isBlank(c);
            case TIME -> java.util.Objects.requireNonNull(time).canBegin(c);
            case LEVEL -> Bytes.isLetter(c) || Bytes.isDigit(c) || !Bytes.isBlank(c) && levels.begins(c);
            case DIGITS, DECIMAL -> Bytes.isDigit(c) || c == ' ';
            case PRIORITY -> Bytes.isDigit(c);
            case WORD -> !Bytes.isBlank(c);
            case HOST -> !Bytes.isBlank(c) && !isBracket(c);
            case PHRASE, MESSAGE, BEGIN, END -> true;
        };
    }

    static boolean isBracket(byte c) {
        return c == '[' || c == '(' || c == '<' || c == '{';
    }

    boolean isMessage() {
        return kind == Kind.MESSAGE || kind == Kind.BEGIN;
    }

    /// Says when, and not who or where.
    boolean isClock() {
        return kind == Kind.TIME || kind == Kind.DECIMAL;
    }

    /// Where the message begins among bounds that `Layout.match` found, -1 if there is none. Behind a sign that is no
    /// level's, it begins after one blank: more are its own indent.
    static int messageAt(Element[] elements, byte[] b, int[] bounds) {
        for (int i = 0; i < elements.length; i++) {
            if (elements[i].isMessage()) {
                int at = bounds[2 * i];
                int sign = i > 0 && elements[i - 1].kind == Kind.BLANKS ? i - 2 : i - 1;
                boolean signed =
                        sign > 0 && elements[sign].kind == Kind.LITERAL && elements[sign - 1].kind != Kind.LEVEL;
                int behind = at;
                while (signed && behind > bounds[2 * sign] && Bytes.isBlank(b[behind - 1])) {
                    behind--;
                }
                return Math.min(at, behind + 1);
            }
        }
        return -1;
    }

    /// Whether two lines say the same in all fields but times and counters and the message.
    static boolean sameHeader(Element[] elements, byte[] b, int[] one, int[] other) {
        for (int i = 0; i < elements.length && !elements[i].isMessage(); i++) {
            boolean same = Arrays.equals(b, one[2 * i], one[2 * i + 1], b, other[2 * i], other[2 * i + 1]);
            if (!same
                    && !elements[i].isClock()
                    && elements[i].kind != Kind.BLANKS
                    && elements[i].kind != Kind.LITERAL) {
                return false;
            }
        }
        return true;
    }

    /// How much it asks of a line: literal bytes, and four for a typed field.
    int weight() {
        return switch (kind) {
            case LITERAL -> literal.length;
            case CHOICE -> 4;
            case LEVEL -> literal.length > 0 ? 7 : 4;
            case TIME, PRIORITY -> 4;
            case DECIMAL -> 3;
            case END -> 8;
            case DIGITS -> 2;
            case BLANKS, WORD, HOST, PHRASE -> 1;
            case MESSAGE, BEGIN -> 0;
        };
    }

    enum Kind {
        /// One blank or tab, or several.
        BLANKS,
        LITERAL,
        TIME,
        LEVEL,
        /// Digits that are a syslog priority (RFC 5424, 6.2.1): eight times the facility plus the severity.
        PRIORITY,
        /// A run without blanks, up to what follows.
        WORD,
        /// A word that begins with no bracket.
        HOST,
        /// May contain blanks; ends where the literal that follows begins, or the blanks before one.
        PHRASE,
        DIGITS,
        /// Digits, a point or comma, digits; perhaps padded with blanks.
        DECIMAL,
        /// One of several words, which the element's literal has with `|` between them.
        CHOICE,
        /// Where the message begins, though the layout goes on; has no width.
        BEGIN,
        /// Where the line ends; has no width.
        END,
        MESSAGE
    }
}
