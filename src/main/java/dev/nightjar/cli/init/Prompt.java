package dev.nightjar.cli.init;

import dev.nightjar.text.Visible;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Asks a person; Enter takes what is proposed.
final class Prompt {

    private final BufferedReader in;
    private final PrintStream out;

    Prompt(InputStream in, PrintStream out) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = out;
    }

    /// The answer, or what is proposed; asked again while `wrong` says why it will not do.
    ///
    /// @param wrong empty if the answer is fine
    String ask(String question, String proposed, Function<String, Optional<String>> wrong) {
        while (true) {
            String answer = line(question + " [" + (proposed.isEmpty() ? "none" : proposed) + "]: ");
            String taken = answer.isEmpty() ? proposed : answer.equals("-") ? "" : answer;
            Optional<String> why = wrong.apply(taken);
            if (why.isEmpty()) {
                return taken;
            }
            out.println("  " + Visible.line(why.get()));
        }
    }

    /// True for yes, which is what Enter means.
    boolean yes(String question) {
        while (true) {
            String answer = line(question + " [Y/n]: ").toLowerCase(Locale.ROOT);
            if (answer.isEmpty() || answer.equals("y") || answer.equals("yes")) {
                return true;
            }
            if (answer.equals("n") || answer.equals("no")) {
                return false;
            }
            out.println("  y or n");
        }
    }

    private String line(String shown) {
        out.print(Visible.line(shown));
        out.flush();
        try {
            String line = in.readLine();
            if (line == null) {
                out.println();
                throw new EndOfAnswers();
            }
            return line.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Nobody answers any more.
    static final class EndOfAnswers extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
