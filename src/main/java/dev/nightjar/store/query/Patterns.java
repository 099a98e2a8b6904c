package dev.nightjar.store.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What words with `*` and `?` mean.
final class Patterns {

    private static final int LEAST = 2;
    private static final String SPECIAL = "\\+-!():^[]\"{}~*?|&/";

    private Patterns() {}

    /// A pattern of a whole value, or of each word in it. In frames, no word is any frame.
    static Optional<Query> of(QueryText query, Field field, Token token) {
        String pattern = pattern(query, token).toLowerCase(Locale.ROOT);
        if (!field.hasWords()) {
            return Optional.of(wild(query, field, pattern, token.at()));
        }
        List<Query> all = new ArrayList<>();
        for (String piece : pieces(pattern)) {
            all.add(
                    piece.chars().noneMatch(c -> Lexer.isWild((char) c))
                            ? new Query.Word(field, piece)
                            : wild(query, field, piece, place(token, piece)));
        }
        return all.isEmpty() && field == Field.FRAME ? Optional.of(new Query.Has(Query.Attribute.TRACE)) : every(all);
    }

    /// A pattern of a whole value that the log named.
    static Query.Value value(QueryText query, Token token) {
        return new Query.Value.Like(pattern(query, token).toLowerCase(Locale.ROOT), token.at());
    }

    private static int place(Token token, String piece) {
        return token.at() + Math.max(0, token.text().toLowerCase(Locale.ROOT).lastIndexOf(piece));
    }

    static Optional<Query> every(List<Query> all) {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.size() == 1 ? all.getFirst() : new Query.And(all));
    }

    /// As it was typed, but that the beginning of `begin*` has its escapes where special characters need them.
    private static String pattern(QueryText query, Token token) {
        String typed = token.text();
        int last = typed.length() - 1;
        boolean begins = last > 0 && typed.charAt(last) == '*' && firstWild(typed) == last;
        if (!begins) {
            Escapes.plain(query, token);
            return typed;
        }
        StringBuilder escaped = new StringBuilder();
        for (char c : Escapes.plain(query, new Token(token.kind(), typed.substring(0, last), token.at()))
                .toCharArray()) {
            if (SPECIAL.indexOf(c) >= 0) {
                escaped.append('\\');
            }
            escaped.append(c);
        }
        return escaped.append('*').toString();
    }

    /// The first wildcard that is not escaped.
    private static int firstWild(String typed) {
        int i = 0;
        while (i < typed.length() && !Lexer.isWild(typed.charAt(i))) {
            i += typed.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }

    /// The words of a pattern, each with its wildcards: all of them are required. An escaped wildcard separates.
    private static List<String> pieces(String pattern) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (int i = 0; i <= pattern.length(); i++) {
            boolean end = i == pattern.length();
            boolean escape = !end && pattern.charAt(i) == '\\';
            boolean part = !end && !escape && (Lexer.isWild(pattern.charAt(i)) || Words.inWord(pattern, i));
            if (part) {
                piece.append(pattern.charAt(i));
            } else if (!piece.isEmpty()) {
                pieces.add(piece.toString());
                piece.setLength(0);
            }
            i += escape && i + 1 < pattern.length() && Lexer.isWild(pattern.charAt(i + 1)) ? 1 : 0;
        }
        pieces.removeIf("*"::equals);
        return pieces;
    }

    private static Query wild(QueryText query, Field field, String pattern, int at) {
        int literal = 0;
        while (literal < pattern.length() && !Lexer.isWild(pattern.charAt(literal))) {
            literal++;
        }
        long said = pattern.chars().filter(c -> !Lexer.isWild((char) c)).count();
        if (said < LEAST && !pattern.equals("*")) {
            throw query.problem("at least " + LEAST + " characters must stand beside a wildcard", at);
        }
        boolean begins = literal == pattern.length() - 1 && pattern.endsWith("*") && pattern.indexOf('\\') < 0;
        return begins ? new Query.Prefix(field, pattern.substring(0, literal)) : new Query.Wildcard(field, pattern, at);
    }
}
