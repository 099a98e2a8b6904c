package dev.nightjar.format.layout;

import dev.nightjar.format.time.TimePattern;
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

    boolean isMessage() {
        return kind == Kind.MESSAGE || kind == Kind.BEGIN;
    }

    /// Says when, and not who or where.
    boolean isClock() {
        return kind == Kind.TIME || kind == Kind.DECIMAL;
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
