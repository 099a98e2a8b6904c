package dev.nightjar.cli;

import dev.nightjar.cli.help.HelpFiles;
import java.io.IOException;
import java.nio.file.Path;

/// Hands the commands to what writes their help. A part of the build.
final class WriteHelp {

    private WriteHelp() {}

    /// @param args the folder of classes, and the version
    public static void main(String[] args) throws IOException {
        HelpFiles.write(Commands.described(), args[1], Path.of(args[0]));
    }
}
