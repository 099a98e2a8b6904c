package dev.nightjar.report.page;

import dev.nightjar.model.NotRead;
import dev.nightjar.model.Run;
import dev.nightjar.model.Unclear;
import dev.nightjar.model.finding.Night;
import dev.nightjar.report.night.Verdict;
import dev.nightjar.report.night.Wording;
import dev.nightjar.text.Visible;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The view of what was read, how it was understood, and what was not read.
///
/// @param unclear what may not have been understood in the runs of the window, the worst first
/// @param gaps times without a line, project by project, in sentences
/// @param unwatched checks that are off, in sentences
/// @param thinned which events are counted and not kept, run by run, in sentences
/// @param past runs, the newest first; `files` are of that run, `notRead` is of all of the window
public record Runs(
        String coverage,
        List<Line> past,
        List<FileRow> files,
        List<Missing> notRead,
        List<Doubtful> unclear,
        List<String> gaps,
        List<String> unwatched,
        List<String> thinned) {

    /// A run in a line.
    public record Line(
            String id,
            Wording.Time start,
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

    /// What was read and may not have been understood.
    ///
    /// @param stream who wrote it, a container or a program; empty for the whole file
    /// @param failing some of it speaks of failure
    /// @param command shows how it is understood; empty for the sum of several files
    public record Doubtful(
            String path, String stream, String sentence, boolean failing, String command, List<String> samples) {}

    /// Of the newest 50 runs; files are of the newest alone.
    public static Runs of(Night night) {
        Wording words = new Wording(night.zone(), night.window());
        List<Run> newest = night.runs().stream().limit(1).toList();
        Verdict verdict = new Verdict(night);
        return new Runs(
                verdict.coverage(),
                night.runs().stream().limit(50).map(run -> line(run, words)).toList(),
                newest.stream()
                        .flatMap(run -> run.files().stream())
                        .sorted(WORST_FIRST)
                        .map(Runs::file)
                        .toList(),
                verdict.notRead().stream().map(Runs::missing).toList(),
                verdict.unclear().stream().map(Runs::doubtful).toList(),
                Stream.concat(
                                night.insight().gaps().stream()
                                        .map(gap -> gap.project() + ": " + gap.sentence(night.zone())),
                                night.insight().silent().stream()
                                        .map(one -> one.project() + ": " + one.sentence(night.zone())))
                        .map(Visible::line)
                        .toList(),
                night.insight().unwatched().stream().map(Visible::line).toList(),
                night.runs().stream()
                        .flatMap(run -> run.thinned().told().stream().map(said -> Visible.line(run.id() + ": " + said)))
                        .toList());
    }

    private static final Comparator<Run.ReadFile> WORST_FIRST = Comparator.comparing(
                    (Run.ReadFile file) -> file.notUnderstood() == 0)
            .thenComparing(Run.ReadFile::project)
            .thenComparing(Run.ReadFile::path);

    private static Line line(Run run, Wording words) {
        return new Line(
                Visible.line(run.id()),
                words.at(run.start()),
                Wording.duration(Duration.between(run.start(), run.end())),
                Wording.count(run.files().size()),
                Wording.bytes(run.bytes()),
                Wording.count(run.records()),
                Wording.count(run.events()),
                Wording.count(run.newIssues()),
                Wording.count(run.files().stream()
                        .mapToLong(Run.ReadFile::notUnderstood)
                        .sum()),
                Wording.count(run.redactions()),
                Wording.count(run.notRead().size()));
    }

    private static FileRow file(Run.ReadFile file) {
        return new FileRow(
                Visible.line(file.path()),
                Visible.line(file.project()),
                Visible.line(file.host()),
                Visible.line(file.format()),
                Visible.line(file.reason()),
                Wording.bytes(file.bytes()),
                Wording.count(file.lines()),
                Wording.count(file.records()),
                Wording.count(file.events()),
                file.notUnderstood());
    }

    private static Doubtful doubtful(Unclear one) {
        return new Doubtful(
                Visible.line(one.path().isEmpty() ? "further files" : one.path()),
                Visible.line(one.stream()),
                Visible.line(one.sentence()),
                one.failing() > 0,
                Visible.line(one.command()),
                one.samples().stream().map(Visible::line).toList());
    }

    private static Missing missing(NotRead notRead) {
        return new Missing(Visible.line(notRead.path()), Visible.line(notRead.reason()), notRead.degrades());
    }
}
