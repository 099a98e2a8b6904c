package dev.nightjar.report.night;

import dev.nightjar.model.Doubts;
import dev.nightjar.model.NotRead;
import dev.nightjar.model.Run;
import dev.nightjar.model.Scope;
import dev.nightjar.model.Unclear;
import dev.nightjar.model.finding.Night;
import dev.nightjar.model.finding.Silence;
import dev.nightjar.model.issue.Issue.State;
import dev.nightjar.model.issue.Late;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.text.Visible;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What the night comes to, in one sentence; and the order in which issues deserve a look.
public final class Verdict {

    private final Night night;
    private final boolean whole;
    private final String project;

    /// Of a whole night.
    public Verdict(Night night) {
        this(night, true);
    }

    /// @param whole false for a part of the night: what was not read is then not spoken of
    public Verdict(Night night, boolean whole) {
        this(night, whole, "");
    }

    private Verdict(Night night, boolean whole, String project) {
        this.night = night;
        this.whole = whole;
        this.project = project;
    }

    /// Of one project's part of a night.
    public static Verdict of(Night part, String project) {
        return new Verdict(part, false, project);
    }

    /// `3 issues need a look: 1 new, 2 regressed`, or that all is quiet, or that something was not read.
    public String sentence() {
        long look = look();
        String missing =
                !whole || missing() == 0 ? "" : "; " + Wording.count(missing(), "source") + " could not be read";
        long unclear = files();
        Optional<Scope.Silent> silent = night.scope().silence();
        if (silent.isPresent()) {
            boolean shown = active() > 0;
            return sentence(silent.get().sentence(night.zone(), !shown))
                    + (shown ? "; before that " + (look > 0 ? changed(look) : known()) : "")
                    + missing
                    + (unclear == 0 ? "" : "; " + looked(unclear));
        }
        if (look > 0) {
            return changed(look)
                    + (night.scope().first() ? all() : "")
                    + missing
                    + quiet()
                    + (unclear == 0 ? "" : "; so " + (unclear == 1 ? "does " : "do ") + Wording.count(unclear, "log"));
        }
        if (night.issues().isEmpty() && night.runs().isEmpty()) {
            return "Nothing has been read yet";
        }
        return calm(unclear, missing) + known() + missing + besides(unclear);
    }

    /// What is not of the window's issues and must not be called quiet.
    private String besides(long unclear) {
        return quiet()
                + (late() == 0 ? "" : "; " + Wording.count(late(), "issue") + " of before read late")
                + (unclear == 0 ? "" : "; " + looked(unclear));
    }

    /// Projects that stopped to write; of a project's part its own sentence.
    private String quiet() {
        List<Silence> silent = night.insight().silent();
        if (silent.isEmpty()) {
            return "";
        }
        return "; "
                + (project.isEmpty()
                        ? Wording.count(silent.size(), "project") + " silent"
                        : silent.getFirst().sentence(night.zone()));
    }

    private String calm(long unclear, String missing) {
        if (unclear > 0) {
            return "Nothing new in what was understood: ";
        }
        if (night.scope().first()) {
            return "Nothing new in the last day of all that was read: ";
        }
        return missing.isEmpty() && late() == 0 && night.insight().silent().isEmpty() ? "All quiet: " : "Nothing new: ";
    }

