package dev.nightjar.report;

import dev.nightjar.model.NotRead;
import dev.nightjar.model.Run;
import dev.nightjar.text.Visible;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/// The view of what was read, how it was understood, and what was not read.
///
/// @param newest first of `past`; files and what was not read are of that run
public record Runs(String coverage, List<Line> past, List<FileRow> files, List<Missing> notRead) {

    /// A run in a line.
    public record Line(
            String id,
            Words.Time start,
            String took,
            String files,
            String bytes,
            String records,
            String events,
            String newIssues,
            String notUnderstood,
            String redactions,
            String notRead) {}

    /// A file of the newest run.
    public record FileRow(
            String path,
            String project,
            String host,
            String format,
            String reason,
            String bytes,
            String lines,
            String records,
            String events,
            long notUnderstood) {}

    /// What was not read, and why.
    public record Missing(String path, String reason, boolean degrades) {}

    static Runs of(Night night) {
        Words words = new Words(night.zone(), night.window());
        List<Run> newest = night.runs().stream().limit(1).toList();
        return new Runs(
                new Verdict(night).coverage(),
                night.runs().stream().limit(50).map(run -> line(run, words)).toList(),
                newest.stream()
                        .flatMap(run -> run.files().stream())
                        .sorted(WORST_FIRST)
                        .map(Runs::file)
                        .toList(),
                newest.stream()
                        .flatMap(run -> run.notRead().stream())
                        .map(Runs::missing)
                        .toList());
    }

    private static final Comparator<Run.ReadFile> WORST_FIRST = Comparator.comparing(
                    (Run.ReadFile file) -> file.notUnderstood() == 0)
            .thenComparing(Run.ReadFile::project)
            .thenComparing(Run.ReadFile::path);

    private static Line line(Run run, Words words) {
        return new Line(
                Visible.line(run.id()),
                words.at(run.start()),
                Words.duration(Duration.between(run.start(), run.end())),
                Words.count(run.files().size()),
                Words.bytes(run.bytes()),
                Words.count(run.records()),
                Words.count(run.events()),
                Words.count(run.newIssues()),
                Words.count(run.files().stream()
                        .mapToLong(Run.ReadFile::notUnderstood)
                        .sum()),
                Words.count(run.redactions()),
                Words.count(run.notRead().size()));
    }

    private static FileRow file(Run.ReadFile file) {
        return new FileRow(
                Visible.line(file.path()),
                Visible.line(file.project()),
                Visible.line(file.host()),
                Visible.line(file.format()),
                Visible.line(file.reason()),
                Words.bytes(file.bytes()),
                Words.count(file.lines()),
                Words.count(file.records()),
                Words.count(file.events()),
                file.notUnderstood());
    }

    private static Missing missing(NotRead notRead) {
        return new Missing(Visible.line(notRead.path()), Visible.line(notRead.reason()), notRead.degrades());
    }
}
