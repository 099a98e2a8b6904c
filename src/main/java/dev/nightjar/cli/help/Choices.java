package dev.nightjar.cli.help;

import dev.nightjar.cli.call.FieldNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// What may stand where in a command line, for completion.
final class Choices {

    private static final List<String> LEVELS = List.of("error", "warn", "info", "fatal");
    private static final List<String> TIMES = List.of("1h", "24h", "7d", "30d", "today", "yesterday");
    private static final Set<String> WRITTEN_OUT = Set.of("check", "bash|zsh|fish");

    private Choices() {}

    /// What an option's value or a parameter may be.
    sealed interface Choice {

        /// These words.
        record Words(List<String> words) implements Choice {}

        record Files() implements Choice {}

        record Folders() implements Choice {}

        /// Names of files in this folder of the configuration, without `.yaml`.
        record Configured(String folder) implements Choice {}

        /// Words of a query.
        record Query() implements Choice {}

        /// Anything.
        record Any() implements Choice {}
    }

    static Choice of(ArgSpec arg) {
        String label = arg.paramLabel();
        if (arg.completionCandidates() != null) {
            List<String> words = new ArrayList<>();
            arg.completionCandidates().forEach(words::add);
            return new Choice.Words(words);
        }
        if (WRITTEN_OUT.contains(label) || label.equals(label.toLowerCase(Locale.ROOT)) && label.matches("[a-z|]+")) {
            return new Choice.Words(List.of(label.split("\\|")));
        }
        boolean project =
                arg instanceof OptionSpec option && List.of(option.names()).contains("--project");
        return switch (label) {
            case "PATH", "FILE" -> new Choice.Files();
            case "DIR" -> new Choice.Folders();
            case "PROJECT" -> new Choice.Configured("projects");
            case "JOB" -> new Choice.Configured("jobs");
            case "FIELD" -> new Choice.Words(FieldNames.EVENTS);
            case "ORDER" -> new Choice.Words(List.of("worst", "impact", "new", "events", "users", "last"));
            case "TIME", "DURATION" -> new Choice.Words(TIMES);
            case "COMMAND" ->
                new Choice.Words(List.copyOf(arg.command().root().subcommands().keySet()));
            case "QUERY" -> new Choice.Query();
            default -> project ? new Choice.Configured("projects") : new Choice.Any();
        };
    }

    /// What may stand behind a command, if it takes parameters: of the first that is no free text.
    static Choice parameter(CommandSpec command) {
        return command.positionalParameters().stream()
                .map(PositionalParamSpec.class::cast)
                .map(Choices::of)
                .filter(choice -> !(choice instanceof Choice.Any))
                .findFirst()
                .orElse(new Choice.Any());
    }

    /// Whether the next word is its value; that of `--json` stands behind `=`.
    static boolean takesWord(OptionSpec option) {
        return option.arity().max() > 0 && !option.longestName().equals("--json");
    }

    static List<OptionSpec> options(CommandSpec command) {
        return command.options().stream().filter(option -> !option.hidden()).toList();
    }

    /// Beginnings of a query's words.
    static List<String> query() {
        return Stream.of(
                        FieldNames.STATES.stream().map(state -> "is:" + state),
                        LEVELS.stream().map(level -> "level:" + level),
                        Stream.of(FieldNames.EVENTS, FieldNames.ISSUES, FieldNames.TIMES)
                                .flatMap(List::stream)
                                .filter(name ->
                                        !List.of("is", "level", "template").contains(name))
                                .map(name -> name + ":"))
                .flatMap(words -> words)
                .toList();
    }

    /// The description of an option or parameter, as one line.
    static String told(ArgSpec arg) {
        return String.join(" ", Footer.lines("", arg.description()));
    }

    static String told(CommandSpec command) {
        return String.join(" ", Footer.lines("", command.usageMessage().description()))
                .strip();
    }

    /// Up to the first full stop, without it.
    static String brief(String text) {
        String first =
                Arrays.stream(text.strip().split("(?<=\\.)\\s", 2)).findFirst().orElse("");
        return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
    }

    /// In single quotes, as bash and zsh take it.
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
