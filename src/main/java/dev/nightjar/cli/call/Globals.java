package dev.nightjar.cli.call;

import dev.nightjar.cli.terminal.Hints;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
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
            "  nightjar help COMMAND            more about a command, with an example"
        })
public final class Globals {

    private static final Pattern FIELDS = Pattern.compile("[a-z_]+(,[a-z_]+)+");

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            scope = ScopeType.INHERIT,
            description = "Say which version this is.")
    boolean version;

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
            description = {
                "Folder with nightjar.yaml, projects/ and jobs/ (default: what NIGHTJAR_CONFIG names, else the folder"
                        + " where you are or nightjar-config in it, else /etc/nightjar)."
            })
    @Nullable
    Path config;

    @Option(
            names = "--json",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "FIELDS",
            scope = ScopeType.INHERIT,
            description = "Print JSON, one object a line; --json=id,title: these of its fields.")
    @Nullable
    String json;

    @Option(
            names = "--trust",
            scope = ScopeType.INHERIT,
            description = {
                "Take a data folder, configuration and templates that everybody may write to, and an index on a network"
                        + " file system."
            })
    boolean trust;

    @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "Plain text, as with NO_COLOR.")
    boolean noColor;

    @Option(names = "--no-pager", scope = ScopeType.INHERIT, description = "Print what is long without a pager.")
    boolean noPager;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "Silence, unless something is wrong: for cron.")
    boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "More messages; where an error came from.")
    boolean verbose;

    /// The options with folders that were typed, to be typed again.
    public String folders() {
        return (config == null ? "" : Hints.option("--config", config))
                + (data == null ? "" : Hints.option("--data", data));
    }

    /// The fields of objects that were asked for; none is all.
    public List<String> fields() {
        return json == null || json.isEmpty() ? List.of() : List.of(json.split(",", -1));
    }

    /// The arguments with `--json` as the parser takes it: a list of fields may stand behind a blank, any other
    /// word there is one of the command's.
    public static String[] unambiguous(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        int end = all.contains("--") ? all.indexOf("--") : all.size();
        for (int i = end - 1; i >= 0; i--) {
            if (all.get(i).equals("--json")) {
                boolean fields = i + 1 < end && FIELDS.matcher(all.get(i + 1)).matches();
                all.set(i, "--json=" + (fields ? all.remove(i + 1) : ""));
                end -= fields ? 1 : 0;
            }
        }
        return all.toArray(String[]::new);
    }

    /// More messages, and where an error came from.
    public boolean verbose() {
        return verbose;
    }
}
