package dev.nightjar.group.learn;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What is learned of a project, as text that people read and edit: a line for each pattern that is open (`open`),
/// those that a person forbids (`forbid`), and from which day on nothing opens any more (`frozen`). Columns have two
/// blanks or more between them; what stands behind two blanks and `#` is for people.
public final class LearnedText {

    /// The first line of a file.
    public static final String HEAD = "learned: 1";

    private static final List<String> LEVELS = List.of("*", "error", "warning", "other");

    private final List<OpenPattern> opens = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<OpenPattern> forbids = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private @Nullable LocalDate frozen;

    private LearnedText() {}

    /// A text without a line.
    public static LearnedText empty() {
        return new LearnedText();
    }

    /// Reads a file's lines.
    ///
    /// @param file how the file is called where a line of it is wrong
    public static LearnedText read(String file, List<String> lines, ValueWords words) {
        LearnedText text = new LearnedText();
        for (int i = 0; i < lines.size(); i++) {
            try {
                text.line(lines.get(i), i == 0, words);
            } catch (IllegalArgumentException e) {
                text.problems.add(file + ":" + (i + 1) + ": " + e.getMessage());
            }
        }
        return text;
    }

    private void line(String line, boolean first, ValueWords words) {
        String said = line.strip();
        if (first && !said.equals(HEAD)) {
            throw new IllegalArgumentException("the first line must be '" + HEAD + "'");
        }
        if (first || said.isEmpty() || said.startsWith("#")) {
            return;
        }
        int note = said.indexOf("  #");
        String[] cells = (note < 0 ? said : said.substring(0, note)).strip().split(" {2,}|\t+");
        switch (cells[0]) {
            case "open" -> {
                opens.add(pattern(cells, words));
                notes.add(note < 0 ? "" : said.substring(note + 3).strip());
            }
            case "forbid" -> forbids.add(pattern(cells, words));
            case "frozen" -> frozen = date(cells);
            default ->
                throw new IllegalArgumentException(
                        "'" + cells[0] + "': a line begins with open, forbid or frozen, or with # if it is for people");
        }
    }

    private static OpenPattern pattern(String[] cells, ValueWords words) {
        if (cells.length != 4) {
            throw new IllegalArgumentException(cells[0] + " needs a logger, a level and a message, with two blanks or"
                    + " more between them, * for any: " + cells[0] + "  *  error  could not place <word>");
        }
        if (!LEVELS.contains(cells[2])) {
            throw new IllegalArgumentException("'" + cells[2] + "': the level is one of " + String.join(", ", LEVELS));
        }
        return OpenPattern.read(new LearnedScope(cells[1].equals("-") ? "" : cells[1], cells[2]), cells[3], words);
    }

    private static LocalDate date(String[] cells) {
        try {
            return LocalDate.parse(cells.length > 1 ? cells[1] : "");
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("frozen needs a day: frozen  2026-12-01", e);
        }
    }

    /// A line of an open pattern.
    static String line(OpenPattern pattern, String note) {
        String logger = pattern.scope().logger().replaceAll("\\s+", " ");
        return String.format(
                Locale.ROOT,
                "open    %s  %s  %s    # %s",
                logger.isEmpty() ? "-" : logger,
                pattern.scope().level(),
                pattern.text(),
                note);
    }

    /// What is wrong in it: file, line, and what to write.
    public List<String> problems() {
        return List.copyOf(problems);
    }

    List<OpenPattern> opens() {
        return opens;
    }

    /// What was said of an open pattern, for people.
    List<String> notes() {
        return notes;
    }

    List<OpenPattern> forbids() {
        return forbids;
    }

    /// Whether nothing opens any more on a day.
    public boolean isFrozen(LocalDate day) {
        return frozen != null && day.isAfter(frozen);
    }
}
