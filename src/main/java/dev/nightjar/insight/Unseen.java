package dev.nightjar.insight;

import dev.nightjar.model.Window;
import dev.nightjar.model.finding.PatternFinding;
import dev.nightjar.model.finding.PatternFinding.Kind;
import dev.nightjar.model.log.Coverage;
import dev.nightjar.model.log.LogPattern;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Compares what a project's logs said in a window with what they usually say.
public final class Unseen {

    /// A project's templates are known once they were counted for so long.
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ENGLISH);
    private static final Duration KNOWN = Duration.ofDays(3);

    private static final Duration WEEK = Duration.ofDays(7);
    private static final int NAMED = 5;
    private static final int USUAL_DAYS = 5;
    private static final Duration SHORTEST = Duration.ofDays(1);
    private static final Duration LEAST_LIVED = Duration.ofHours(12);

    /// A slot of a template.
    private static final Pattern SLOT = Pattern.compile("<[a-z]+>");

    private Unseen() {}

    /// Findings about one project, the unseen first, each kind with the most often seen first. *Unseen*: first
    /// seen in the window, in a project whose templates were known for 3 days by then. *Vanished*: seen on at
    /// least 5 days, and on 5 of 7 as long as it is known, at last within 3 days before the window, and not
    /// since, though the project's logs were read for 12 hours of it. A window below a day cannot say so.
    ///
    /// @param patterns all that is known of the project
    /// @param zone in which the sentences tell times
    public static List<PatternFinding> of(List<LogPattern> patterns, Coverage lived, Window window, ZoneId zone) {
        List<LogPattern> places = places(patterns);
        Optional<Instant> begun = patterns.stream().map(LogPattern::first).min(Comparator.naturalOrder());
        if (begun.isEmpty()) {
            return List.of();
        }
        boolean read = Duration.between(window.from(), window.to()).compareTo(SHORTEST) >= 0
                && lived.within(window.from(), window.to()).compareTo(LEAST_LIVED) >= 0;
        Comparator<LogPattern> often =
                Comparator.comparingLong(LogPattern::count).reversed().thenComparing(LogPattern::template);
        Stream<PatternFinding> unseen = places.stream()
                .filter(one -> isUnseen(one, begun.get(), window))
                .sorted(often)
                .map(one -> new PatternFinding(
                        Kind.UNSEEN,
                        one,
                        "never seen before " + TIME.format(one.first().atZone(zone))));
        Stream<PatternFinding> vanished = places.stream()
                .filter(one -> read && isVanished(one, window))
                .sorted(often)
                .map(one -> new PatternFinding(
                        Kind.VANISHED,
                        one,
                        "seen on " + one.days() + " days, not since "
                                + TIME.format(one.last().atZone(zone))));
        return Stream.concat(unseen, vanished).toList();
    }

    /// Templates that differ in the kinds of their slots alone are of one place: an id of digits is another kind than
    /// one with letters. They are told by the one that is seen most often.
    private static List<LogPattern> places(List<LogPattern> patterns) {
        Map<List<Object>, LogPattern> places = new LinkedHashMap<>();
        for (LogPattern one : patterns) {
            List<Object> place = List.of(
                    one.logger(),
                    Optional.ofNullable(one.level()),
                    SLOT.matcher(one.template()).replaceAll("<>"));
            places.merge(place, one, Unseen::together);
        }
        return List.copyOf(places.values());
    }

    /// On how many days either was seen is not known: at least on as many as the one that was seen on more.
    private static LogPattern together(LogPattern a, LogPattern b) {
        LogPattern often = b.count() > a.count() ? b : a;
        return new LogPattern(
                often.project(),
                often.logger(),
                often.level(),
                often.template(),
                b.first().isBefore(a.first()) ? b.first() : a.first(),
                b.last().isAfter(a.last()) ? b.last() : a.last(),
                a.count() + b.count(),
                Math.max(a.days(), b.days()));
    }

    /// That these projects are not watched for it, in a sentence; nothing if there are none.
    public static List<String> unwatched(List<String> projects) {
        if (projects.isEmpty()) {
            return List.of();
        }
        String few = String.join(", ", projects.stream().sorted().limit(NAMED).toList());
        return List.of("not watched for messages never seen before, or missing: " + few
                + (projects.size() > NAMED ? " and " + (projects.size() - NAMED) + " more" : "")
                + " (`unseen` is off)");
    }

    private static boolean isUnseen(LogPattern one, Instant begun, Window window) {
        return !one.first().isBefore(window.from())
                && one.first().isBefore(window.to())
                && !begun.plus(KNOWN).isAfter(one.first());
    }

    private static boolean isVanished(LogPattern one, Window window) {
        long known = Duration.between(one.first(), one.last()).toDays() + 1;
        return one.days() >= USUAL_DAYS
                && one.days() * WEEK.toDays() >= USUAL_DAYS * known
                && one.last().isBefore(window.from())
                && !one.last().plus(KNOWN).isBefore(window.from());
    }
}
