package dev.nightjar.cli.init;

import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.init.Wanted.Part;
import dev.nightjar.cli.terminal.Hints;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.cli.text.FormatText;
import dev.nightjar.config.ConfigurationHome;
import dev.nightjar.discover.SampleSummary;
import dev.nightjar.discover.Survey;
import dev.nightjar.discover.Survey.Family;
import dev.nightjar.discover.Survey.Shown;
import dev.nightjar.model.Level;
import dev.nightjar.model.NotRead;
import dev.nightjar.model.Unclear;
import dev.nightjar.source.find.LogNames;
import dev.nightjar.text.Json;
import dev.nightjar.text.Visible;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What `init` says about a folder.
final class InitText {

    private static final int WIDTH = 110;
    private static final int FAMILIES = 8;
    private static final int LOST = 8;
    private static final int LEFT_OUT = 6;
    private static final Pattern LONG_ID = Pattern.compile("([0-9a-f]{12})[0-9a-f]{20,}");

    private final Session session;
    private final Survey.Seen seen;
    private final ZoneId zone;

    InitText(Session session, Survey.Seen seen) {
        this.session = session;
        this.seen = seen;
        this.zone = ZoneId.systemDefault();
    }

    /// What was found, project by project.
    void found(Wanted wish) {
        long bytes = seen.families().stream().mapToLong(Family::bytes).sum();
        line("%s: %s in %s, %s"
                .formatted(
                        seen.dir(),
                        Phrases.count(seen.files(), "file"),
                        Phrases.count(seen.families().size(), "log"),
                        Phrases.bytes(bytes)));
        wish.projects().forEach(this::project);
        unclear();
        lost();
        leftOut();
    }

    private void project(Part part) {
        line("");
        line(session.style.bold(part.name()));
        List<Family> families = part.seen().families();
        families.stream().limit(FAMILIES).forEach(this::family);
        if (families.size() > FAMILIES) {
            line("  … " + Phrases.count(families.size() - FAMILIES, "smaller log"));
        }
        part.seen().container().ifPresent(name -> line("  container  " + Visible.line(name)));
        part.seen().globs().forEach(glob -> line("  logs       " + Visible.line(glob)));
        SampleSummary gleaned = part.seen().gleaned();
        if (!part.inApp().isEmpty()) {
            line("  own code   " + String.join(", ", part.inApp())
                    + session.style.dim("  (guessed from " + Phrases.count(gleaned.traces(), "stack trace") + ")"));
        } else if (gleaned.traces() > 0) {
            line("  own code   cannot be told from " + Phrases.count(gleaned.traces(), "stack trace")
                    + ": say it in the file");
        }
        if (!part.ids().isEmpty()) {
            line("  ids        "
                    + part.ids().entrySet().stream()
                            .sorted(Comparator.comparing((Map.Entry<String, SampleSummary.Named> one) ->
                                            one.getValue().records())
                                    .reversed()
                                    .thenComparing(Map.Entry.comparingByKey()))
                            .limit(6)
                            .map(one -> Visible.line(one.getKey())
                                    + session.style.dim(
                                            " (" + Phrases.line(one.getValue().example(), 24) + ")"))
                            .collect(Collectors.joining(", ")));
        }
        line("  report     " + Phrases.line(expected(gleaned, isClear(families)), WIDTH));
    }

    private void family(Family family) {
        Survey.Sample sample = family.sample();
        int rotated = family.paths().size() - 1;
        line("  " + Visible.line(shown(family.newest()))
                + (rotated == 0 ? "" : " and " + rotated + " rotated")
                + session.style.dim("  " + Phrases.bytes(family.bytes()) + "  " + understood(family)));
        if (sample.from() != null && sample.to() != null) {
            line("    " + levels(sample)
                    + session.style.dim("  " + time(sample.from()) + " to " + time(sample.to())
                            + (sample.zoned() ? "" : ", read as times of " + zone)));
        }
        sample.shown().stream().limit(2).forEach(shown -> line("    " + shown(shown)));
    }

    /// Below the folder; of ids, which nobody knows by heart, what tells them apart.
    private String shown(Path file) {
        String path = seen.dir().relativize(file).toString();
        return LONG_ID.matcher(path).replaceAll("$1…");
    }

    private static String understood(Family family) {
        Survey.Sample sample = family.sample();
        long percent = sample.records() == 0 ? 0 : 100 * (sample.records() - sample.strange()) / sample.records();
        return family.format() + ", " + (percent == 100 ? "all" : percent + " %") + " of "
                + Phrases.count(sample.records(), "record") + " understood"
                + (percent == 100 ? "" : ": " + Phrases.line(family.reason(), 60));
    }

