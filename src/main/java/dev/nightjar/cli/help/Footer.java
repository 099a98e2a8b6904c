package dev.nightjar.cli.help;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// What stands below a command's options: more about it, and examples.
///
/// @param prose paragraphs, without line breaks of their own
record Footer(List<String> prose, List<Example> examples) {

    /// A line to type.
    ///
    /// @param comment what it does, may be empty
    record Example(String line, String comment) {}

    Footer {
        prose = List.copyOf(prose);
        examples = List.copyOf(examples);
    }

    static Footer of(CommandSpec command) {
        List<String> prose = new ArrayList<>();
        List<Example> examples = new ArrayList<>();
        StringBuilder paragraph = new StringBuilder();
        for (String line : lines(
                command.usageMessage().footerHeading(), command.usageMessage().footer())) {
            if (line.startsWith("  ") && line.contains("nightjar ")) {
                examples.add(example(line.strip()));
            } else if (line.isBlank() || line.strip().matches("Examples?:")) {
                add(prose, paragraph);
            } else {
                paragraph.append(paragraph.isEmpty() ? "" : " ").append(line.strip());
            }
        }
        add(prose, paragraph);
        return new Footer(prose, examples);
    }

    /// Lines as they are printed.
    static List<String> lines(@Nullable String heading, String... texts) {
        StringBuilder all = new StringBuilder(heading == null ? "" : heading.formatted());
        for (String text : texts) {
            all.append(text.formatted()).append('\n');
        }
        return all.toString().lines().toList();
    }

    private static void add(List<String> prose, StringBuilder paragraph) {
        if (!paragraph.isEmpty()) {
            prose.add(paragraph.toString());
            paragraph.setLength(0);
        }
    }

    /// Two blanks and more stand before what an example does.
    private static Example example(String line) {
        String[] parts = line.split(" {2,}", 2);
        return new Example(parts[0], parts.length > 1 ? parts[1].strip() : "");
    }
}
