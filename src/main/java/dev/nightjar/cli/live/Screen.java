package dev.nightjar.cli.live;

import java.io.IOError;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;

/// The terminal's second screen, with each key as it is pressed. However the process ends, short of SIGKILL, the
/// terminal is as it was. JLine knows modes, size and characters; Ctrl-C stays a signal of the process.
public final class Screen implements AutoCloseable {

    private final PrintStream out;
    private final Terminal terminal;
    private final Thread hook = new Thread(this::leave, "leave the screen");
    private boolean left;
    private boolean gone;
    private int rows;
    private int columns;
    private String drawn = "";

    /// @param rows and columns: of a terminal that does not tell them
    /// @throws IOException if standard input or output is no terminal
    public Screen(PrintStream out, int rows, int columns) throws IOException {
        this.out = out;
        this.rows = rows;
        this.columns = columns;
        this.terminal = open();
        Runtime.getRuntime().addShutdownHook(hook);
        characters();
        out.print("\u001b[?1049h\u001b[?25l\u001b[2J");
        out.flush();
    }

    /// Capabilities of terminals are not asked for: a type that JLine has within itself spares a process.
    private static Terminal open() throws IOException {
        try {
            return TerminalBuilder.builder()
                    .system(true)
                    .provider("ffm")
                    .dumb(false)
                    .nativeSignals(false)
                    .type("xterm")
                    .encoding(StandardCharsets.UTF_8)
                    .build();
        } catch (IllegalStateException e) {
            throw new IOException("standard input or output is none", e);
        }
    }

    /// Each character comes at once and is not shown. JLine's raw mode would take Ctrl-C and Ctrl-Z for
    /// characters as well.
    private void characters() {
        Attributes modes = terminal.getAttributes();
        modes.setLocalFlags(EnumSet.of(LocalFlag.ICANON, LocalFlag.ECHO), false);
        modes.setControlChar(ControlChar.VMIN, 1);
        modes.setControlChar(ControlChar.VTIME, 0);
        terminal.setAttributes(modes);
    }

    /// Asked for anew by each call.
    public int rows() {
        try {
            Size size = terminal.getSize();
            if (size.getRows() > 0 && size.getColumns() > 0) {
                rows = Math.max(5, size.getRows());
                columns = Math.max(20, size.getColumns());
            }
        } catch (IllegalStateException | IOError e) {
            gone = true;
        }
        return rows;
    }

    /// As it was when `rows` was asked for.
    public int columns() {
        return columns;
    }

    /// The terminal was closed: by whoever looks at it, or because the process ends.
    public boolean gone() {
        return gone;
    }

    /// Draws the lines from the top, only if they changed; each must fit.
    public void draw(List<String> lines) {
        String frame = String.join("\u001b[K\r\n", lines);
        if (frame.equals(drawn)) {
            return;
        }
        drawn = frame;
        out.print("\u001b[?2026h\u001b[H" + frame + "\u001b[K\u001b[J\u001b[?2026l");
        out.flush();
    }

    /// A line with colours in it, or its beginning and `…`, in at most `columns` columns.
    public static String cut(String line, int columns) {
        AttributedString text = AttributedString.fromAnsi(line);
        return text.columnLength() <= columns
                ? line
                : text.columnSubSequence(0, columns - 1).toAnsi() + "…";
    }

    /// The next key; empty if none comes in time.
    public Optional<Key> key(long millis) {
        try {
            return Key.read(terminal.reader(), millis);
        } catch (IllegalStateException | IOException e) {
            gone = true;
            return Optional.empty();
        }
    }

    private synchronized void leave() {
        if (left) {
            return;
        }
        left = true;
        out.print("\u001b[?2026l\u001b[?25h\u001b[?1049l");
        out.flush();
        try {
            terminal.close();
        } catch (IOException | IllegalStateException e) {
            out.println("the terminal could not be restored: type reset");
        }
    }

    @Override
    public void close() {
        leave();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            left = true;
        }
    }
}
