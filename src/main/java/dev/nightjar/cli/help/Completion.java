package dev.nightjar.cli.help;

import dev.nightjar.cli.call.Command;
import dev.nightjar.cli.call.Session;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.text.Nearest;
import java.io.IOException;
import java.util.List;
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
    public Exit run(Session session) throws IOException {
        if (!SHELLS.contains(shell)) {
            throw new Failure(Exit.USAGE, "no completion for '" + shell + "'" + Nearest.hint(shell, SHELLS));
        }
        session.out.print(HelpFiles.read(HelpFiles.script(shell)));
        return Exit.DONE;
    }
}
