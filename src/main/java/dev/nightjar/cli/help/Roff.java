package dev.nightjar.cli.help;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// A manual page in the language of man(7). Without a date: the same program gives the same bytes.
final class Roff {

    private static final List<String> EXITS = List.of(
            "0", "done",
            "1", "nothing found, or a rule never matched (check --strict)",
            "4", "done, but something could not be read; it is named",
            "64", "the command line is wrong",
            "65", "the index is damaged",
            "66", "no source matches",
            "69", "mail cannot be sent",
            "70", "a bug",
            "73, 74", "cannot write; the disk is full or failing",
            "75", "another run is going on",
            "77", "nothing may be read",
            "78", "the configuration is wrong",
            "130, 143", "stopped by a signal; what was read until then is stored");

    private final CommandSpec all;
    private final CommandSpec command;
    private final String version;
    private final StringBuilder out = new StringBuilder();

    Roff(CommandSpec all, CommandSpec command, String version) {
        this.all = all;
        this.command = command;
        this.version = version;
    }

    String page() {
        String name = name(command);
        out.append(".TH \"%s\" \"1\" \"\" \"nightjar %s\" \"Nightjar\"\n"
                .formatted(text(name.toUpperCase(Locale.ROOT)), text(version)));
        out.append(".nh\n.ad l\n");
        section("NAME");
        line(text(name) + " \\- " + text(decapitalized(Choices.brief(Choices.told(command)))));
        section("SYNOPSIS");
        synopsis();
        Footer footer = Footer.of(command);
        section("DESCRIPTION");
        line(text(Choices.told(command)));
        footer.prose().forEach(this::paragraph);
        if (!command.subcommands().isEmpty()) {
            section("COMMANDS");
            command.subcommands().values().stream()
                    .map(CommandLine::getCommandSpec)
                    .forEach(sub -> entry("\\fB" + text(sub.name()) + "\\fR", Choices.told(sub)));
        }
        options();
        exits();
        files();
        if (!footer.examples().isEmpty()) {
            section("EXAMPLES");
            footer.examples()
                    .forEach(one -> example(one, one == footer.examples().getFirst()));
        }
        section("SEE ALSO");
        line(seeAlso());
        return out.toString();
    }

    private static String name(CommandSpec command) {
        return command.parent() == null ? command.name() : "nightjar-" + command.name();
    }

    private static String decapitalized(String text) {
        boolean word = text.length() > 1 && Character.isLowerCase(text.charAt(1));
        return word ? Character.toLowerCase(text.charAt(0)) + text.substring(1) : text;
    }

    /// As in the help, without its heading.
    private void synopsis() {
        Help help = new Help(command, Help.defaultColorScheme(Help.Ansi.OFF));
        String line = help.synopsis(0).replaceAll("\\s+", " ").strip();
        String typed = command.qualifiedName();
        line(".B " + text(typed));
        line(text(line.startsWith(typed) ? line.substring(typed.length()).strip() : line));
    }

    private void options() {
        List<OptionSpec> own = Choices.options(command).stream()
                .filter(option -> command == all
                        || all.options().stream()
                                .noneMatch(other -> other.longestName().equals(option.longestName())))
                .toList();
        if (!own.isEmpty() || !command.positionalParameters().isEmpty()) {
            section("OPTIONS");
            command.positionalParameters().forEach(one -> entry("\\fI" + text(one.paramLabel()) + "\\fR", told(one)));
            own.forEach(option -> entry(names(option), told(option)));
        }
        if (command != all) {
            section("OPTIONS OF ALL COMMANDS");
            all.options().forEach(option -> entry(names(option), told(option)));
        }
    }

    private static String told(ArgSpec arg) {
        return Choices.told(arg);
    }

    private static String names(OptionSpec option) {
        String names = List.of(option.names()).stream()
                .map(name -> "\\fB" + text(name) + "\\fR")
                .collect(Collectors.joining(", "));
        String label = "\\fI" + text(option.paramLabel()) + "\\fR";
        return option.arity().max() == 0
                ? names
                : Choices.takesWord(option) ? names + " " + label : names + "[=" + label + "]";
    }

    private void exits() {
        section("EXIT STATUS");
        if (command.name().equals("health")) {
            line(text("0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN, as the Monitoring Plugins have it."));
            return;
        }
        for (int i = 0; i < EXITS.size(); i += 2) {
            entry(text(EXITS.get(i)), EXITS.get(i + 1));
        }
    }

    private void files() {
        if (command != all) {
            return;
        }
        section("FILES");
        entry("\\fI/etc/nightjar/nightjar.yaml\\fR", "where things lie, and how to reach people");
        entry("\\fI/etc/nightjar/projects/\\fR, \\fIjobs/\\fR", "whose logs are read; what to do, and when");
        entry(
                "\\fI/var/lib/nightjar/\\fR",
                "index, journal, history, outbox and report; without a configuration ./.nightjar");
        entry(
                "\\fI./nightjar.yaml\\fR, \\fI./nightjar-config/\\fR",
                "a configuration of yours, or of root, in the folder where you are; before /etc/nightjar");
        section("ENVIRONMENT");
        entry("\\fBNIGHTJAR_CONFIG\\fR", "the folder of the configuration, where --config names none");
        entry("\\fBNO_COLOR\\fR", "plain text, if it is not empty");
        entry("\\fBNIGHTJAR_JAVA\\fR", "the Java to use");
    }

    private void example(Footer.Example example, boolean first) {
        out.append(first ? "" : ".PP\n");
        if (!example.comment().isEmpty()) {
            out.append(line1(text(example.comment()) + ":"));
        }
        out.append(".RS 4\n.nf\n").append(line1(text(example.line()))).append(".fi\n.RE\n");
    }

    private String seeAlso() {
        List<String> pages = new ArrayList<>();
        if (command != all) {
            pages.add(reference("nightjar"));
        }
        if (command == all) {
            all.subcommands().keySet().forEach(name -> pages.add(reference("nightjar-" + name)));
        }
        return String.join(",\n", pages);
    }

    private static String reference(String name) {
        return "\\fB" + text(name) + "\\fR(1)";
    }

    private void section(String title) {
        out.append(".SH \"").append(title).append("\"\n");
    }

    private void paragraph(String prose) {
        out.append(".PP\n").append(line1(text(prose)));
    }

    private void entry(String tag, String told) {
        out.append(".TP\n").append(tag).append('\n').append(line1(text(told.isBlank() ? "–" : told)));
    }

    private void line(String roff) {
        out.append(roff).append('\n');
    }

    private static String line1(String roff) {
        return roff + "\n";
    }

    /// Backslashes, hyphens, and dots and quotes where they would begin a request.
    static String text(String raw) {
        StringBuilder out = new StringBuilder();
        raw.strip().codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> out.append("\\e");
                case '-' -> out.append("\\-");
                case '\'' -> out.append("\\(aq");
                case '`' -> out.append("\\(ga");
                case '^' -> out.append("\\(ha");
                case '~' -> out.append("\\(ti");
                case '"' -> out.append("\\(dq");
                default -> {
                    if (c > 126) {
                        out.append("\\[u%04X]".formatted(c));
                    } else {
                        out.appendCodePoint(c);
                    }
                }
            }
        });
        return out.isEmpty() || out.charAt(0) != '.' ? out.toString() : "\\&" + out;
    }
}
