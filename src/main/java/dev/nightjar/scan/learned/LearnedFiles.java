package dev.nightjar.scan.learned;

import dev.nightjar.group.learn.LearnedText;
import dev.nightjar.group.learn.ValueWords;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.text.LineFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// What is learned of a project, in the data folder: `learned/PROJECT.txt`, which people read and edit and Nightjar
/// only appends to; and `learned/PROJECT.evidence`, which may be lost.
public final class LearnedFiles {

    private static final String FOLDER = "learned";
    private static final String VERSION = "evidence: 1";

    private final Path text;
    private final Path evidence;

    /// @param data the data folder
    public LearnedFiles(Path data, String project) {
        Path folder = data.resolve(FOLDER);
        this.text = folder.resolve(project + ".txt");
        this.evidence = folder.resolve(project + ".evidence");
    }

    /// What was learned, and what people wrote.
    ///
    /// @throws Failure with exit code 78 and every line that is wrong, 74 if the file cannot be read
    public LearnedText text(ValueWords words) {
        LearnedText read = LearnedText.read(text.toString(), lines(text), words);
        if (!read.problems().isEmpty()) {
            throw new Failure(Exit.CONFIGURATION, String.join("\n", read.problems()));
        }
        return read;
    }

    /// Evidence for places that are not open; empty if it is of another version.
    public List<String> evidence() {
        List<String> lines = lines(evidence);
        return lines.isEmpty() || !lines.getFirst().equals(VERSION) ? List.of() : lines.subList(1, lines.size());
    }

    private static List<String> lines(Path file) {
        List<String> lines = new ArrayList<>();
        try {
            new LineFile(file).each(line -> {
                while (lines.size() < line.number() - 1) {
                    lines.add("");
                }
                lines.add(line.text());
            });
            return lines;
        } catch (IOException e) {
            throw new Failure(Exit.IO, file + ": cannot be read: " + LineFile.reason(e), e);
        }
    }

    /// Adds lines to the text, on disk when this returns.
    public void append(List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        try {
            String head = Files.notExists(text) || Files.size(text) == 0 ? LearnedText.HEAD + "\n" : "";
            new LineFile(text).append(head + String.join("\n", lines));
        } catch (IOException e) {
            throw new Failure(Exit.IO, text + ": cannot be written: " + LineFile.reason(e), e);
        }
    }

    /// Puts evidence in the place of what there was.
    public void write(List<String> memory) {
        Path beside = evidence.resolveSibling(evidence.getFileName() + ".new");
        try {
            Files.deleteIfExists(beside);
            new LineFile(beside).append(VERSION + "\n" + String.join("\n", memory));
            Files.move(beside, evidence, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new Failure(Exit.IO, evidence + ": cannot be written: " + LineFile.reason(e), e);
        }
    }
}
