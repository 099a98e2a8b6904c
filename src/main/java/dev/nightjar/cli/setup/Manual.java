package dev.nightjar.cli.setup;

import dev.nightjar.Workspace;
import dev.nightjar.cli.Command;
import dev.nightjar.cli.Commands;
import dev.nightjar.cli.Session;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.text.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Manual pages, made from what the commands say of themselves.
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

    @Override
    public Exit run(Session session) throws Exception {
        CommandSpec all = Commands.described();
        if (dir != null) {
            writeAll(all, dir, session);
            return Exit.DONE;
        }
        String page = page(all, command);
        if (session.terminal.out()) {
            open(page, session);
        } else {
            session.out.print(page);
        }
        return Exit.DONE;
    }

    private static String page(CommandSpec all, @Nullable String name) {
        if (name == null || name.equals("nightjar")) {
            return new Roff(all, all, Workspace.version()).page();
        }
        CommandLine line = all.subcommands().get(name);
        if (line == null) {
            throw new Failure(Exit.USAGE, "there is no command '" + name + "'" + Nearest.hint(name, Commands.names()));
        }
        return new Roff(all, line.getCommandSpec(), Workspace.version()).page();
    }

    private static void writeAll(CommandSpec all, Path dir, Session session) {
        try {
            Files.createDirectories(dir);
            Files.writeString(dir.resolve("nightjar.1"), page(all, null));
            for (String name : all.subcommands().keySet()) {
                Files.writeString(dir.resolve("nightjar-" + name + ".1"), page(all, name));
            }
            session.say((all.subcommands().size() + 1) + " pages in " + dir);
        } catch (IOException e) {
            throw new Failure(
                    Exit.CANNOT_CREATE, "cannot write to " + dir + " (" + e + "): choose a folder of yours", e);
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
