package dev.nightjar.model;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which time is told of, why that one, and who wrote nothing in it: where there is no log, nothing was quiet. The
/// sentences are the same on pages, in mails and on the terminal.
///
/// @param why the window is this one, in words: `the last 24 h`
/// @param first it is all that was ever read, and what states are is told as of its last day
/// @param silent projects without any log line in the window; under the empty name: all of them
public record Scope(Window window, String why, boolean first, Map<String, Silent> silent) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter LONG_AGO =
            DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm", Locale.ENGLISH);
    private static final Duration YEAR = Duration.ofDays(300);

    /// No log line at all.
    ///
    /// @param since the last line before, null if none is known
    /// @param until when that was looked at
    /// @param before issues known from before the window
    public record Silent(@Nullable Instant since, Instant until, long before) {

        /// `no log since Fri 27 Nov 23:54 (40 h); 16 issues before that`.
        public String sentence(ZoneId zone) {
            return sentence(zone, true);
        }

        /// @param told whether the issues before are counted, and not shown anyway
        public String sentence(ZoneId zone, boolean told) {
            if (since == null) {
                return "no log in this time";
            }
            String issues = before == 0 ? "no issue" : before == 1 ? "1 issue" : "%,d issues".formatted(before);
            return Scope.since(since, until, zone) + (told ? "; " + issues + " before that" : "");
        }
    }

    public Scope {
        silent = Map.copyOf(silent);
    }

    /// A window that somebody asked for, with log lines of all.
    public static Scope of(Window window) {
        return new Scope(window, "as asked for", false, Map.of());
    }

    /// The silence of all projects; empty if any wrote a line.
    public Optional<Silent> silence() {
        return silence("");
    }

    /// The silence of a project, or of all under the empty name; empty if there is any line.
    public Optional<Silent> silence(String project) {
        return Optional.ofNullable(silent.get(silent.containsKey("") ? "" : project));
    }

    /// The same with only this project.
    public Scope of(String project) {
        return new Scope(
                window, why, first, silence(project).map(one -> Map.of("", one)).orElse(Map.of()));
    }

    /// `no log since Fri 27 Nov 23:54 (40 h)`.
    public static String since(Instant since, Instant until, ZoneId zone) {
        Duration ago = Duration.between(since, until);
        DateTimeFormatter form = ago.compareTo(YEAR) > 0 ? LONG_AGO : TIME;
        return "no log since " + form.format(since.atZone(zone)) + " (" + length(ago) + ")";
    }

    /// `40 h`, `20 min`, `6 days`: rounded down; days from 72 hours on.
    public static String length(Duration length) {
        long hours = length.toHours();
        return hours >= 72 ? length.toDays() + " days" : hours >= 1 ? hours + " h" : length.toMinutes() + " min";
    }

    /// The same exactly, to the minute: `24 h 19 min`, `7 days`.
    public static String exactly(Duration length) {
        long minutes = Math.max(1, Math.ceilDiv(length.toSeconds(), 60L));
        long days = minutes % 1_440 == 0 && minutes > 1_440 || minutes >= 4_320 ? minutes / 1_440 : 0;
        long hours = minutes / 60 - days * 24;
        List<String> parts = List.of(
                days == 0 ? "" : days + (days == 1 ? " day" : " days"),
                hours == 0 ? "" : hours + " h",
                minutes % 60 == 0 ? "" : minutes % 60 + " min");
        return String.join(" ", parts.stream().filter(part -> !part.isEmpty()).toList());
    }
}
