package dev.nightjar.cli.live;

import java.util.Optional;

/// A key that was pressed.
///
/// @param name what it does; `TEXT` for characters
/// @param text the character, empty for other keys
public record Key(Name name, String text) {

    /// Keys with a meaning of their own.
    public enum Name {
        TEXT,
        UP,
        DOWN,
        PAGE_UP,
        PAGE_DOWN,
        HOME,
        END,
        ENTER,
        ESCAPE,
        BACKSPACE
    }

    /// A key, and how many bytes it took.
    record Read(Key key, int bytes) {}

    static Key of(Name name) {
        return new Key(name, "");
    }

    /// The key that these bytes begin with; empty if they are not all there yet. Unknown sequences are `ESCAPE`.
    ///
    /// @param whole nothing more comes soon: a lone escape character is the key
    static Optional<Read> read(byte[] bytes, int length, boolean whole) {
        if (length == 0) {
            return Optional.empty();
        }
        int first = bytes[0] & 0xFF;
        if (first == 0x1b) {
            return escape(bytes, length, whole);
        }
        if (first < ' ' || first == 0x7f) {
            return Optional.of(new Read(control(first), 1));
        }
        int wanted = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        if (length < wanted) {
            return whole ? Optional.of(new Read(of(Name.ESCAPE), length)) : Optional.empty();
        }
        String text = new String(bytes, 0, wanted, java.nio.charset.StandardCharsets.UTF_8);
        return Optional.of(new Read(new Key(Name.TEXT, text), wanted));
    }

    private static Key control(int c) {
        return switch (c) {
            case '\r', '\n' -> of(Name.ENTER);
            case 0x7f, 0x08 -> of(Name.BACKSPACE);
            case 0x0e -> of(Name.DOWN);
            case 0x10 -> of(Name.UP);
            case 0x06 -> of(Name.PAGE_DOWN);
            case 0x02 -> of(Name.PAGE_UP);
            default -> of(Name.ESCAPE);
        };
    }

    private static Optional<Read> escape(byte[] bytes, int length, boolean whole) {
        if (length == 1) {
            return whole ? Optional.of(new Read(of(Name.ESCAPE), 1)) : Optional.empty();
        }
        if (bytes[1] != '[' && bytes[1] != 'O') {
            return Optional.of(new Read(of(Name.ESCAPE), 1));
        }
        int end = 2;
        while (end < length && (bytes[end] < '@' || bytes[end] > '~')) {
            end++;
        }
        if (end == length) {
            return whole ? Optional.of(new Read(of(Name.ESCAPE), length)) : Optional.empty();
        }
        String sequence = new String(bytes, 2, end - 1, java.nio.charset.StandardCharsets.US_ASCII);
        Name name = switch (sequence) {
            case "A" -> Name.UP;
            case "B" -> Name.DOWN;
            case "5~" -> Name.PAGE_UP;
            case "6~" -> Name.PAGE_DOWN;
            case "H", "1~" -> Name.HOME;
            case "F", "4~" -> Name.END;
            default -> Name.ESCAPE;
        };
        return Optional.of(new Read(of(name), end + 1));
    }
}
