package dev.nightjar.cli.help;

import dev.nightjar.cli.help.Choices.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Completion for bash, without its package of completions. Names of projects and jobs are those of files, so that
/// no
/// key waits for a start of Java.
final class Bash {

    private final CommandSpec all;

    Bash(CommandSpec all) {
        this.all = all;
    }

    String script() {
        return """
            # bash completion for nightjar; made by: nightjar completion bash
            _nightjar_names() {
                local dir=${NIGHTJAR_CONFIG:-} i file
                if [[ -z $dir ]]; then
                    for dir in . nightjar-config /etc/nightjar; do [[ -f $dir/nightjar.yaml ]] && break; done
                fi
                for ((i = 1; i < ${#words[@]} - 1; i++)); do
                    [[ ${words[i]} == --config ]] && dir=${words[i + 1]}
                    [[ ${words[i]} == --config=* ]] && dir=${words[i]#*=}
                done
                for file in "${dir/#\\~/$HOME}/$1"/*.yaml; do
                    file=${file##*/}
                    [[ $file == '*.yaml' ]] || printf '%s\\n' "${file%.yaml}"
                done
            }

            _nightjar() {
                local line=${COMP_LINE:0:COMP_POINT} cur prev command='' sub='' values='' kind=any i
                local -a words
                read -ra words <<<"$line"
                [[ $line == *[[:space:]] ]] && words+=('')
                cur=${words[${#words[@]} - 1]} prev=${words[${#words[@]} - 2]}
                if [[ $cur == --*=* ]]; then prev=${cur%%=*} cur=${cur#*=}; fi
                for ((i = 1; i < ${#words[@]} - 1; i++)); do
                    case ${words[i]} in
                        --config | --data) ((i++)) ;;
                        -*) ;;
                        *) if [[ -z $command ]]; then command=${words[i]}; else [[ -n $sub ]] || sub=${words[i]}; fi ;;
                    esac
                done
                COMPREPLY=()
                case "$command $prev" in
            @OPTIONS@        *)
                        if [[ $cur == -* ]]; then
                            kind=words
                            case $command in
            @NAMES@                esac
                        else
                            case $command in
            @PARAMETERS@                esac
                        fi
                        ;;
                esac
                case $kind in
                    words) ;;
                    query) values='@QUERY@' ;;
                    projects | jobs) values=$(_nightjar_names $kind) ;;
                    files) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur")); return ;;
                    folders) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -d -- "$cur")); return ;;
                    any) return ;;
                esac
                COMPREPLY=($(compgen -W "$values" -- "$cur"))
                [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *: ]] && compopt -o nospace 2>/dev/null
                if [[ $cur == *:* && $COMP_WORDBREAKS == *:* ]]; then # the shell replaces what stands behind the colon
                    for i in "${!COMPREPLY[@]}"; do COMPREPLY[i]=${COMPREPLY[i]#"${cur%"${cur##*:}"}"}; done
                fi
            }
            complete -F _nightjar nightjar ./nightjar
            """.replace("@OPTIONS@", options())
                .replace("@NAMES@", names())
                .replace("@PARAMETERS@", parameters())
                .replace("@QUERY@", String.join(" ", Choices.query()));
    }

    /// What may stand behind an option that takes a value.
    private String options() {
        List<String> cases = new ArrayList<>();
        for (CommandSpec command : commands()) {
            for (OptionSpec option : Choices.options(command)) {
                boolean takes = Choices.takesWord(option);
                boolean global = all.options().stream()
                        .anyMatch(other -> other.longestName().equals(option.longestName()));
                if (takes && !global) {
                    cases.add(line(2, patterns(command.name(), option) + ") " + kind(Choices.of(option)) + " ;;"));
                }
            }
        }
        all.options().stream()
                .filter(Choices::takesWord)
                .forEach(option -> cases.add(line(2, patterns("*", option) + ") " + kind(Choices.of(option)) + " ;;")));
        return cases.stream().distinct().collect(Collectors.joining());
    }

    private static String patterns(String command, OptionSpec option) {
        return Stream.of(option.names())
                .map(name -> (command.equals("*") ? "*" : Choices.quoted(command)) + Choices.quoted(" " + name))
                .collect(Collectors.joining(" | "));
    }

    private String names() {
        StringBuilder cases = new StringBuilder();
        for (CommandSpec command : commands()) {
            cases.append(line(5, command.name() + ") values=" + Choices.quoted(names(command)) + " ;;"));
        }
        return cases.append(line(5, "*) values=" + Choices.quoted(names(all)) + " ;;"))
                .toString();
    }

    private static String names(CommandSpec command) {
        return Choices.options(command).stream()
                .flatMap(option -> Stream.of(option.names()))
                .filter(name -> name.startsWith("--"))
                .collect(Collectors.joining(" "));
    }

    private String parameters() {
        StringBuilder cases = new StringBuilder();
        cases.append(line(
                5,
                "'') "
                        + kind(new Choice.Words(
                                commands().stream().map(CommandSpec::name).toList())) + " ;;"));
        for (CommandSpec command : commands()) {
            if (!command.subcommands().isEmpty()) {
                String subs = String.join(" ", command.subcommands().keySet());
                cases.append(line(
                        5,
                        command.name() + ") if [[ -n $sub ]]; then kind=files; else kind=words values="
                                + Choices.quoted(subs) + "; fi ;;"));
            } else if (!(Choices.parameter(command) instanceof Choice.Any)) {
                cases.append(line(5, command.name() + ") " + kind(Choices.parameter(command)) + " ;;"));
            }
        }
        return cases.toString();
    }

    private static String kind(Choice choice) {
        return switch (choice) {
            case Choice.Words words -> "kind=words values=" + Choices.quoted(String.join(" ", words.words()));
            case Choice.Files files -> "kind=files";
            case Choice.Folders folders -> "kind=folders";
            case Choice.Configured configured -> "kind=" + configured.folder();
            case Choice.Query query -> "kind=query";
            case Choice.Any any -> ";";
        };
    }

    private List<CommandSpec> commands() {
        return all.subcommands().values().stream()
                .map(line -> line.getCommandSpec())
                .filter(command -> !command.usageMessage().hidden())
                .toList();
    }

    private static String line(int depth, String text) {
        return " ".repeat(4 * depth) + text.replace(") ; ;;", ") ;;") + "\n";
    }
}
