package dev.nightjar.cli;

import dev.nightjar.cli.call.Command;
import dev.nightjar.cli.call.Globals;
import dev.nightjar.cli.decide.DecisionCommands;
import dev.nightjar.cli.decide.Merging;
import dev.nightjar.cli.decide.Muting;
import dev.nightjar.cli.decide.Releasing;
import dev.nightjar.cli.doctor.Doctor;
import dev.nightjar.cli.doctor.Health;
import dev.nightjar.cli.help.Completion;
import dev.nightjar.cli.help.Manual;
import dev.nightjar.cli.init.Init;
import dev.nightjar.cli.live.Tail;
import dev.nightjar.cli.live.Top;
import dev.nightjar.cli.look.Exporting;
import dev.nightjar.cli.look.Hist;
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
import dev.nightjar.cli.run.RegroupCommand;
import dev.nightjar.cli.run.ReportCommands;
import dev.nightjar.cli.run.Running;
import dev.nightjar.cli.run.Understanding;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// The commands by name, in the order of the help. Only the one that was typed is built, because reading the
/// annotations of all of them would take longer than most commands.
public final class Commands {

    private static final Map<String, Supplier<Command>> ALL = Collections.unmodifiableMap(all());

    private Commands() {}

    /// In the order of the help.
    public static Collection<String> names() {
        return ALL.keySet();
    }

    /// What all commands say of themselves: options, parameters, help.
    public static CommandSpec described() {
        return line(new Globals()).getCommandSpec();
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
        return line.setExpandAtFiles(false).setUsageHelpAutoWidth(false);
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

    private static Map<String, Supplier<Command>> all() {
        Map<String, Supplier<Command>> all = new LinkedHashMap<>();
        all.put("scan", Running.Scan::new);
        all.put("run", Running.RunJob::new);
        all.put("daemon", Running.RunDaemon::new);
        all.put("runs", Running.Runs::new);
        all.put("issues", ListCommands.Issues::new);
        all.put("show", Show::new);
        all.put("search", SearchCommand::new);
        all.put("hist", Hist::new);
        all.put("top", Top::new);
        all.put("tail", Tail::new);
        all.put("explain", ListCommands.Explain::new);
        all.put("related", Relating.RelatedTo::new);
        all.put("audit", Relating.AuditLog::new);
        all.put("unusual", Unusual::new);
        all.put("resolve", DecisionCommands.Resolve::new);
        all.put("mute", Muting::new);
        all.put("unmute", DecisionCommands.Unmute::new);
        all.put("assign", DecisionCommands.Assign::new);
        all.put("note", DecisionCommands.Note::new);
        all.put("merge", Merging.Merge::new);
        all.put("unmerge", Merging.Unmerge::new);
        all.put("regroup", RegroupCommand::new);
        all.put("release", Releasing::new);
        all.put("owners", Owning::new);
        all.put("parse", Understanding.Parse::new);
        all.put("formats", Understanding.Formats::new);
        all.put("report", ReportCommands.Report::new);
        all.put("mail", Mailing::new);
        all.put("alert", Alerting::new);
        all.put("export", Exporting::new);
        all.put("prune", ReportCommands.Prune::new);
        all.put("sources", Checking.Sources::new);
        all.put("check", CheckRules::new);
        all.put("doctor", Doctor::new);
        all.put("health", Health::new);
        all.put("completion", Completion::new);
        all.put("man", () -> new Manual(names()));
        all.put("init", Init::new);
        all.put("version", Checking.Version::new);
        return all;
    }
}
