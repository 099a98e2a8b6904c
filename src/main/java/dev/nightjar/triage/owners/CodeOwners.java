package dev.nightjar.triage.owners;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A CODEOWNERS file as GitHub has it (docs.github.com, "About code owners"): a pattern and its owners a line, the
/// last
/// pattern that matches wins, `#` begins a comment, a pattern without owners takes them away. Headings of
/// sections, which GitLab has, are passed over. What is not allowed there, `!` and `[`, is told and passed over.
///
/// The files of stack traces are not those of the repository: a frame may know more of the path
/// (`/srv/shop/pay/bank.py`)
/// or less (`com/acme/Bank.java`). So a pattern is held against every end of a frame's path; and a pattern that
/// begins
/// with named folders may lose the first of them, as long as a named one is left to match.
///
/// @param problems what could not be read, `file:line: reason`
record CodeOwners(List<OwnerRule> rules, List<String> problems) {

    private static final long MOST_BYTES = 3 << 20;

    static CodeOwners read(List<Path> files) {
        List<OwnerRule> rules = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Path file : files) {
            try {
                if (Files.size(file) > MOST_BYTES) {
                    problems.add(file + ": longer than 3 MiB, it was not read");
                    continue;
                }
                String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                read(file, text.split("\r?\n", -1), rules, problems);
            } catch (IOException e) {
                problems.add(file + ": " + reason(e));
            }
        }
        return new CodeOwners(List.copyOf(rules), List.copyOf(problems));
    }

    private static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException none -> "there is no such file";
            case AccessDeniedException denied -> "permission denied";
            default -> "cannot be read: " + e.getMessage();
        };
    }

    private static void read(Path file, String[] lines, List<OwnerRule> rules, List<String> problems) {
        for (int i = 0; i < lines.length; i++) {
            List<String> words = words(lines[i]);
            String where = file + ":" + (i + 1);
            if (words.isEmpty() || isSection(words.getFirst())) {
                continue;
            }
            String pattern = words.getFirst();
            if (pattern.startsWith("!") || pattern.contains("[")) {
                problems.add(where + ": '" + pattern + "': '!' and '[' mean nothing here, the line was passed over");
                continue;
            }
            String owner = words.size() > 1 ? words.get(1) : "";
            String contact = owner.indexOf('@') > 0 ? owner : "";
            Paths paths = Paths.of(pattern);
            rules.add(new OwnerRule(
                    pattern,
                    where,
                    owner,
                    contact,
                    subject -> subject.files().stream().anyMatch(paths::match)));
        }
    }

    /// `[Section]`, `^[Section][2] @owner`.
    private static boolean isSection(String word) {
        return word.startsWith("[") || word.startsWith("^[");
    }

    /// Words between blanks, up to a comment; a backslash takes the meaning from what follows.
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                word.append(line.charAt(++i));
            } else if (c == '#' && word.isEmpty()) {
                break;
            } else if (Character.isWhitespace(c)) {
                flush(word, words);
            } else {
                word.append(c);
            }
        }
        flush(word, words);
        return words;
    }

    private static void flush(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }
}
