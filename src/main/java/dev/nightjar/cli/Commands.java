package dev.nightjar.cli;

import dev.nightjar.cli.call.Command;
import dev.nightjar.cli.call.Globals;
import dev.nightjar.cli.care.BackupCommand;
import dev.nightjar.cli.care.RebuildCommand;
import dev.nightjar.cli.care.RepairCommand;
import dev.nightjar.cli.care.RestoreCommand;
import dev.nightjar.cli.decide.DecisionCommands;
import dev.nightjar.cli.decide.Merging;
import dev.nightjar.cli.decide.Muting;
import dev.nightjar.cli.decide.Releasing;
import dev.nightjar.cli.doctor.Doctor;
import dev.nightjar.cli.doctor.Health;
import dev.nightjar.cli.help.Completion;
import dev.nightjar.cli.help.HelpOf;
import dev.nightjar.cli.help.Manual;
import dev.nightjar.cli.init.Init;
import dev.nightjar.cli.live.Tail;
import dev.nightjar.cli.live.Top;
import dev.nightjar.cli.look.Exporting;
import dev.nightjar.cli.look.Hist;
import dev.nightjar.cli.look.Linting;
import dev.nightjar.cli.look.ListCommands;
import dev.nightjar.cli.look.Owning;
import dev.nightjar.cli.look.Relating;
import dev.nightjar.cli.look.SearchCommand;
import dev.nightjar.cli.look.Show;
import dev.nightjar.cli.look.Unusual;
import dev.nightjar.cli.run.Alerting;
import dev.nightjar.cli.run.CheckRules;
import dev.nightjar.cli.run.Checking;
import dev.nightjar.cli.run.Mailing;
import dev.nightjar.cli.run.Opening;
import dev.nightjar.cli.run.RegroupCommand;
import dev.nightjar.cli.run.ReportCommands;
import dev.nightjar.cli.run.Running;
import dev.nightjar.cli.run.Understanding;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.model.Failure;
import dev.nightjar.text.Nearest;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/// The commands by name, in the order of the help. Only the one that was typed is built, because reading the
/// annotations of all of them would take longer than most commands.
public final class Commands {

    private static final int COLUMNS = 80;

    private static final Map<String, Map<String, Supplier<Command>>> GROUPS = Collections.unmodifiableMap(groups());
    private static final Map<String, Supplier<Command>> ALL = Collections.unmodifiableMap(all());

    private Commands() {}

    /// What was typed, with the name of the command that a path alone means.
    static String[] named(String... args) {
        if (!typed(args).isEmpty()) {
            return args;
        }
        for (int i = 0; i < args.length; i++) {
            boolean value = i > 0 && List.of("--config", "--data").contains(args[i - 1]);
            if (!value && isPath(args[i])) {
                List<String> all = new ArrayList<>(List.of(args));
                all.addFirst("open");
                return all.toArray(String[]::new);
            }
        }
        return args;
    }

