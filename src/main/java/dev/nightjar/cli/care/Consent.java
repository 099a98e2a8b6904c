package dev.nightjar.cli.care;

import dev.nightjar.cli.call.Session;
import dev.nightjar.model.Failure.Exit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import picocli.CommandLine.Option;

/// Asks before something is done that cannot be taken back by one more command.
final class Consent {

    @Option(
            names = {"-y", "--yes"},
            description = "Does it without asking.")
    boolean yes;

    /// Whether it is to be done: `--yes` was typed, or a person says so. Without a terminal nobody can, and what to
    /// type is told.
    boolean given(Session session, String question, String command) {
        if (yes) {
            return true;
        }
        if (!session.terminal.out() || !session.terminal.err()) {
            session.say("nothing was changed; to do it: nightjar " + command + " --yes");
            return false;
        }
        session.out.flush();
        session.err.print(question + " [y/N]: ");
        session.err.flush();
        try {
            String answer = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
            if (answer != null
                    && answer.strip().toLowerCase(java.util.Locale.ROOT).matches("y|yes")) {
                return true;
            }
        } catch (IOException e) {
            // no answer is no
        }
        session.say("nothing was changed");
        return false;
    }

    /// What a command ends with that was not done: by a person's word, or because nobody could be asked.
    static Exit refused(Session session) {
        return session.terminal.out() && session.terminal.err() ? Exit.DONE : Exit.USAGE;
    }
}
