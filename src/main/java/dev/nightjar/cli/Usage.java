package dev.nightjar.cli;

import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.text.Nearest;
import dev.nightjar.text.Visible;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// What was typed wrong, in words, with what was probably meant. Exit code 64.
public final class Usage {

    /// The beginning of a query: `-level:warn`, `-timeout`.
    private static final Pattern QUERY = Pattern.compile("-[^-].+", Pattern.DOTALL);

    private Usage() {}

    /// What was typed, as the parser has it.
    ///
    /// @param commands names of all commands, for hints
    /// @throws Failure with exit code 64
    public static ParseResult parse(CommandLine line, Collection<String> commands, String... args) {
        try {
            return line.parseArgs(args);
        } catch (UnmatchedArgumentException e) {
            throw wrong(e, unmatched(e, commands));
        } catch (MissingParameterException e) {
            throw wrong(e, missing(e));
        } catch (ParameterException e) {
            throw wrong(e, value(e));
        }
    }

    /// What is missing, and how it is written.
    private static String missing(MissingParameterException e) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        ArgSpec first = e.getMissing().isEmpty() ? null : e.getMissing().getFirst();
        return switch (first) {
            case OptionSpec option -> {
                String written = option.longestName() + " " + option.paramLabel();
                String wrong = String.valueOf(e.getMessage()).startsWith("Expected") ? " needs a value" : " is missing";
                yield option.longestName() + wrong + ": write " + command + " … " + written;
            }
            case null -> Visible.line(String.valueOf(e.getMessage()));
            case ArgSpec word -> {
                List<String> typed = e.getCommandLine().getUnmatchedArguments();
                if (word.paramLabel().equals("QUERY")
                        && !typed.isEmpty()
                        && QUERY.matcher(typed.getFirst()).matches()) {
                    yield dashed(e.getCommandLine(), typed.getFirst());
                }
                yield word.paramLabel() + " is missing: write " + command
                        + e.getCommandLine().getCommandSpec().positionalParameters().stream()
                                .filter(one -> one.arity().min() > 0)
                                .map(one -> " " + one.paramLabel())
                                .collect(Collectors.joining());
            }
        };
    }

    private static String dashed(CommandLine command, String word) {
        return "a query that begins with a dash stands behind --: nightjar " + command.getCommandName() + " -- '"
                + Visible.line(word) + "'";
    }

    /// A value that an option or a word cannot have.
    private static String value(ParameterException e) {
        String typed = e.getValue() == null ? "" : Visible.line(e.getValue());
        boolean number = e.getArgSpec() != null
                && List.of(int.class, Integer.class, long.class, Long.class)
                        .contains(e.getArgSpec().type());
        if (e.getArgSpec() instanceof OptionSpec option && number && !typed.isEmpty()) {
            return option.longestName() + " takes a number, not '" + typed + "'";
        }
        return Visible.line(String.valueOf(e.getMessage()));
    }

    private static String unmatched(UnmatchedArgumentException e, Collection<String> commands) {
        String word = e.getUnmatched().getFirst();
        String shown = Visible.line(word);
        if (word.startsWith("-") && word.length() > 1) {
            String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            var known = options(e.getCommandLine())
                    .filter(option -> option.startsWith("--"))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            boolean query = e.getCommandLine().getCommandSpec().positionalParameters().stream()
                    .anyMatch(parameter -> parameter.paramLabel().equals("QUERY"));
            return query && QUERY.matcher(word).matches()
                    ? dashed(e.getCommandLine(), word)
                    : "unknown option '" + shown + "'" + Nearest.hint(name, known);
        }
        if (e.getCommandLine().getParent() == null && word.contains("/")) {
            return "there is no file or folder '" + shown + "', and no command of that name";
        }
        if (e.getCommandLine().getParent() == null) {
            String hint = Nearest.hint(word, commands);
            return "unknown command '" + shown + "'" + (hint.startsWith(", known:") ? "" : hint);
        }
        var below = e.getCommandLine().getSubcommands().keySet();
        if (!below.isEmpty()) {
            String command = e.getCommandLine().getCommandSpec().name();
            return "unknown word '" + shown + "' behind '" + command + "'" + Nearest.hint(word, below);
        }
        return "too many words: '" + shown + "'; put a text with blanks in quotes";
    }

    /// Those of a command and of the commands below it: an option may stand before the command's name.
    private static Stream<String> options(CommandLine command) {
        return Stream.concat(
                command.getCommandSpec().optionsMap().keySet().stream(),
                command.getSubcommands().values().stream().flatMap(Usage::options));
    }

    private static Failure wrong(ParameterException e, String what) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        return new Failure(Exit.USAGE, what + " (see " + command + " --help)", e);
    }
}
