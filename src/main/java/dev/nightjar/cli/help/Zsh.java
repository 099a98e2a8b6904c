package dev.nightjar.cli.help;

import dev.nightjar.cli.help.Choices.Choice;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Completion for zsh.
final class Zsh {

    private final CommandSpec all;

    Zsh(CommandSpec all) {
        this.all = all;
    }

    String script() {
        return """
            #compdef nightjar
            # zsh completion for nightjar; made by: nightjar completion zsh
            _nightjar_names() {
                local dir=$NIGHTJAR_CONFIG
                if [[ -z $dir ]]; then
                    for dir in . nightjar-config /etc/nightjar; do [[ -f $dir/nightjar.yaml ]] && break; done
                fi
                local i=${words[(I)--config]}
                (( i )) && dir=${words[i + 1]}
                local -a names
                names=(${~dir}/$1/*.yaml(N:t:r))
                compadd -a names
            }
            _nightjar_query() {
                local -a beginnings
                beginnings=(@QUERY@)
                compadd -S '' -a beginnings
            }
            _nightjar() {
                local -a commands
                commands=(
            @COMMANDS@    )
                local i=2
                while (( i < CURRENT )) && [[ ${words[i]} == -* ]]; do
                    [[ ${words[i]} == (--config|--data) ]] && (( i++ ))
                    (( i++ ))
                done
                if (( i >= CURRENT )); then
                    if [[ ${words[CURRENT]} == -* || ${words[CURRENT - 1]} == (--config|--data) ]]; then
                        _arguments @GLOBALS@
                    else
                        _describe command commands
                    fi
                    return
                fi
                local command=${words[i]}
                shift $(( i - 1 )) words
                (( CURRENT -= i - 1 ))
                case $command in
            @CASES@    esac
            }
            if [[ $funcstack[1] == _nightjar ]]; then _nightjar "$@"; else compdef _nightjar nightjar; fi
            """.replace(
                        "@QUERY@", Choices.query().stream().map(Choices::quoted).collect(Collectors.joining(" ")))
                .replace("@COMMANDS@", commands().map(this::described).collect(Collectors.joining()))
                .replace("@GLOBALS@", all.options().stream().map(Zsh::option).collect(Collectors.joining(" ")))
                .replace("@CASES@", commands().map(Zsh::arguments).collect(Collectors.joining()));
    }

    private Stream<CommandSpec> commands() {
        return all.subcommands().values().stream()
                .map(line -> line.getCommandSpec())
                .filter(command -> !command.usageMessage().hidden());
    }

    private String described(CommandSpec command) {
        return "        "
                + Choices.quoted(command.name() + ":"
                        + Choices.brief(Choices.told(command)).replace(":", "\\:")) + "\n";
    }

    private static String arguments(CommandSpec command) {
        List<String> options =
                Choices.options(command).stream().map(Zsh::option).toList();
        return "        " + command.name() + ") _arguments " + String.join(" ", options) + parameter(command) + " ;;\n";
    }

    private static String parameter(CommandSpec command) {
        if (!command.subcommands().isEmpty()) {
            return " '1:what:(" + String.join(" ", command.subcommands().keySet()) + ")' '*:file:_files'";
        }
        return command.positionalParameters().isEmpty()
                ? ""
                : " "
                        + Choices.quoted("*:"
                                + escaped(command.positionalParameters()
                                        .getFirst()
                                        .paramLabel()) + ":" + action(Choices.parameter(command)));
    }

    private static String option(OptionSpec option) {
        String told = "[" + escaped(Choices.brief(Choices.told(option))) + "]";
        String value =
                Choices.takesWord(option) ? ":" + escaped(option.paramLabel()) + ":" + action(Choices.of(option)) : "";
        return Stream.of(option.names())
                .map(name -> Choices.quoted(name + told + value))
                .collect(Collectors.joining(" "));
    }

    private static String action(Choice choice) {
        return switch (choice) {
            case Choice.Words words -> "(" + String.join(" ", words.words()) + ")";
            case Choice.Files files -> "_files";
            case Choice.Folders folders -> "_files -/";
            case Choice.Configured configured -> "_nightjar_names " + configured.folder();
            case Choice.Query query -> "_nightjar_query";
            case Choice.Any any -> " ";
        };
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("[", "\\[")
                .replace("]", "\\]")
                .replace(":", "\\:");
    }
}
