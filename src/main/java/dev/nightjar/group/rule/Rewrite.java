package dev.nightjar.group.rule;

import dev.nightjar.group.kind.Chars;
import java.util.ArrayList;
import java.util.List;

/// A rule `pattern -> replacement` for generated names, matched without backtracking: literals, and runs that
/// take all they can: `{n}` digits, `{x}` hex digits, `{w}` letters, digits and underscores, `{c}` six and more
/// of them with a digit among them (a content hash), `{a}` everything that is left; `{b}` and `{e}` stand for the
/// begin and the end of the name. A run named in the replacement stands for the first such run matched.
final class Rewrite {

    private static final String RUNS = "nxwcabe";

    private record Token(char run, String literal) {}

    private final String pattern;
    private final Token[] tokens;
    private final String longest;
    private final String replacement;

    Rewrite(String pattern, String replacement) {
        this.pattern = pattern;
        this.tokens = tokens(pattern).toArray(Token[]::new);
        this.longest = java.util.Arrays.stream(tokens)
                .map(Token::literal)
                .max(java.util.Comparator.comparingInt(String::length))
                .orElse("");
        this.replacement = replacement;
    }

    String pattern() {
        return pattern;
    }

    /// The name with every match replaced.
    String apply(String name) {
        if (!name.contains(longest)) {
            return name;
        }
        StringBuilder out = null;
        int copied = 0;
        for (int i = 0; i <= name.length(); i++) {
            int[] run = new int[2];
            int to = match(name, i, run);
            if (to > i) {
                out = out == null ? new StringBuilder() : out;
                out.append(name, copied, i).append(replaced(name, run));
                copied = to;
                i = to - 1;
            }
        }
        return out == null ? name : out.append(name, copied, name.length()).toString();
    }

    private String replaced(String name, int[] run) {
        int at = replacement.indexOf('{');
        boolean named = at >= 0 && at + 2 < replacement.length() && replacement.charAt(at + 2) == '}';
        return named
                ? replacement.substring(0, at) + name.substring(run[0], run[1]) + replacement.substring(at + 3)
                : replacement;
    }

    /// The end of a match at `i`, or -1; notes the first run `{w}`, or else the first run.
    private int match(String name, int i, int[] first) {
        int at = i;
        for (Token token : tokens) {
            int to = step(token, name, at);
            if (to < 0) {
                return -1;
            }
            if (token.run == 'w' && first[1] == 0) {
                first[0] = at;
                first[1] = to;
            }
            at = to;
        }
        return at;
    }

    private static int step(Token token, String name, int at) {
        return switch (token.run) {
            case 'b' -> at == 0 ? at : -1;
            case 'e' -> at == name.length() ? at : -1;
            case 'a' -> name.length();
            case 'n' -> some(at, Chars.digits(name, at, name.length()));
            case 'x' -> some(at, Chars.hexes(name, at, name.length()));
            case 'w' -> some(at, word(name, at));
            case 'c' -> content(name, at);
            default -> name.startsWith(token.literal, at) ? at + token.literal.length() : -1;
        };
    }

    private static int some(int at, int to) {
        return to > at ? to : -1;
    }

    private static int word(String name, int at) {
        int to = at;
        while (to < name.length() && Chars.word(name.charAt(to))) {
            to++;
        }
        return to;
    }

    private static int content(String name, int at) {
        int to = word(name, at);
        boolean digit = false;
        for (int i = at; i < to; i++) {
            digit |= Chars.digit(name.charAt(i));
        }
        return to - at >= 6 && digit ? to : -1;
    }

    private static List<Token> tokens(String pattern) {
        List<Token> tokens = new ArrayList<>();
        int literal = 0;
        for (int i = 0; i + 2 < pattern.length(); i++) {
            boolean run = pattern.charAt(i) == '{'
                    && pattern.charAt(i + 2) == '}'
                    && RUNS.indexOf(pattern.charAt(i + 1)) >= 0;
            if (run) {
                literal(tokens, pattern.substring(literal, i));
                tokens.add(new Token(pattern.charAt(i + 1), ""));
                literal = i + 3;
                i += 2;
            }
        }
        literal(tokens, pattern.substring(Math.min(literal, pattern.length())));
        return List.copyOf(tokens);
    }

    private static void literal(List<Token> tokens, String text) {
        if (!text.isEmpty()) {
            tokens.add(new Token(' ', text));
        }
    }
}
