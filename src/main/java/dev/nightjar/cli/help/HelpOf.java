package dev.nightjar.cli.help;

import dev.nightjar.cli.call.Command;
import dev.nightjar.cli.call.Session;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.text.Json;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Parameters;

/// The same help as `--help` behind a command, for those who type the word in front.
@picocli.CommandLine.Command(
        description = "Shows what a command does, with its options and an example; alone, all commands.",
        footer = "%nExample:%n  nightjar help search%n  nightjar help formats new")
public final class HelpOf implements Command {

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "The command (default: all of them, in groups).")
    List<String> words = List.of();

    private final Function<List<String>, String> explained;

    /// @param explained the help of a command as typed, of all for none
    public HelpOf(Function<List<String>, String> explained) {
        this.explained = explained;
    }

    @Override
    public boolean paged() {
        return true;
    }

    @Override
    public Exit run(Session session) {
        String text = explained.apply(words);
        if (session.json) {
            session.print(new Json().put("command", String.join(" ", words)).put("help", text));
        } else {
            session.out.print(text);
        }
        return Exit.DONE;
    }
}