    private static String sentence(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private String changed(long look) {
        return Wording.count(look, "issue") + (look == 1 ? " needs" : " need") + " a look: " + changes();
    }

    private String all() {
        return "; " + Wording.count(active(), "issue") + " in all";
    }

    /// `2 logs need a look`: not all of them may be understood.
    public static String looked(long logs) {
        return Wording.count(logs, "log") + (logs == 1 ? " needs" : " need") + " a look";
    }

    /// `14 of 14 files read, 0 lines not understood`.
    public String coverage() {
        if (night.runs().isEmpty()) {
            return "0 of 0 files read, 0 lines not understood";
        }
        long files = looked();
        long skipped = notRead().stream()
                .filter(one -> one.reason().startsWith(NotRead.SKIPPED))
                .count();
        return Wording.count(files) + " of "
                + Wording.count(files + missing(), "file")
                + " read, "
                + Wording.count(notUnderstood(), "line")
                + " not understood"
                + (skipped == 0
                        ? ""
                        : ", " + Wording.count(skipped, "file") + " skipped that " + (skipped == 1 ? "is" : "are")
                                + " no text");
    }

    /// How many files the runs of the window read.
    public long looked() {
        return runs().stream()
                .flatMap(run -> run.files().stream())
                .map(Run.ReadFile::path)
                .distinct()
                .count();
    }

    /// What should have been read in the window and was not, by any of its runs.
    public long missing() {
        return notRead().stream().filter(NotRead::degrades).count();
    }

    /// What the runs of the window did not read, and no later one did: what is told once stays said, also when a later
    /// run finds nothing new. What every run looks for anew, as a pattern, is as the newest found it.
    public List<NotRead> notRead() {
        Map<String, NotRead> told = new LinkedHashMap<>();
        Set<String> known = new HashSet<>();
        List<Run> runs = runs();
        for (Run run : runs) {
            for (NotRead one : run.notRead()) {
                boolean lasts = run == runs.getFirst() || !one.isLookedForAnew();
                if (lasts && !known.contains(one.path())) {
                    told.putIfAbsent(one.path() + '\0' + one.reason(), one);
                }
            }
            run.files().stream().filter(file -> file.bytes() > 0).forEach(file -> known.add(file.path()));
        }
        return List.copyOf(told.values());
    }

    /// Lines without time and level in the runs of the window; of the newest run if none lies in it.
    public long notUnderstood() {
        return runs().stream()
                .flatMap(run -> run.files().stream())
                .mapToLong(Run.ReadFile::notUnderstood)
                .sum();
    }

    /// Where none of the window read a file, also the newest that did: what it read is read.
    private List<Run> runs() {
        List<Run> inWindow = night.runs().stream()
                .filter(run -> run.end().isAfter(night.window().from())
                        && run.start().isBefore(night.window().to()))
                .toList();
        if (inWindow.stream().anyMatch(run -> !run.files().isEmpty())) {
            return inWindow;
        }
        Stream<Run> read =
                night.runs().stream().filter(run -> !run.files().isEmpty()).limit(1);
        Stream<Run> found = inWindow.isEmpty() ? night.runs().stream().limit(1) : inWindow.stream();
        return Stream.concat(found, read).distinct().toList();
    }

    /// What was read in these runs and may not have been understood, the worst first: nothing of it is called quiet.
    public List<Unclear> unclear() {
        return whole || !project.isEmpty()
                ? Doubts.of(runs()).stream()
                        .filter(one -> project.isEmpty() || one.project().equals(project))
                        .toList()
                : List.of();
    }

    /// How many files that is.
    public long files() {
        return Doubts.files(unclear());
    }

    /// Issues that are new, regressed or escalating.
    public long look() {
        return count(State.NEW) + count(State.REGRESSED) + count(State.ESCALATING);
    }

    /// Issues in a state.
    public long count(State state) {
        return night.issues().stream().filter(t -> t.state() == state).count()
                + night.rest().issues(state);
    }

    /// Events of issues that are errors, or of those that are warnings.
    public long events(boolean errors) {
        return night.issues().stream()
                        .filter(t -> errors ? t.isError() : t.isWarning())
                        .mapToLong(t -> t.activity().count())
                        .sum()
                + night.rest().events(errors);
    }

    /// Issues with events that happened before the window and were read after the last telling.
    public long late() {
        return night.insight().late().size();
    }

    /// `late: happened 2026-03-03 03:10:00 to 2026-03-03 04:02:11, read now`.
    public static String late(Late late, Wording words) {
        String first = words.at(late.first()).full();
        String last = words.at(late.last()).full();
        return "late: happened " + first + (first.equals(last) ? "" : " to " + last) + ", read now";
    }

    /// A state as it is written.
    public static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /// What an issue is called, everywhere: its title, harmless.
    public static String name(Triaged t) {
        return Visible.line(t.activity().issue().title());
    }

    /// Where it happened and why it is in its state: `in OrderService.pay · first seen 02:10`.
    public static String reason(Triaged t) {
        String culprit = t.activity().issue().culprit();
        return culprit.isEmpty() ? t.reason() : "in " + Visible.line(last(culprit, 2)) + " · " + t.reason();
    }

    /// The last dotted names of a qualified one; a backslash separates too, as in PHP.
    public static String last(String qualified, int names) {
        return lastDotted(qualified.replace('\\', '.'), names);
    }

    private static String lastDotted(String qualified, int names) {
        int at = qualified.length();
        for (int i = 0; i < names && at >= 0; i++) {
            at = qualified.lastIndexOf('.', at - 1);
        }
        return qualified.substring(at + 1);
    }

    private String changes() {
        List<String> parts = new ArrayList<>();
        for (State state : List.of(State.NEW, State.REGRESSED, State.ESCALATING)) {
            if (count(state) > 0) {
                parts.add(Wording.count(count(state)) + " " + word(state));
            }
        }
        return String.join(", ", parts);
    }

    /// Issues with events in the window.
    private long active() {
        return night.issues().stream().filter(t -> t.activity().count() > 0).count()
                + night.rest().active();
    }

    private String known() {
        long issues = active();
        if (issues == 0) {
            return "no errors, no warnings";
        }
        return Wording.count(events(true), "error") + " and " + Wording.count(events(false), "warning") + " of "
                + Wording.count(issues, "known issue");
    }
}
