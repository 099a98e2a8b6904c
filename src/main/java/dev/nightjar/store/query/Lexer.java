package dev.nightjar.store.query;

import dev.nightjar.store.query.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/// Cuts a query into its tokens. A slash is a slash: there are no regular expressions.
///
/// The value of a condition that is no text (`seen:>100`, `age:-24h`, `time:>"2026-11-22 09:30"`) is one token,
/// whatever signs stand in it. `level>=warn` is read as with a colon.
final class Lexer {

    private static final char BLANK_OF_FULL_WIDTH = '\u3000';

    private final QueryText query;
    private final String text;
    private final Names names;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(QueryText query, Names names) {
        this.query = query;
        this.text = blanks(query.typed());
        this.names = names;
    }

    /// The tokens of a query; the last is its end.
    ///
    static List<Token> tokens(QueryText query, Names names) {
        Lexer lexer = new Lexer(query, names);
        while (lexer.at < lexer.text.length()) {
            lexer.next();
        }
        lexer.tokens.add(new Token(Kind.END, "", lexer.at));
        return lexer.tokens;
    }

    /// Control characters separate, as blanks do.
    private static String blanks(String typed) {
        StringBuilder text = new StringBuilder(typed);
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ') {
                text.setCharAt(i, ' ');
            }
        }
        return text.toString();
    }

    private void next() {
        switch (text.charAt(at)) {
            case ' ', BLANK_OF_FULL_WIDTH -> at++;
            case '(' -> sign(Kind.OPEN);
            case ')' -> sign(Kind.CLOSE);
            case ':' -> colon();
            case '"' -> quoted();
            case '[', '{' -> range();
            case '^' -> boost();
            case '~' -> tilde();
            case '+' -> operator(Kind.PLUS);
            case '-', '!' -> operator(Kind.NOT);
            case ']', '}' -> throw QueryReader.unexpected(query, text.substring(at, at + 1), at);
            default -> word();
        }
    }

    private void sign(Kind kind) {
        put(kind, at, at + 1, at + 1);
    }

    private void put(Kind kind, int from, int to, int next) {
        tokens.add(new Token(kind, text.substring(from, to), from));
        at = next;
    }

    /// A sign with a blank behind it is a word: of text that was pasted.
    private void operator(Kind kind) {
        boolean alone = at + 1 < text.length() && isBlank(at + 1);
        sign(alone ? Kind.TERM : kind);
    }

    private boolean isBlank(int i) {
        return text.charAt(i) == ' ' || text.charAt(i) == BLANK_OF_FULL_WIDTH;
    }

    private void word() {
        int from = at;
        boolean wild = false;
        while (at < text.length() && (isWild(text.charAt(at)) || inWord(at))) {
            wild |= isWild(text.charAt(at));
            at += escaped(at) ? 2 : 1;
        }
        if (compares(from)) {
            return;
        }
        String word = text.substring(from, at);
        Kind kind = switch (word) {
            case "AND", "&&" -> Kind.AND;
            case "OR", "||" -> Kind.OR;
            case "NOT" -> Kind.NOT;
            default -> wild ? Kind.PATTERN : Kind.TERM;
        };
        tokens.add(new Token(kind, word, from));
    }

    /// Reads `name>=value` as with a colon, where the name is one; true if it did.
    private boolean compares(int from) {
        int sign = from;
        while (sign < at && "=<>".indexOf(text.charAt(sign)) < 0) {
            sign++;
        }
        String name = text.substring(from, sign);
        if (sign == from
                || sign == at
                || text.charAt(sign) == '='
                || names.known(name) == null && !names.isLogged(name)) {
            return false;
        }
        tokens.add(new Token(Kind.TERM, name, from));
        tokens.add(new Token(Kind.COLON, "", sign));
        at = sign;
        value();
        return true;
    }

    static boolean isWild(char c) {
        return c == '*' || c == '?';
    }

    /// True of what goes on with a word, also where `-` and `+` do not begin one.
    private boolean inWord(int i) {
        return escaped(i) || "!():^[]\"{}~*?".indexOf(text.charAt(i)) < 0 && !isBlank(i);
    }

    private boolean escaped(int i) {
        if (text.charAt(i) != '\\') {
            return false;
        }
        if (i + 1 == text.length()) {
            throw query.problem("a backslash says nothing at the end; write '\\\\' for a backslash", i);
        }
        return true;
    }

    private void quoted() {
        int end = endOfQuotes(at);
        if (end < 0) {
            throw query.problem("the quotes do not end; close them, or write '\\\"' for a quote", at);
        }
        put(Kind.QUOTED, at + 1, end, end + 1);
    }

    /// Where the quotes that begin there end; below 0 if they do not.
    private int endOfQuotes(int from) {
        int i = from + 1;
        while (i < text.length() && text.charAt(i) != '"') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return i < text.length() ? i : -1;
    }

    private void colon() {
        Token before = tokens.isEmpty() ? null : tokens.getLast();
        boolean condition = before != null
                && before.is(Kind.TERM)
                && before.at() + before.text().length() == at
                && names.hasOwnValues(before.text());
        sign(Kind.COLON);
        boolean compared = at < text.length() && "<>".indexOf(text.charAt(at)) >= 0;
        if (condition || compared) {
            value();
        }
    }

    /// The value that begins here, unless it begins as text does.
    private void value() {
        int sign = at;
        while (sign < text.length() && "<>=".indexOf(text.charAt(sign)) >= 0) {
            sign++;
        }
        if (sign == at && sign < text.length() && "\"[{(".indexOf(text.charAt(at)) >= 0) {
            return;
        }
        int close = text.startsWith("\"", sign) ? text.indexOf('"', sign + 1) : -1;
        if (close > 0) {
            tokens.add(new Token(Kind.VALUE, text.substring(at, close).replace("\"", ""), at));
            at = close + 1;
            return;
        }
        int end = sign;
        while (end < text.length() && !isBlank(end) && text.charAt(end) != ')') {
            end++;
        }
        if (end > at) {
            put(Kind.VALUE, at, end, end);
        }
    }

    /// `[a TO b]` with its ends, as far as they are there.
    private void range() {
        sign(Kind.FROM);
        while (at < text.length()) {
            char c = text.charAt(at);
            if (isBlank(at)) {
                at++;
            } else if (c == ']' || c == '}') {
                sign(Kind.TO);
                return;
            } else {
                limit();
            }
        }
    }

    private void limit() {
        int end = at;
        while (end < text.length() && " ]}".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        int close = text.charAt(at) == '"' ? endOfQuotes(at) : -1;
        if (close + 1 >= end) {
            put(Kind.QUOTED, at + 1, close, close + 1);
        } else {
            put(Kind.LIMIT, at, end, end);
        }
    }

    private void boost() {
        int end = at + 1;
        while (end < text.length() && isDigit(end)) {
            end++;
        }
        if (end == at + 1) {
            throw query.problem("a number stands behind '^'; put text with special characters in quotes", at);
        }
        if (end + 1 < text.length() && text.charAt(end) == '.' && isDigit(end + 1)) {
            end++;
            while (end < text.length() && isDigit(end)) {
                end++;
            }
        }
        put(Kind.BOOST, at, end, end);
    }

    private boolean isDigit(int i) {
        return text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }

    private void tilde() {
        int from = at++;
        while (at < text.length() && inWord(at)) {
            at += escaped(at) ? 2 : 1;
        }
        put(Kind.TILDE, from, at, at);
    }
}
