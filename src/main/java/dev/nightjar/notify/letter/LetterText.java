package dev.nightjar.notify.letter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A letter as plain text: laid out by hand in 72 columns, in the order of the HTML.
final class LetterText {

    private static final int COLUMNS = 72;
    private static final String UNDER_ID = " ".repeat(13);

    private final StringBuilder out = new StringBuilder();

    private LetterText() {}

    static String of(Body body) {
        LetterText text = new LetterText();
        body.missed().forEach(line -> text.wrap("! ", line));
        if (!body.missed().isEmpty()) {
            text.out.append('\n');
        }
        text.heading(body.verdict());
        text.wrap("", body.from());
        text.wrap("", body.window());
        text.wrap("", body.sums());
        text.wrap("", body.coverage());
        text.bars(body.bars());
        body.days().forEach(text::day);
        body.sections().forEach(text::section);
        body.notes().forEach(text::note);
        if (!body.others().isEmpty()) {
            text.out.append('\n');
            text.wrap("", body.others());
        }
        text.close(body);
        return text.out.toString();
    }

    static String of(AlertLetter.Body body) {
        LetterText text = new LetterText();
        text.heading(body.verdict());
        text.wrap("", body.from());
        for (AlertLetter.Item item : body.items()) {
            text.out.append('\n');
            text.wrap("", item.kind().toUpperCase(Locale.ROOT) + " in " + item.project());
            List<String> lines = new ArrayList<>(item.frames());
            lines.addAll(List.of(item.reason(), item.counts(), item.owner()));
            text.item(item.id(), item.name(), lines, item.link());
        }
        if (!body.rest().isEmpty()) {
            text.out.append('\n');
            text.wrap("", body.rest());
        }
        text.close(body.link(), body.id(), body.numbered(), body.change());
        return text.out.toString();
    }

    private void heading(String verdict) {
        wrap("", verdict);
        out.append("=".repeat(Math.min(COLUMNS, verdict.length()))).append("\n\n");
    }

    /// The widest bar has 40 characters.
    private void bars(List<Body.Bar> bars) {
        long peak = bars.stream().mapToLong(Body.Bar::height).max().orElse(1);
        int width = bars.stream().mapToInt(bar -> bar.count().length()).max().orElse(1);
        if (!bars.isEmpty()) {
            out.append("\nErrors and warnings by day\n");
        }
        for (Body.Bar bar : bars) {
            String drawn = "#".repeat((int) (40 * bar.height() / peak));
            indent(
                    "  ",
                    (bar.day() + "  " + " ".repeat(width - bar.count().length()) + bar.count() + "  " + drawn)
                            .stripTrailing());
        }
    }

    private void day(Body.Day day) {
        out.append('\n');
        wrap("", day.day() + ": " + day.errors() + ", " + day.warnings());
        day.fresh().forEach(name -> wrap("  first seen: ", name));
    }

    private void section(Body.Section section) {
        String shown = section.of().isEmpty() ? "" : " (" + section.items().size() + " of " + section.of() + ")";
        out.append('\n')
                .append(section.state().toUpperCase(Locale.ROOT))
                .append(shown)
                .append("\n\n");
        section.items().forEach(this::item);
    }

    private void item(Body.Item item) {
        if (!out.toString().endsWith("\n\n")) {
            out.append('\n');
        }
        List<String> lines = new ArrayList<>(List.of(item.message()));
        lines.addAll(item.frames());
        lines.addAll(List.of(item.project() + ": " + item.counts() + ", " + item.since(), item.reason(), owner(item)));
        item(item.id(), item.name(), lines, item.link());
    }

    private static String owner(Body.Item item) {
        return item.owner().isEmpty() ? "" : "owner: " + item.owner();
    }

    private void item(String id, String title, List<String> lines, String link) {
        String margin = id.isEmpty() ? "  " : UNDER_ID;
        List<String> name = lines(title, COLUMNS - margin.length());
        out.append(id.isEmpty() ? "" : "  " + id + "  ");
        indent(id.isEmpty() ? "  " : "", name.getFirst());
        name.stream().skip(1).forEach(line -> indent(margin, line));
        lines.forEach(line -> wrap(margin, line));
        if (!link.isEmpty()) {
            indent(margin, link);
        }
    }

    private void note(Body.Note note) {
        out.append('\n').append(note.title().toUpperCase(Locale.ROOT)).append("\n\n");
        note.lines().forEach(line -> wrap("  ", line));
    }

    private void close(Body body) {
        close(body.link(), body.id(), body.numbered(), body.change());
    }

    private void close(String link, String id, String numbered, String change) {
        out.append('\n').append("-".repeat(COLUMNS)).append('\n');
        if (!link.isEmpty()) {
            indent("", "Report:   " + link + "index.html");
        }
        if (!id.isEmpty()) {
            indent("", "Terminal: nightjar show " + id);
        }
        wrap("", numbered);
        wrap("", "Change or stop it: " + change);
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
