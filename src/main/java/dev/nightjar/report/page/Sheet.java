package dev.nightjar.report.page;

import dev.nightjar.model.NotRead;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.event.Trace;
import dev.nightjar.model.finding.Night;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Issue.State;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.report.night.Folder;
import dev.nightjar.report.night.Verdict;
import dev.nightjar.report.night.Wording;
import dev.nightjar.text.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The view of a night in one file, for a mail or a ticket: a line for each issue, and behind it what fits. All
/// text is visible, none is HTML.
///
/// @param verdict the heading
/// @param unclear what was read and may not have been understood, the worst of it
/// @param numbers with their names
/// @param items worst first
/// @param leftOut what is not in the file, in words; empty if all is
public record Sheet(
        String verdict,
        String coverage,
        List<String> notRead,
        List<String> unclear,
        List<Number> numbers,
        List<Item> items,
        String leftOut) {

    private static final int MOST_FRAMES = 7;
    private static final int LONGEST = 400;
    private static final int DOUBTS = 5;

    /// @param state whose shape it has, may be empty
    public record Number(String name, String value, String state) {}

    /// @param anchor its id without the dash
    /// @param detail null where there was no room for it
    public record Item(
            String id,
            String anchor,
            String state,
            String type,
            String message,
            String project,
            String events,
            Wording.Time last,
            @Nullable Detail detail) {}

    /// @param trace what was thrown, with the frames of own code; empty for a message
    /// @param sample of the newest event, `file:line` and what it says
    public record Detail(
            String culprit,
            String reason,
            String note,
            String owner,
            String seen,
            List<String> trace,
            String place,
            String sample) {}

    /// @param listed how many issues are listed, at most
    /// @param detailed how many of them in detail, at most
    public static Sheet of(Night night, List<Triaged> sorted, Wording words, int listed, int detailed) {
        Verdict verdict = new Verdict(night);
        List<Item> items = new ArrayList<>();
        for (Triaged t : sorted.subList(0, Math.min(listed, sorted.size()))) {
            items.add(item(t, night, words, items.size() < detailed));
        }
        return new Sheet(
                verdict.sentence(),
                verdict.coverage(),
                verdict.notRead().stream()
                        .filter(NotRead::degrades)
                        .map(it -> Visible.line(it.path() + ": " + it.reason()))
                        .toList(),
                verdict.unclear().stream()
                        .limit(DOUBTS)
                        .map(it -> Visible.line(it.where() + ": " + it.sentence()))
                        .toList(),
                numbers(verdict),
                items,
                leftOut(sorted.size(), items.size(), Math.min(detailed, items.size())));
    }

    private static List<Number> numbers(Verdict verdict) {
        return Stream.concat(
                        Stream.of(State.NEW, State.REGRESSED, State.ESCALATING)
                                .map(state -> new Number(
                                        Verdict.word(state), Wording.count(verdict.count(state)), Verdict.word(state))),
                        Stream.of(
                                new Number("errors", Wording.count(verdict.events(true)), ""),
                                new Number("warnings", Wording.count(verdict.events(false)), "")))
                .toList();
    }

    private static String leftOut(int all, int listed, int detailed) {
        List<String> parts = new ArrayList<>();
        if (listed < all) {
            parts.add(Wording.count(all - listed, "further issue"));
        }
        if (detailed < listed) {
            parts.add("traces and samples of " + Wording.count(listed - detailed, "issue"));
        }
        parts.add("all samples but the newest of each issue");
        return "Not in this file, to keep it small: " + Wording.list(parts) + ". The whole report has them.";
    }

    private static Item item(Triaged t, Night night, Wording words, boolean detailed) {
        Issue issue = t.activity().issue();
        return new Item(
                issue.id().shown(),
                Folder.issue(issue.id()).replaceAll("^i/|\\.html$", ""),
                Verdict.word(t.state()),
                Visible.line(issue.type() == null ? "" : Verdict.last(issue.type(), 1)),
                cut(Visible.line(issue.message())),
                Visible.line(issue.project()),
                Wording.count(t.activity().count()),
                words.at(t.activity().last()),
                detailed ? detail(t, night.samples().apply(issue.id()), words) : null);
    }

    private static Detail detail(Triaged t, List<StoredEvent> samples, Wording words) {
        Issue issue = t.activity().issue();
        StoredEvent newest = samples.isEmpty() ? null : samples.getFirst();
        List<String> trace = samples.stream()
                .map(StoredEvent::trace)
                .flatMap(Stream::ofNullable)
                .findFirst()
                .map(Sheet::trace)
                .orElse(List.of());
        return new Detail(
                Visible.line(issue.culprit()),
                Visible.line(t.reason()),
                Visible.text(t.note()),
                t.owner() == null ? "" : Visible.line(t.owner()),
                Wording.count(issue.count(), "event") + " since "
                        + words.at(issue.firstSeen()).full(),
                trace,
                newest == null ? "" : Visible.line(newest.file()) + ":" + newest.line(),
                newest == null ? "" : cut(Visible.text(newest.message())));
    }

    private static List<String> trace(Trace trace) {
        List<String> lines = new ArrayList<>();
        for (Trace.Thrown thrown : trace.chain()) {
            String said = thrown.message().isEmpty() ? "" : ": " + thrown.message();
            lines.add(cut(Visible.line((lines.isEmpty() ? "" : "cause: ") + thrown.type() + said)));
            boolean own = thrown.frames().stream().anyMatch(Trace.Frame::inApp);
            List<Trace.Frame> frames = thrown.frames().stream()
                    .filter(frame -> !own || frame.inApp())
                    .limit(own ? MOST_FRAMES : 2)
                    .toList();
            frames.forEach(frame -> lines.add(cut("    " + Visible.line(frame.shown()))));
            if (frames.size() < thrown.frames().size()) {
                lines.add("    … " + Wording.count(thrown.frames().size() - frames.size(), "frame") + " left out");
            }
        }
        return lines;
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isLowSurrogate(text.charAt(LONGEST)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end) + "…";
    }
}