    private static boolean isPath(String word) {
        try {
            return word.equals(Opening.PIPED) || !word.startsWith("-") && Files.exists(Path.of(word));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /// In the order of the help.
    public static Collection<String> names() {
        return ALL.keySet();
    }

    /// What all commands say of themselves: options, parameters, help.
    public static CommandSpec described() {
        CommandSpec all = line(new Globals()).getCommandSpec();
        all.subcommands().values().forEach(line -> told(line.getCommandSpec()));
        return all;
    }

    /// A command whose help ends with the fields that it prints with `--json`.
    static CommandSpec told(CommandSpec command) {
        List<String> fields = command.parent() == null ? List.of() : JsonFields.of(command.name());
        if (!fields.isEmpty()) {
            List<String> footer = new ArrayList<>(List.of(command.usageMessage().footer()));
            footer.add("");
            footer.addAll(Phrases.wrap("Fields of --json: " + String.join(", ", fields) + ".", COLUMNS - 1));
            command.usageMessage().footer(footer.toArray(String[]::new));
        }
        return command;
    }

    /// A parser that knows the command named in `args`, or all of them if none is named.
    static CommandLine line(Globals globals, String... args) {
        CommandLine line = new CommandLine(globals);
        String typed = typed(args);
        ALL.forEach((name, make) -> {
            if (typed.isEmpty() || typed.equals(name)) {
                line.addSubcommand(name, new CommandLine(make.get()));
            }
        });
        line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, help -> grouped(help));
        return line.setExpandAtFiles(false).setUsageHelpAutoWidth(false);
    }

    /// The commands as the overview lists them: under the titles of their groups.
    private static String grouped(Help help) {
        Map<String, Help> known = help.subcommands();
        int width = ALL.keySet().stream().mapToInt(String::length).max().orElse(1);
        StringBuilder text = new StringBuilder();
        GROUPS.forEach((title, commands) -> {
            text.append("%n %s%n".formatted(title));
            commands.keySet().forEach(name -> {
                Help command = known.get(name);
                if (command != null) {
                    List<String> told = Phrases.wrap(clause(command.commandSpec()), COLUMNS - width - 5);
                    text.append(("   %-" + width + "s  %s%n").formatted(name, told.getFirst()));
                    told.stream().skip(1).forEach(line -> text.append(" ".repeat(width + 5) + line + "\n"));
                }
            });
        });
        return text.toString();
    }

    /// What a command does, without what it does besides.
    private static String clause(CommandSpec command) {
        String[] told = command.usageMessage().description();
        return told.length == 0 ? "" : told[0].split("(?<=[a-z])[.:;]( |$)", 2)[0];
    }

    /// The help of a command, or of what stands below it; without words the overview.
    ///
    /// @throws dev.nightjar.model.Failure with exit code 64 for what is no command
    private static String explained(List<String> words) {
        CommandLine line = line(new Globals(), words.toArray(String[]::new));
        for (String word : words) {
            CommandLine next = line.getSubcommands().get(word);
            if (next == null) {
                Collection<String> known = line.getParent() == null
                        ? names()
                        : line.getSubcommands().keySet();
                throw new Failure(Failure.Exit.USAGE, "there is no command '" + word + "'" + Nearest.hint(word, known));
            }
            line = next;
        }
        return told(line.getCommandSpec()).commandLine().getUsageMessage();
    }

    private static Map<String, Supplier<Command>> all() {
        Map<String, Supplier<Command>> all = new LinkedHashMap<>();
        GROUPS.values().forEach(all::putAll);
        return all;
    }

    /// The first word that names a command; what it stands in may be the value of an option before it, which is
    /// rare and only costs time.
    private static String typed(String... args) {
        for (String arg : args) {
            if (ALL.containsKey(arg)) {
                return arg;
            }
        }
        return "";
    }

    private static Map<String, Map<String, Supplier<Command>>> groups() {
        Map<String, Map<String, Supplier<Command>>> groups = new LinkedHashMap<>();
        groups.put(
                "Begin",
                group(
                        Map.entry("open", Opening::new),
                        Map.entry("init", Init::new),
                        Map.entry("scan", Running.Scan::new)));
        groups.put("See what went wrong", looking());
        groups.put("Decide", deciding());
        groups.put(
                "Tell people",
                group(
                        Map.entry("report", ReportCommands.Report::new),
                        Map.entry("mail", Mailing::new),
                        Map.entry("alert", Alerting::new),
                        Map.entry("export", Exporting::new)));
        groups.put("Every night", operating());
        groups.put("Look after the data", caring());
        groups.put(
                "Logs that are not understood",
                group(
                        Map.entry("formats", Understanding.Formats::new),
                        Map.entry("parse", Understanding.Parse::new),
                        Map.entry("sources", Checking.Sources::new)));
        groups.put(
                "Help",
                group(
                        Map.entry("help", () -> new HelpOf(Commands::explained)),
                        Map.entry("man", () -> new Manual(names())),
                        Map.entry("completion", Completion::new),
                        Map.entry("version", Checking.Version::new)));
        return groups;
    }

    private static Map<String, Supplier<Command>> looking() {
        return group(
                Map.entry("issues", ListCommands.Issues::new),
                Map.entry("show", Show::new),
                Map.entry("search", SearchCommand::new),
                Map.entry("hist", Hist::new),
                Map.entry("top", Top::new),
                Map.entry("tail", Tail::new),
                Map.entry("explain", ListCommands.Explain::new),
                Map.entry("related", Relating.RelatedTo::new),
                Map.entry("unusual", Unusual::new),
                Map.entry("lint", Linting::new),
                Map.entry("audit", Relating.AuditLog::new));
    }

    private static Map<String, Supplier<Command>> deciding() {
        return group(
                Map.entry("resolve", DecisionCommands.Resolve::new),
                Map.entry("reopen", DecisionCommands.Reopen::new),
                Map.entry("mute", Muting::new),
                Map.entry("unmute", DecisionCommands.Unmute::new),
                Map.entry("assign", DecisionCommands.Assign::new),
                Map.entry("note", DecisionCommands.Note::new),
                Map.entry("merge", Merging.Merge::new),
                Map.entry("unmerge", Merging.Unmerge::new),
                Map.entry("release", Releasing::new),
                Map.entry("owners", Owning::new));
    }

    private static Map<String, Supplier<Command>> operating() {
        return group(
                Map.entry("run", Running.RunJob::new),
                Map.entry("daemon", Running.RunDaemon::new),
                Map.entry("runs", Running.Runs::new),
                Map.entry("check", CheckRules::new),
                Map.entry("doctor", Doctor::new),
                Map.entry("health", Health::new),
                Map.entry("regroup", RegroupCommand::new),
                Map.entry("prune", ReportCommands.Prune::new));
    }

    private static Map<String, Supplier<Command>> caring() {
        return group(
                Map.entry("backup", BackupCommand::new),
                Map.entry("restore", RestoreCommand::new),
                Map.entry("repair", RepairCommand::new),
                Map.entry("rebuild", RebuildCommand::new));
    }

    @SafeVarargs
    private static Map<String, Supplier<Command>> group(Map.Entry<String, Supplier<Command>>... commands) {
        Map<String, Supplier<Command>> group = new LinkedHashMap<>();
        for (Map.Entry<String, Supplier<Command>> one : commands) {
            group.put(one.getKey(), one.getValue());
        }
        return group;
    }
}
