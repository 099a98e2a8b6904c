package dev.nightjar.notify.letter;

import dev.nightjar.model.NotRead;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.finding.Night;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Issue.State;
import dev.nightjar.model.issue.Late;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.report.Report;
import dev.nightjar.report.night.Verdict;
import dev.nightjar.report.night.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The parts of a digest: what changed first, all of it; of what goes on, the top; then what is no issue.
final class Sections {

    private static final int MOST_KNOWN = 5;
    private static final int MOST_LATE = 10;
    private static final int MOST_LINES = 8;
    private static final int MOST_FRAMES = 3;

    private final Night night;
    private final Wording words;
    private final String link;

    Sections(Night night) {
        this.night = night;
        this.words = new Wording(night.zone(), night.window());
        this.link = link(night);
    }

    /// The address of the overview's folder, with a slash; empty if pages have none.
    static String link(Night night) {
        return night.link().map(l -> l.endsWith("/") ? l : l + "/").orElse("");
    }

    /// @param most issues in all
    List<Body.Section> issues(int most) {
        List<Body.Section> sections = new ArrayList<>();
        int left = most;
        for (State state : List.of(State.NEW, State.REGRESSED, State.ESCALATING, State.ONGOING, State.RESOLVED)) {
            List<Triaged> all = night.issues().stream()
                    .filter(t -> t.state() == state)
                    .sorted(Triaged.WORST_FIRST)
                    .toList();
            int shown = Math.min(state.needsALook() ? left : Math.min(left, MOST_KNOWN), all.size());
            if (shown > 0) {
                List<Body.Item> items =
                        all.stream().limit(shown).map(this::item).toList();
                long every = all.size() + night.rest().issues(state);
                String of = shown < every ? Wording.count(every) : "";
                sections.add(new Body.Section(Verdict.word(state), of, items));
                left -= shown;
            }
        }
        return sections;
    }

    /// What happened before the window and was read since the last telling; empty if there is nothing.
    List<Body.Section> late(int most) {
        List<Late.News> all = night.insight().late();
        List<Body.Item> items =
                all.stream().limit(Math.min(most, MOST_LATE)).map(this::item).toList();
        String of = items.size() < all.size() ? Wording.count(all.size()) : "";
        return items.isEmpty() ? List.of() : List.of(new Body.Section("late", of, items));
    }

    private Body.Item item(Late.News news) {
        Body.Item item = item(news.triaged());
        Late late = news.late();
        return new Body.Item(
                item.id(),
                item.link(),
                item.name(),
                item.message(),
                item.project(),
                Wording.count(late.count(), "event") + (late.users() == 0 ? "" : ", " + Wording.users(late.users())),
                words.day(late.first())
                        + (words.day(late.first()).equals(words.day(late.last()))
                                ? ""
                                : " to " + words.day(late.last())),
                item.frames(),
                Harmless.text(
                        Verdict.late(late, words) + "; "
                                + Verdict.word(news.triaged().state()) + ": "
                                + news.triaged().reason(),
                        240),
                item.owner());
    }

    private Body.Item item(Triaged t) {
        Issue issue = t.activity().issue();
        List<String> frames = t.state().needsALook() ? frames(night.samples().apply(issue.id())) : List.of();
        String owner = t.owner() == null ? "" : t.owner() + (t.contact().isEmpty() ? "" : " <" + t.contact() + ">");
        long users = t.activity().users();
        return new Body.Item(
                issue.id().shown(),
                link.isEmpty() ? "" : link + Report.pageOf(issue.id()),
                Harmless.text(Verdict.name(t), 120),
                issue.saysMore()
                        ? Harmless.text(issue.message().lines().findFirst().orElse(""), 200)
                        : "",
                Harmless.text(issue.project(), 64),
                Wording.count(t.activity().count(), "event") + (users == 0 ? "" : ", " + Wording.users(users)),
                words.span(t.activity().first(), t.activity().last()),
                frames,
                Harmless.text(frames.isEmpty() ? Verdict.reason(t) : t.reason(), 240),
                Harmless.text(owner, 90));
    }

    /// The calls to look at first in the newest of some events.
    static List<String> frames(List<StoredEvent> events) {
        return events.stream()
                .map(StoredEvent::trace)
                .filter(Objects::nonNull)
                .limit(1)
                .flatMap(trace -> trace.ownFrames(MOST_FRAMES).stream())
                .map(frame -> Harmless.text("at " + frame.shown(), 160))
                .toList();
    }

    /// Silent projects.
    List<Body.Note> silent() {
        List<Body.Note> notes = new ArrayList<>();
        note(
                notes,
                "Silent",
                true,
                night.insight().silent().stream()
                        .map(s -> s.project() + ": " + s.sentence(night.zone()))
                        .toList());
        return notes;
    }

    /// Silent projects, findings of the audit, unusual templates, what was not read.
    List<Body.Note> notes() {
        List<Body.Note> notes = new ArrayList<>(silent());
        Night.Insight insight = night.insight();
        Verdict verdict = new Verdict(night);
        note(
                notes,
                "Gaps",
                true,
                insight.gaps().stream()
                        .map(gap -> gap.project() + ": " + gap.sentence(night.zone()))
                        .toList());
        note(
                notes,
                "Audit",
                true,
                insight.audited().findings().stream()
                        .map(finding -> finding.rule() + ": " + finding.sentence())
                        .toList());
        note(
                notes,
                "Unusual",
                false,
                insight.unusual().stream()
                        .map(finding -> finding.pattern().project() + ": "
                                + finding.pattern().template() + " – " + finding.sentence())
                        .toList());
        note(
                notes,
                "Unclear",
                true,
                verdict.unclear().stream()
                        .map(one -> one.where() + ": " + one.sentence()
                                + (one.command().isEmpty() ? "" : "; see: " + one.command()))
                        .toList());
        note(
                notes,
                "Not read",
                verdict.missing() > 0,
                verdict.notRead().stream().map(Sections::notRead).toList());
        note(notes, "Not watched", false, insight.unwatched());
        return notes;
    }

    private static String notRead(NotRead file) {
        return file.path() + ": " + file.reason();
    }

    private static void note(List<Body.Note> notes, String title, boolean alarming, List<String> all) {
        List<String> lines = new ArrayList<>();
        all.stream().limit(MOST_LINES).forEach(line -> lines.add(Harmless.text(line, 200)));
        if (all.size() > MOST_LINES) {
            lines.add("and " + Wording.count(all.size() - MOST_LINES) + " more");
        }
        if (!lines.isEmpty()) {
            notes.add(new Body.Note(title, alarming, lines));
        }
    }
}