    private String shown(Shown shown) {
        Instant time = shown.time();
        return (time == null ? "" : time(time) + " ")
                + session.style.level(shown.level()) + " "
                + Phrases.line(first(shown), WIDTH - 30);
    }

    private static String first(Shown shown) {
        return shown.message().strip().lines().findFirst().orElse("");
    }

    private static String levels(Survey.Sample sample) {
        String named = Arrays.stream(Level.values())
                .sorted(Comparator.reverseOrder())
                .filter(level -> sample.levels().containsKey(level.name()))
                .map(level -> "%,d %s".formatted(sample.levels().get(level.name()), level))
                .collect(Collectors.joining(", "));
        return named.isEmpty() ? Phrases.count(sample.records(), "record") + " without a level" : named;
    }

    /// What a first report would say, as far as the samples go.
    ///
    /// @param clear all of them was understood
    static String expected(SampleSummary gleaned, boolean clear) {
        List<SampleSummary.Expected> issues = gleaned.issues();
        if (issues.isEmpty()) {
            return clear
                    ? "all quiet: no errors and no warnings in the samples"
                    : "no errors and no warnings in what was understood of the samples; see below";
        }
        long errors = issues.stream().filter(SampleSummary.Expected::isError).count();
        return "at least " + Phrases.count(issues.size(), "issue") + ", " + Phrases.count(errors, "error") + ": "
                + issues.stream()
                        .limit(3)
                        .map(issue -> issue.title() + " (" + issue.count() + ")")
                        .collect(Collectors.joining(", "));
    }

    private static boolean isClear(List<Family> families) {
        return families.stream().allMatch(family -> family.sample().unclear().isEmpty());
    }

    /// What may hold failures that no report would tell.
    private void unclear() {
        List<Unclear> doubts = doubts();
        if (doubts.isEmpty()) {
            return;
        }
        line("");
        line("Perhaps not understood");
        for (Unclear one : doubts.subList(0, Math.min(LOST, doubts.size()))) {
            String where = seen.dir().relativize(Path.of(one.path()))
                    + (one.stream().isEmpty() ? "" : " (" + one.stream() + ")");
            line("  " + Visible.line(where + ": " + one.sentence()));
            one.samples().stream()
                    .limit(1)
                    .forEach(sample -> line("    " + session.style.dim(Phrases.line(sample, WIDTH))));
            line("    " + Visible.line(one.command()));
        }
        if (doubts.size() > LOST) {
            line("  … " + (doubts.size() - LOST) + " more");
        }
    }

    private List<Unclear> doubts() {
        return seen.families().stream()
                .filter(this::isMeant)
                .flatMap(family -> family.sample().unclear().stream())
                .sorted(Unclear.WORST_FIRST)
                .toList();
    }

    /// A log, or called like one: nobody misses what is neither.
    private boolean isMeant(Family family) {
        return family.isLog() || LogNames.isLikely(family.newest());
    }

    private void lost() {
        List<NotRead> notRead =
                seen.notRead().stream().filter(NotRead::degrades).toList();
        List<Family> strange = seen.families().stream()
                .filter(family -> isMeant(family) && !family.sample().lost().isEmpty())
                .toList();
        if (notRead.isEmpty() && strange.isEmpty()) {
            return;
        }
        line("");
        line("Not understood");
        strange.stream().limit(LOST).forEach(this::lost);
        notRead.stream().limit(LOST).forEach(one -> line("  " + Visible.line(one.path() + "  " + one.reason())));
        int more = Math.max(0, notRead.size() - LOST) + Math.max(0, strange.size() - LOST);
        if (more > 0) {
            line("  … " + more + " more");
        }
    }

    /// What lies beside the logs and is none: no fault of anybody's.
    private void leftOut() {
        List<String> names = Stream.concat(
                        seen.families().stream()
                                .filter(family -> !isMeant(family))
                                .flatMap(family -> family.paths().stream()),
                        seen.notRead().stream().filter(one -> !one.degrades()).map(one -> Path.of(one.path())))
                .map(path -> path.getFileName().toString())
                .sorted()
                .toList();
        if (names.isEmpty()) {
            return;
        }
        List<String> few = names.stream().distinct().limit(LEFT_OUT).toList();
        line("");
        line(session.style.dim(Visible.line("No logs, left out: " + Phrases.count(names.size(), "file") + " ("
                + String.join(", ", few) + (names.stream().distinct().count() > LEFT_OUT ? ", …)" : ")"))));
    }

