package dev.nightjar.cli.help;

import dev.nightjar.cli.help.Choices.Choice;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Completion for fish.
final class Fish {

    private final CommandSpec all;
    private final StringBuilder out = new StringBuilder();

    Fish(CommandSpec all) {
        this.all = all;
    }

    String script() {
        out.append("""
            # fish completion for nightjar; made by: nightjar completion fish
            function __nightjar_names
                set -l words (commandline -opc)
                set -l dir $NIGHTJAR_CONFIG
                if test -z "$dir"
                    for dir in . nightjar-config /etc/nightjar
                        test -f $dir/nightjar.yaml; and break
                    end
                end
                if set -l i (contains -i -- --config $words)
                    set dir $words[(math $i + 1)]
                end
                for file in $dir/$argv[1]/*.yaml
                    string replace -r '\\\\.yaml$' '' (basename $file)
                end
            end
            complete -c nightjar -f
            """);
        all.options().forEach(option -> option("", option));
        commands().forEach(command -> {
            out.append("complete -c nightjar -n __fish_use_subcommand -a ")
                    .append(command.name())
                    .append(" -d ")
                    .append(quoted(Choices.brief(Choices.told(command))))
                    .append('\n');
            String when = "-n " + quoted("__fish_seen_subcommand_from " + command.name()) + " ";
            Choices.options(command).stream()
                    .filter(option -> all.options().stream()
                            .noneMatch(other -> other.longestName().equals(option.longestName())))
                    .forEach(option -> option(when, option));
            String values = command.subcommands().isEmpty()
                    ? values(Choices.parameter(command))
                    : "-F -a " + quoted(String.join(" ", command.subcommands().keySet()));
            if (!values.isEmpty()) {
                out.append("complete -c nightjar ").append(when).append(values).append('\n');
            }
        });
        return out.toString();
    }

    private Stream<CommandSpec> commands() {
        return all.subcommands().values().stream()
                .map(line -> line.getCommandSpec())
                .filter(command -> !command.usageMessage().hidden());
    }

    private void option(String when, OptionSpec option) {
        out.append("complete -c nightjar ").append(when);
        for (String name : option.names()) {
            out.append(name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1))
                    .append(' ');
        }
        out.append("-d ").append(quoted(Choices.brief(Choices.told(option))));
        if (Choices.takesWord(option)) {
            String values = values(Choices.of(option));
            out.append(values.startsWith("-F") ? " -r " : " -x ").append(values);
        }
        out.append('\n');
    }

    private static String values(Choice choice) {
        return switch (choice) {
            case Choice.Words words -> "-a " + quoted(String.join(" ", words.words()));
            case Choice.Files files -> "-F";
            case Choice.Folders folders -> "-a '(__fish_complete_directories)'";
            case Choice.Configured configured -> "-a " + quoted("(__nightjar_names " + configured.folder() + ")");
            case Choice.Query query -> "-a " + quoted(String.join(" ", Choices.query()));
            case Choice.Any any -> "";
        };
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
