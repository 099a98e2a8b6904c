package dev.nightjar.store.query;

/// A piece of a query.
///
/// @param text a word, a pattern or what stands in quotes, with its escapes; else the sign
/// @param at where `text` begins in the query, from 0
record Token(Kind kind, String text, int at) {

    enum Kind {
        /// A word, or a lone sign with a blank behind it.
        TERM,
        /// A word with `*` or `?`.
        PATTERN,
        /// What stands between quotes.
        QUOTED,
        /// The value of a condition that is no text: whatever signs are in it stand for themselves.
        VALUE,
        COLON,
        AND,
        OR,
        /// `NOT`, `!` and `-`.
        NOT,
        PLUS,
        OPEN,
        CLOSE,
        /// `~` and what stands right behind it.
        TILDE,
        /// `^` and a number.
        BOOST,
        /// `[` or `{`.
        FROM,
        /// An end of a range.
        LIMIT,
        /// `]` or `}`.
        TO,
        END
    }

    boolean is(Kind other) {
        return kind == other;
    }
}
