package dev.nightjar.cli.call;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// Options that every command has, written before or after its name.
@CommandLine.Command(
        name = "nightjar",
        synopsisSubcommandLabel = "COMMAND",
        descriptionHeading = "%n",
        description = "Finds the errors in log files, groups them into issues, and tells people.",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  nightjar scan /var/log/shop      read what is new, find the issues",
            "  nightjar issues                  see them, worst first",
            "  nightjar COMMAND --help          more about a command, with an example"
        })
public final class Globals {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    boolean help;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Where index, history and report lie (default: ./.nightjar, or as configured).")
    @Nullable
    Path data;

    @Option(
            names = "--config",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Folder with nightjar.yaml, projects/ and jobs/ (default: /etc/nightjar if it exists).")
    @Nullable
    Path config;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON, one object a line.")
    boolean json;

    @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "Plain text, as with NO_COLOR.")
    boolean noColor;

    @Option(names = "--no-pager", scope = ScopeType.INHERIT, description = "Print what is long without a pager.")
    boolean noPager;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "No messages except errors.")
    boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "More messages; where an error came from.")
    boolean verbose;

    /// More messages, and where an error came from.
    public boolean verbose() {
        return verbose;
    }
}
