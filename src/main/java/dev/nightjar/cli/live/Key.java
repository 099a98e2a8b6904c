package dev.nightjar.cli.live;

import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import org.jline.utils.NonBlockingReader;

/// A key that was pressed.
///
/// @param name what it does; `TEXT` for characters
/// @param text the character, empty for other keys
public record Key(Name name, String text) {

    /// How long the rest of a sequence may take: behind it, an escape character is the key.
    private static final long ESCAPE_MILLIS = 50;

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

    private static Key of(Name name) {
        return new Key(name, "");
    }

    /// The next key; empty if none comes in time. Sequences without a meaning are `ESCAPE`.
    ///
    /// @param millis how long it is waited for, more than 0
    /// @throws IOException if the terminal is gone
    static Optional<Key> read(NonBlockingReader in, long millis) throws IOException {
        int first = in.read(millis);
        if (first == NonBlockingReader.READ_EXPIRED) {
            return Optional.empty();
        }
        if (first == NonBlockingReader.EOF) {
            throw new EOFException("the terminal is gone");
        }
        if (first == 0x1b) {
            return Optional.of(of(escape(in)));
        }
        if (first < ' ' || first == 0x7f) {
            return Optional.of(of(control(first)));
        }
        return Optional.of(new Key(Name.TEXT, text((char) first, in)));
    }

    private static String text(char first, NonBlockingReader in) throws IOException {
        int second = Character.isHighSurrogate(first) ? in.read(ESCAPE_MILLIS) : -1;
        return second < 0 ? String.valueOf(first) : "" + first + (char) second;
    }

    private static Name control(int c) {
        return switch (c) {
            case '\r', '\n' -> Name.ENTER;
            case 0x7f, 0x08 -> Name.BACKSPACE;
            case 0x0e -> Name.DOWN;
            case 0x10 -> Name.UP;
            case 0x06 -> Name.PAGE_DOWN;
            case 0x02 -> Name.PAGE_UP;
            default -> Name.ESCAPE;
        };
    }

    /// Reads a sequence to its end, so that nothing of one without a meaning is taken for text.
    private static Name escape(NonBlockingReader in) throws IOException {
        int second = in.peek(ESCAPE_MILLIS);
        if (second != '[' && second != 'O') {
            return Name.ESCAPE;
        }
        in.read(ESCAPE_MILLIS);
        StringBuilder sequence = new StringBuilder();
        int c;
        do {
            c = in.read(ESCAPE_MILLIS);
            sequence.append((char) c);
        } while (c >= 0 && (c < '@' || c > '~'));
        return switch (sequence.toString()) {
            case "A" -> Name.UP;
            case "B" -> Name.DOWN;
            case "5~" -> Name.PAGE_UP;
            case "6~" -> Name.PAGE_DOWN;
            case "H", "1~" -> Name.HOME;
            case "F", "4~" -> Name.END;
            default -> Name.ESCAPE;
        };
    }
}
