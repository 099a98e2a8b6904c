package dev.nightjar.cli.help;

import dev.nightjar.cli.call.Command;
import dev.nightjar.cli.call.Session;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.text.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows manual pages, which the build made from what the commands say of themselves.
@picocli.CommandLine.Command(
        description = "Shows the manual page of a command; in a pipe, its source.",
        footer = {
            "%nExample:%n  nightjar man search",
            "  nightjar man --all /usr/local/share/man/man1   writes the pages of all commands"
        })
public final class Manual implements Command {

    @Parameters(paramLabel = "COMMAND", arity = "0..1", description = "The command (default: nightjar itself).")
    @Nullable
    String command;

    @Option(names = "--all", paramLabel = "DIR", description = "Write the pages of all commands to this folder.")
    @Nullable
    Path dir;

    private final Collection<String> commands;

    /// @param commands names of all commands
    public Manual(Collection<String> commands) {
        this.commands = commands;
    }

    @Override
    public Exit run(Session session) throws Exception {
        if (dir != null) {
            writeAll(dir, session);
            return Exit.DONE;
        }
        String page = page(command);
        if (session.terminal.out()) {
            open(page, session);
        } else {
            session.out.print(page);
        }
        return Exit.DONE;
    }

    private String page(@Nullable String name) throws IOException {
        if (name == null || name.equals("nightjar")) {
            return HelpFiles.read(HelpFiles.page("nightjar"));
        }
        if (!commands.contains(name)) {
            throw new Failure(Exit.USAGE, "there is no command '" + name + "'" + Nearest.hint(name, commands));
        }
        return HelpFiles.read(HelpFiles.page(name));
    }

    private void writeAll(Path folder, Session session) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(HelpFiles.page("nightjar")), page(null));
            for (String name : commands) {
                Files.writeString(folder.resolve(HelpFiles.page(name)), page(name));
            }
            session.say((commands.size() + 1) + " pages in " + folder);
        } catch (IOException e) {
            throw new Failure(
                    Exit.CANNOT_CREATE, "cannot write to " + folder + " (" + e + "): choose a folder of yours", e);
        }
    }

    /// `man -l` as man-db has it; where there is none, the source is better than nothing.
    private static void open(String page, Session session) throws IOException, InterruptedException {
        Path file = Files.createTempFile("nightjar", ".1");
        try {
            Files.writeString(file, page);
            session.out.flush();
            int code = new ProcessBuilder("man", "-l", file.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                session.out.print(page);
            }
        } catch (IOException e) {
            session.warn("man is not installed: this is the page's source");
            session.out.print(page);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
