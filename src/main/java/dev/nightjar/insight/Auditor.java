package dev.nightjar.insight;

import dev.nightjar.model.Window;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.finding.Acted;
import dev.nightjar.model.finding.AuditFinding;
import dev.nightjar.model.finding.AuditFinding.Kind;
import dev.nightjar.model.finding.Audited;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The events of security in a window, and what of them is out of the ordinary. Decisions about issues
/// change nothing here: what is muted elsewhere is still listed.
///
/// A pair of actor and target is a *first-ever pair* if a rule's events are known for three days before the
/// window and none of them has it. An hour is *unusual* for an actor if 20 events of theirs on 5 days
/// before the window are known, and none within an hour of that time of day.
public final class Auditor {

    private static final Duration KNOWN = Duration.ofDays(3);
    private static final int EVENTS_KNOWN = 20;
    private static final int DAYS_KNOWN = 5;

    /// Pairs of one rule told one by one; more of them are one finding: who tries every name has no news in
    /// each.
    private static final int ONE_BY_ONE = 10;

    private static final int SHOWN = 20;

    private Auditor() {}

    private record Pair(String project, String rule, String actor, String target) {
        static Pair of(StoredEvent event) {
            return new Pair(event.project(), ruleOf(event), actorOf(event), word(event, "target"));
        }

        String shown() {
            String who = actor.isEmpty() ? "somebody" : actor;
            return target.isEmpty() ? who : who + " → " + target;
        }
    }

    /// What a person did before the window.
    private static final class Habit {
        final Set<LocalDate> days = new HashSet<>();
        final boolean[] hours = new boolean[24];
        int events;

        void add(StoredEvent event, ZoneId zone) {
            var at = event.time().atZone(zone);
            days.add(at.toLocalDate());
            hours[at.getHour()] = true;
            events++;
        }

        boolean isUnusual(int hour) {
            return events >= EVENTS_KNOWN
                    && days.size() >= DAYS_KNOWN
                    && !hours[hour]
                    && !hours[(hour + 1) % 24]
                    && !hours[(hour + 23) % 24];
        }
    }

    /// Looks at the events of a window in the light of those before it.
    ///
    /// @param events of audit rules, until the window's end, oldest first: all that are kept
    /// @param zone of hours of the day
    public static Audited look(List<StoredEvent> events, Window window, ZoneId zone) {
        List<StoredEvent> before = events.stream()
                .filter(event -> event.time().isBefore(window.from()))
                .toList();
        List<StoredEvent> inside =
                events.stream().filter(event -> window.contains(event.time())).toList();
        List<AuditFinding> findings = new ArrayList<>(firstPairs(before, inside, window));
        findings.addAll(unusualHours(before, inside, zone));
        return new Audited(acted(before, inside), findings);
    }

    private static List<Acted> acted(List<StoredEvent> before, List<StoredEvent> inside) {
        Map<Pair, Instant> known = new HashMap<>();
        before.forEach(event -> known.putIfAbsent(Pair.of(event), event.time()));
        Map<Pair, List<StoredEvent>> pairs = byPair(inside);
        List<Acted> acted = new ArrayList<>();
        pairs.forEach((pair, of) -> acted.add(new Acted(
                pair.project,
                pair.rule,
                pair.actor,
                pair.target,
                of.size(),
                of.getFirst().time(),
                of.getLast().time(),
                known.getOrDefault(pair, of.getFirst().time()),
                of.getLast())));
        acted.sort(Acted.ORDER);
        return acted;
    }

    private static Map<Pair, List<StoredEvent>> byPair(List<StoredEvent> events) {
        Map<Pair, List<StoredEvent>> pairs = new LinkedHashMap<>();
        events.forEach(event ->
                pairs.computeIfAbsent(Pair.of(event), any -> new ArrayList<>()).add(event));
        return pairs;
    }

    private static List<AuditFinding> firstPairs(List<StoredEvent> before, List<StoredEvent> inside, Window window) {
        Map<String, Instant> since = new HashMap<>();
        Set<Pair> known = new HashSet<>();
        before.forEach(event -> {
            since.putIfAbsent(ruleOf(event), event.time());
            known.add(Pair.of(event));
        });
        Map<String, Map<Pair, List<StoredEvent>>> fresh = new TreeMap<>();
        byPair(inside).forEach((pair, events) -> {
            Instant first = since.getOrDefault(pair.rule, Instant.MAX);
            if (!known.contains(pair) && !first.isAfter(window.from().minus(KNOWN))) {
                fresh.computeIfAbsent(pair.rule, any -> new LinkedHashMap<>()).put(pair, events);
            }
        });
        List<AuditFinding> findings = new ArrayList<>();
        fresh.forEach((rule, pairs) -> {
            if (pairs.size() > ONE_BY_ONE) {
                findings.add(many(rule, pairs));
            } else {
                pairs.forEach((pair, events) -> findings.add(new AuditFinding(
                        Kind.FIRST_PAIR,
                        rule,
                        "first time ever: " + pair.shown() + ", " + times(events.size()),
                        events.stream().limit(SHOWN).toList())));
            }
        });
        return findings;
    }

    private static AuditFinding many(String rule, Map<Pair, List<StoredEvent>> pairs) {
        List<StoredEvent> events = pairs.values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(StoredEvent::time).thenComparing(StoredEvent::id))
                .toList();
        String some = String.join(
                ", ", pairs.keySet().stream().limit(3).map(Pair::shown).toList());
        return new AuditFinding(
                Kind.FIRST_PAIR,
                rule,
                "first time ever: " + pairs.size() + " pairs, " + times(events.size()) + ": " + some + " …",
                events.stream().limit(SHOWN).toList());
    }

    private static List<AuditFinding> unusualHours(List<StoredEvent> before, List<StoredEvent> inside, ZoneId zone) {
        Map<String, Habit> habits = new HashMap<>();
        before.forEach(event ->
                habits.computeIfAbsent(actorOf(event), any -> new Habit()).add(event, zone));
        Map<String, List<StoredEvent>> unusual = new TreeMap<>();
        inside.forEach(event -> {
            Habit habit = habits.get(actorOf(event));
            int hour = event.time().atZone(zone).getHour();
            if (!actorOf(event).isEmpty() && habit != null && habit.isUnusual(hour)) {
                unusual.computeIfAbsent(actorOf(event), any -> new ArrayList<>())
                        .add(event);
            }
        });
        List<AuditFinding> findings = new ArrayList<>();
        unusual.forEach((actor, events) -> {
            StoredEvent first = events.getFirst();
            int days = java.util.Objects.requireNonNull(habits.get(actor)).days.size();
            findings.add(new AuditFinding(
                    Kind.UNUSUAL_HOUR,
                    ruleOf(first),
                    "unusual hour: " + actor + " at "
                            + String.format(
                                    Locale.ROOT,
                                    "%02d:%02d",
                                    first.time().atZone(zone).getHour(),
                                    first.time().atZone(zone).getMinute())
                            + ", never around that time on " + days + " days before",
                    events.stream().limit(SHOWN).toList()));
        });
        return findings;
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }

    private static String ruleOf(StoredEvent event) {
        return event.ids().getOrDefault("audit", "");
    }

    private static String actorOf(StoredEvent event) {
        return word(event, "actor");
    }

    private static String word(StoredEvent event, String id) {
        return event.ids().getOrDefault(id, "").strip();
    }
}
