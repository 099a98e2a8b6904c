package dev.nightjar.cli.setup;

import dev.nightjar.cli.Command;
import dev.nightjar.cli.Commands;
import dev.nightjar.cli.Session;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.text.Nearest;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/// Prints what a shell needs to complete command lines.
@picocli.CommandLine.Command(
        description = "Prints a script that lets a shell complete commands, options, projects and jobs.",
        footer = {
            "%nExample:%n  source <(nightjar completion bash)   now; for always, put the line into ~/.bashrc",
            "  nightjar completion zsh > ~/.zfunc/_nightjar   with ~/.zfunc in fpath, before compinit",
            "  nightjar completion fish > ~/.config/fish/completions/nightjar.fish"
        })
public final class Completion implements Command {

    private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

    @Parameters(paramLabel = "bash|zsh|fish", description = "The shell.")
    String shell = "";

    @Override
    public Exit run(Session session) {
        CommandSpec all = Commands.described();
        session.out.print(
                switch (shell) {
                    case "bash" -> new Bash(all).script();
                    case "zsh" -> new Zsh(all).script();
                    case "fish" -> new Fish(all).script();
                    default ->
                        throw new Failure(
                                Exit.USAGE, "no completion for '" + shell + "'" + Nearest.hint(shell, SHELLS));
                });
        return Exit.DONE;
    }

    /// In single quotes, as bash and zsh take it.
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
