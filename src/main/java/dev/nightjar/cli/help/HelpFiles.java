package dev.nightjar.cli.help;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/// Completion scripts and manual pages as files of the jar. The build writes them, because what they are made of,
/// the
/// descriptions of all commands, takes longer to read than any of them is worth waiting for.
public final class HelpFiles {

    private static final String FOLDER = "nightjar/help/";

    private HelpFiles() {}

    /// Writes all of them into a folder of classes. A part of the build.
    ///
    /// @param all the command above all others, with every command below it
    /// @param version as the pages name it
    public static void write(CommandSpec all, String version, Path classes) throws IOException {
        Path folder = Files.createDirectories(classes.resolve(FOLDER));
        Files.writeString(folder.resolve(script("bash")), new Bash(all).script());
        Files.writeString(folder.resolve(script("zsh")), new Zsh(all).script());
        Files.writeString(folder.resolve(script("fish")), new Fish(all).script());
        Files.writeString(folder.resolve(page("nightjar")), new Roff(all, all, version).page());
        for (var command : all.subcommands().entrySet()) {
            CommandSpec told = command.getValue().getCommandSpec();
            Files.writeString(folder.resolve(page(command.getKey())), new Roff(all, told, version).page());
        }
    }

    /// The file with the script of a shell.
    static String script(String shell) {
        return "nightjar." + shell;
    }

    /// The file with the page of a command, or of `nightjar` itself.
    static String page(String command) {
        return command.equals("nightjar") ? "nightjar.1" : "nightjar-" + command + ".1";
    }

    /// The text of a file that the build wrote.
    static String read(String file) throws IOException {
        try (InputStream in = HelpFiles.class.getResourceAsStream("/" + FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("the build left out " + FOLDER + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
