package dev.nightjar.report.letter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The letter as plain text: laid out by hand in 72 columns, in the order of the HTML.
final class Text {

    private static final int COLUMNS = 72;

    private final StringBuilder out = new StringBuilder();

    private Text() {}

    static String of(Letter.Body body) {
        Text text = new Text();
        text.wrap("", body.verdict());
        text.out.append("=".repeat(Math.min(COLUMNS, body.verdict().length()))).append("\n\n");
        text.wrap("", body.window() + ", " + body.host());
        text.wrap("", body.coverage());
        text.wrap("", body.errors() + ", " + body.warnings());
        body.notRead().forEach(line -> text.wrap("  ! ", line));
        body.sections().forEach(text::section);
        text.out.append('\n').append("-".repeat(COLUMNS)).append('\n');
        text.close(body);
        return text.out.toString();
    }

    private void section(Letter.Section section) {
        String shown = section.of().isEmpty() ? "" : " (" + section.items().size() + " of " + section.of() + ")";
        out.append('\n')
                .append(section.state().toUpperCase(Locale.ROOT))
                .append(shown)
                .append("\n\n");
        section.items().forEach(this::item);
    }

    private void item(Letter.Item item) {
        if (!out.toString().endsWith("\n\n")) {
            out.append('\n');
        }
        List<String> name = lines(item.name(), COLUMNS - 13);
        out.append("  ").append(item.id()).append("  ").append(name.getFirst()).append('\n');
        name.stream().skip(1).forEach(line -> indent("             ", line));
        wrap("             ", item.message());
        wrap("             ", item.project() + ": " + item.counts() + ", " + item.since());
        wrap("             ", item.reason());
        if (!item.owner().isEmpty()) {
            wrap("             ", "owner: " + item.owner());
        }
        if (!item.link().isEmpty()) {
            indent("             ", item.link());
        }
    }

    private void close(Letter.Body body) {
        if (!body.link().isEmpty()) {
            indent("", "Report:   " + body.link() + "index.html");
        }
        if (!body.id().isEmpty()) {
            indent("", "Terminal: nightjar show " + body.id());
        }
        wrap("", "Sent by the job " + body.job() + "; change or stop it in jobs/" + body.job() + ".yaml");
    }

    private void wrap(String indent, String words) {
        if (!words.isEmpty()) {
            lines(words, COLUMNS - indent.length()).forEach(line -> indent(indent, line));
        }
    }

    private void indent(String indent, String line) {
        out.append(indent).append(line).append('\n');
    }

    /// Breaks at blanks, and within a word only if it is longer than a line.
    static List<String> lines(String words, int width) {
        List<String> lines = new ArrayList<>();
        String rest = words.strip();
        while (rest.length() > width) {
            int blank = rest.lastIndexOf(' ', width);
            int cut = blank > 0 ? blank : Character.isLowSurrogate(rest.charAt(width)) ? width - 1 : width;
            lines.add(rest.substring(0, cut).stripTrailing());
            rest = rest.substring(cut).stripLeading();
        }
        lines.add(rest);
        return lines;
    }
}