    private void lost(Family family) {
        Shown shown = family.sample().lost().getFirst();
        String where = Visible.line(seen.dir().relativize(family.newest()).toString());
        line("  " + where + (shown.line() > 0 ? ":" + shown.line() : "") + "  " + Phrases.line(first(shown), 80)
                + (family.isLog()
                        ? ""
                        : session.style.dim("  (no log as it seems: left out; if it is one," + " nightjar formats new "
                                + Visible.line(family.newest().toString()) + ")")));
    }

    /// What was written, and what to type next.
    void next(Wanted wish, List<Path> written, Path home) {
        line("");
        if (written.isEmpty()) {
            line("Nothing was written. To write this proposal to " + home + ":");
            line("  nightjar init " + word(seen.dir()) + " --yes"
                    + session.configTyped()
                            .map(typed -> " --config " + word(typed))
                            .orElse(""));
            return;
        }
        line("Written");
        written.forEach(file -> line("  " + file));
        String config = " --config " + word(home);
        line("");
        line("Next");
        line("  nightjar run nightly" + config + "     read everything once, write the first report");
        line("  nightjar issues" + config + "          what went wrong, worst first");
        line("  nightjar doctor" + config + "          what else should be seen to");
        line("");
        line(
                wish.watch()
                        ? "Every day and every five minutes, with cron (crontab -e)"
                        : "Every day, with cron (crontab -e)");
        line("  " + cron(wish, home));
        if (wish.watch()) {
            line("  " + watching(home));
        }
        line("or with systemd, as root (it makes up for nights in which the machine was off)");
        if (written.stream().anyMatch(InitText::isOfItsOwnUser)) {
            line("  useradd --system " + SystemdUnits.SYSTEM_USER + "   # may read what the group adm may read");
        }
        line("  cp " + word(home.resolve(SystemdUnits.FOLDER)) + "/nightjar@* /etc/systemd/system/");
        line("  systemctl daemon-reload && systemctl enable --now nightjar@nightly.timer"
                + (wish.watch() ? " nightjar@watch.timer" : ""));
    }

    private static boolean isOfItsOwnUser(Path file) {
        return file.startsWith(ConfigurationHome.SYSTEM.resolve(SystemdUnits.FOLDER))
                && Session.user().equals("root");
    }

    private static String cron(Wanted wish, Path home) {
        return "%d %d * * * %s run nightly --quiet --config %s"
                .formatted(wish.at().getMinute(), wish.at().getHour(), launcher(), word(home));
    }

    /// Not at the minutes at which people let their nights begin: one run waits for no other.
    private static String watching(Path home) {
        return "2-59/5 * * * * %s run watch --quiet --config %s".formatted(launcher(), word(home));
    }

    private static String launcher() {
        return word(SystemdUnits.installed());
    }

    /// As a shell takes it for one word.
    private static String word(Path path) {
        return Hints.word(path.toString());
    }

    /// All of it as one object.
    Json json(Wanted wish, List<Path> written, Path home) {
        return new Json()
                .put("dir", seen.dir())
                .put("files", seen.files())
                .put("projects", wish.projects().stream().map(InitText::json).toList())
                .put(
                        "not_read",
                        seen.notRead().stream()
                                .map(one -> new Json().put("path", one.path()).put("reason", one.reason()))
                                .toList())
                .put("unclear", FormatText.json(doubts()))
                .put("config", home)
                .put("written", written)
                .put("cron", cron(wish, home))
                .put("cron_watch", wish.watch() ? watching(home) : null);
    }

    private static Json json(Part part) {
        SampleSummary gleaned = part.seen().gleaned();
        return new Json()
                .put("project", part.name())
                .put("logs", part.seen().globs())
                .put("container", part.seen().container())
                .put("in_app", part.inApp())
                .put("ids", part.ids().keySet())
                .put("issues", gleaned.issues().size())
                .put(
                        "errors",
                        gleaned.issues().stream()
                                .filter(SampleSummary.Expected::isError)
                                .count())
                .put(
                        "titles",
                        gleaned.issues().stream()
                                .limit(3)
                                .map(SampleSummary.Expected::title)
                                .toList())
                .put(
                        "families",
                        part.seen().families().stream().map(InitText::json).toList());
    }

    private static Json json(Family family) {
        Survey.Sample sample = family.sample();
        return new Json()
                .put("file", family.newest())
                .put("files", family.paths().size())
                .put("bytes", family.bytes())
                .put("format", family.format())
                .put("reason", family.reason())
                .put("records", sample.records())
                .put("not_understood", sample.strange())
                .put("levels", sample.levels())
                .put("first", sample.from())
                .put("last", sample.to());
    }

    private String time(Instant time) {
        return Phrases.time(time, zone).substring(0, 16);
    }

    private void line(String text) {
        session.out.println(text);
    }
}
