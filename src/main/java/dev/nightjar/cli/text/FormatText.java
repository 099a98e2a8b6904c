package dev.nightjar.cli.text;

import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.config.Project;
import dev.nightjar.discover.FirstLook;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.Level;
import dev.nightjar.model.NotRead;
import dev.nightjar.model.Unclear;
import dev.nightjar.model.event.Event;
import dev.nightjar.model.log.LogRecord;
import dev.nightjar.scan.Parse;
import dev.nightjar.text.Json;
import dev.nightjar.text.Visible;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tells how one file is understood.
public final class FormatText {

    private static final int MOST_UNCLEAR = 5;

    private static final int SHOWN = 5;
    private static final int LONGEST = 160;

    private final Session session;
    private final List<Parse.Parsed> first = new ArrayList<>();
    private final List<Parse.Parsed> strange = new ArrayList<>();
    private final Map<String, Long> levels = new TreeMap<>(FormatText::bySeverity);
    private long records;
    private long traces;
    private long notUnderstood;
    private @Nullable Instant from;
    private @Nullable Instant to;

    public FormatText(Session session) {
        this.session = session;
    }

    /// Reads the whole file and prints the formats that were tried, the counts, and some records.
    ///
    /// @param file a project of this file alone
    /// @return exit code 4 if something could not be read
    public Exit test(Project file) {
        List<Parse.Candidate> candidates = session.nightjar().firstLook().candidates(file);
        FirstLook.Remains remains = session.nightjar().firstLook().parse(file, this::look);
        List<NotRead> notRead = remains.notRead();
        String used = first.isEmpty()
                ? candidates.getFirst().format()
                : first.getFirst().format();
        if (session.json) {
            json(candidates, used, remains.unclear());
        } else {
            text(candidates, used, remains.unclear());
        }
        notRead.forEach(one -> session.warn(one.path() + ": " + one.reason()));
        return notRead.stream().anyMatch(NotRead::degrades) ? Exit.DEGRADED : Exit.DONE;
    }

    private void look(Parse.Parsed parsed) {
        Event event = parsed.occurrence().event();
        LogRecord record = event.record();
        records++;
        traces += event instanceof Event.ExceptionEvent ? 1 : 0;
        levels.merge(record.level() == null ? "no level" : record.level().name(), 1L, Long::sum);
        Instant time = record.time();
        if (time != null) {
            from = from == null || time.isBefore(from) ? time : from;
            to = to == null || time.isAfter(to) ? time : to;
        }
        boolean understood = time != null || record.level() != null;
        notUnderstood += understood ? 0 : 1;
        List<Parse.Parsed> list = understood ? first : strange;
        if (list.size() < SHOWN) {
            list.add(parsed);
        }
    }

    /// What may not have been understood, for scripts.
    public static List<Json> json(List<Unclear> doubts) {
        return doubts.stream()
                .map(one -> new Json()
                        .put("path", one.path())
                        .put("stream", one.stream())
                        .put("records", one.records())
                        .put("without_level", one.without())
                        .put("failing", one.failing())
                        .put("lines_that_go_on", one.swallowed())
                        .put("words", one.words())
                        .put("samples", one.samples())
                        .put("see", one.command()))
                .toList();
    }

    private void json(List<Parse.Candidate> candidates, String used, List<Unclear> doubts) {
        session.print(new Json()
                .put("format", used)
                .put(
                        "candidates",
                        candidates.stream().map(FormatText::candidate).toList())
                .put("records", records)
                .put("traces", traces)
                .put("levels", levels)
                .put("first", from)
                .put("last", to)
                .put("not_understood", notUnderstood)
                .put("unclear", json(doubts.stream().filter(Unclear::isUnusual).toList())));
    }

    private static Json candidate(Parse.Candidate candidate) {
        return new Json()
                .put("format", candidate.format())
                .put("score", Math.round(candidate.score() * 10) / 10.0)
                .put("reason", candidate.reason());
    }

    private void text(List<Parse.Candidate> candidates, String used, List<Unclear> doubts) {
        line(
                "format",
                used.equals(candidates.getFirst().format()) ? told(candidates.getFirst()) : used + ", as wanted");
        if (candidates.size() > 1 && candidates.get(1).score() > 0) {
            line("runner-up", told(candidates.get(1)));
        }
        String counts = levels.entrySet().stream()
                .map(e -> "%,d %s".formatted(e.getValue(), e.getKey()))
                .collect(Collectors.joining(", "));
        line("records", Phrases.count(records, "record") + (records == 0 ? "" : ": " + counts));
        line("traces", Phrases.count(traces, "stack trace"));
        if (from != null && to != null) {
            line("times", from + " to " + to);
        }
        line(
                "not",
                notUnderstood == 0
                        ? "understood: nothing"
                        : Phrases.count(notUnderstood, "record") + " with neither time nor level");
        unclear(doubts.stream().filter(Unclear::isUnusual).toList());
        show("the first records as understood", first);
        show("the first that are not understood", strange);
        if (used.equals("plain") || notUnderstood * 5 > records) {
            session.say("to teach Nightjar this format: nightjar formats new FILE");
        }
    }

    private void unclear(List<Unclear> all) {
        all.stream().limit(MOST_UNCLEAR).forEach(one -> {
            line("unclear", (one.stream().isEmpty() ? "" : one.stream() + ": ") + one.sentence());
            one.samples().forEach(sample -> line("", cut(sample)));
        });
        if (all.size() > MOST_UNCLEAR) {
            line("", "and " + (all.size() - MOST_UNCLEAR) + " more");
        }
        if (all.stream().anyMatch(one -> one.without() > 0)) {
            session.say("to tell failures without a level: nightjar parse FILE --level none shows them all,"
                    + (all.stream().anyMatch(Unclear::odd)
                            ? " nightjar formats new FILE begins a format"
                            : " docs/formats.md gives their texts levels"));
        }
    }

    private static String told(Parse.Candidate candidate) {
        return candidate.format() + ": " + candidate.reason()
                + (candidate.score() > 0 ? " (score %.1f)".formatted(candidate.score()) : "");
    }

    private void line(String name, String value) {
        session.out.println(Visible.line("%-11s%s".formatted(name, value)));
    }

    private void show(String title, List<Parse.Parsed> list) {
        if (list.isEmpty()) {
            return;
        }
        session.out.println();
        session.out.println(title + ":");
        list.forEach(parsed -> {
            LogRecord record = parsed.occurrence().event().record();
            String head = "  line %d  %s  %s%s%s"
                    .formatted(
                            parsed.line(),
                            record.time() == null ? "no time" : record.time(),
                            record.level() == null ? "no level" : record.level(),
                            record.logger() == null ? "" : "  " + record.logger(),
                            parsed.lines() > 1 ? "  (" + parsed.lines() + " lines)" : "");
            session.out.println(Visible.line(head));
            session.out.println(
                    Visible.line("    " + cut(parsed.occurrence().event().message())));
        });
    }

    private static String cut(String message) {
        String line = message.lines().findFirst().orElse("");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }

    /// Worst first; what is no level last.
    private static int bySeverity(String a, String b) {
        return Integer.compare(rank(b), rank(a));
    }

    private static int rank(String name) {
        for (Level level : Level.values()) {
            if (level.name().equals(name)) {
                return level.ordinal();
            }
        }
        return -1;
    }
}
