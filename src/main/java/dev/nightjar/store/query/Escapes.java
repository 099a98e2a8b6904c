package dev.nightjar.store.query;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// What a token says without its escapes: a backslash takes the next character as it is, and `\u00e9` is its
/// character.
final class Escapes {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]*)?");
    private static final int HEX_DIGITS = 4;

    private Escapes() {}

    static String plain(QueryText query, Token token) {
        String text = token.text();
        if (token.is(Token.Kind.VALUE) || text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && ++i < text.length()) {
                c = text.charAt(i);
                if (c == 'u') {
                    c = unicode(query, token, i + 1);
                    i += HEX_DIGITS;
                }
            }
            plain.append(c);
        }
        return plain.toString();
    }

    private static char unicode(QueryText query, Token token, int from) {
        String text = token.text();
        int value = 0;
        for (int i = from; i < from + HEX_DIGITS; i++) {
            int digit = i < text.length() ? Character.digit(text.charAt(i), 16) : -1;
            if (digit < 0) {
                throw query.problem(
                        "four hexadecimal digits stand behind '\\u'; write '\\\\u' for a backslash and a u",
                        token.at() + from - 2);
            }
            value = value << 4 | digit;
        }
        return (char) value;
    }

    /// The number behind a tilde; empty if there is none.
    static OptionalDouble number(Token tilde) {
        String text = tilde.text().substring(1);
        return NUMBER.matcher(text).matches() ? OptionalDouble.of(Double.parseDouble(text)) : OptionalDouble.empty();
    }
}
