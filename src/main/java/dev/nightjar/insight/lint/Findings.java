package dev.nightjar.insight.lint;

import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.event.Trace;
import dev.nightjar.model.quality.LogFinding;
import dev.nightjar.model.quality.LogFinding.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntFunction;

/// What was counted, in words, each with an example; of each kind no more than people read.
final class Findings {

    /// Findings of a kind.
    static final int MOST = 30;

    /// Begins the name of a type that the virtual machine throws without a trace when it has thrown it often.
    static final String FAST = "!";

    static final String WARNED = "a full trace at WARN";
    static final String TOO_LOW = "a full trace at ";
    static final String SPEAKS = "words of failure at ";
    static final String TOO_HIGH = "success at ERROR";

    private static final int LEAST = 3;
    private static final int LEAST_WARNED = 10;
    private static final int LONGEST = 240;

    private final SpotCounts tallies;
    private final IntFunction<Place> places;
    private final Function<Logged, String> ids;
    private final Function<String, Optional<StoredEvent>> reading;
    private final List<LogFinding> found = new ArrayList<>();
    private final Map<Kind, Integer> more = new EnumMap<>(Kind.class);

    /// @param ids of the events of records
    Findings(
            SpotCounts tallies,
            IntFunction<Place> places,
            Function<Logged, String> ids,
            Function<String, Optional<StoredEvent>> reading) {
        this.tallies = tallies;
        this.places = places;
        this.ids = ids;
        this.reading = reading;
    }

    /// Incidents of which the same places told.
    private static final class Way {
        final String shown;
        long incidents;
        long records;
        Incident newest;

        Way(String shown, Incident first) {
            this.shown = shown;
            newest = first;
        }

        void add(Incident incident) {
            incidents++;
            records += incident.records().size();
            newest = incident.last() >= newest.last() ? incident : newest;
        }
    }

    static String names(String type, String cause) {
        return type + " says the text of " + cause + " and does not name it as its cause";
    }

    /// To be called once.
    void add(Incidents incidents) {
        rethrown(incidents.repeated());
        incidents
                .swallowed()
                .forEach(one -> tallies.add(
                        Kind.SWALLOWED,
                        places.apply(one.thrown().place()),
                        "repeats in words what "
                                + places.apply(one.caught().place()).full()
                                + " logged just before, and does not name it as its cause",
                        1,
                        one.thrown().micros(),
                        ids.apply(one.thrown())));
        for (Kind kind : Kind.values()) {
            List<SpotCounts.Tally> those = new ArrayList<>(tallies.of(kind, least(kind)));
            those.removeIf(tally -> tally.spot.what().equals(WARNED) && tally.count < LEAST_WARNED);
            those.stream().limit(MOST).forEach(tally -> found.add(finding(kind, tally)));
            int left = Math.max(0, those.size() - MOST) + tallies.beyond(kind);
            if (left > 0) {
                more.merge(kind, left, Integer::sum);
            }
        }
    }

    private static long least(Kind kind) {
        return kind == Kind.STACKLESS || kind == Kind.CONSTANTLESS ? LEAST : 1;
    }

    private void rethrown(List<Incident> repeated) {
        Map<Set<Integer>, Way> byPlaces = new HashMap<>();
        Map<Collection<String>, Way> ways = new HashMap<>();
        for (Incident incident : repeated) {
            Set<Integer> through = incident.places();
            if (through.size() > 1) {
                byPlaces.computeIfAbsent(through, any -> way(incident, ways)).add(incident);
            }
        }
        List<Way> sorted = new ArrayList<>(ways.values());
        sorted.sort(Comparator.<Way>comparingLong(way -> -way.records)
                .thenComparing(way -> -way.newest.last())
                .thenComparing(way -> way.shown));
        sorted.stream().limit(MOST).forEach(way -> found.add(finding(way)));
        if (sorted.size() > MOST) {
            more.put(Kind.RETHROWN, sorted.size() - MOST);
        }
    }

    /// That of incidents whose places are called the same: messages of one statement can have several templates.
    private Way way(Incident incident, Map<Collection<String>, Way> ways) {
        List<Place> through = incident.records().stream()
                .map(record -> places.apply(record.place()))
                .distinct()
                .toList();
        boolean apart = through.stream().map(Place::name).distinct().count() == through.size();
        List<String> names =
                through.stream().map(apart ? Place::name : Place::full).toList();
        Set<String> key = new TreeSet<>(names);
        key.add(through.getFirst().project() + '\n');
        return ways.computeIfAbsent(key, any -> new Way(String.join(" → ", names), incident));
    }

    private LogFinding finding(Way way) {
        Logged first = way.newest.first();
        String sentence = "one failure is logged at %d places: %s of %s"
                .formatted(way.newest.places().size(), count(way.records, "record"), count(way.incidents, "incident"));
        return finding(
                Kind.RETHROWN,
                way.records,
                way.incidents,
                places.apply(first.place()).project(),
                way.shown,
                sentence,
                first.micros(),
                ids.apply(first),
                "",
                Kind.RETHROWN.remedy());
    }

    private LogFinding finding(Kind kind, SpotCounts.Tally tally) {
        Place place = tally.spot.place();
        String what = tally.spot.what();
        String count = count(tally.count, "record");
        String sentence = switch (kind) {
            case STACKLESS -> what.replace(FAST, "") + " without a single frame: " + count;
            case SECRET -> "a secret was written, " + what + ": " + count(tally.count, "time");
            case CONSTANTLESS -> "no word that stays the same: " + count;
            case OVERSIZED -> "messages above 16 KiB or records above 64 KiB: " + count;
            default -> what + ": " + count;
        };
        return finding(
                kind,
                tally.count,
                0,
                place.project(),
                place.name(),
                sentence,
                tally.micros,
                tally.event,
                place.says(),
                remedy(kind, what));
    }

    private static String remedy(Kind kind, String what) {
        if (kind == Kind.STACKLESS && what.startsWith(FAST)) {
            return "Start the virtual machine with -XX:-OmitStackTraceInFastThrow: it leaves traces out of what it throws"
                    + " often; or hand the exception itself to the logger.";
        }
        return what.equals(WARNED) ? "Log it as ERROR if somebody has to look, else without the trace." : kind.remedy();
    }

    private LogFinding finding(
            Kind kind,
            long count,
            long incidents,
            String project,
            String place,
            String sentence,
            long micros,
            String id,
            String said,
            String remedy) {
        StoredEvent event = id.isEmpty() ? null : reading.apply(id).orElse(null);
        return new LogFinding(
                kind,
                count,
                incidents,
                project,
                place,
                sentence,
                Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000),
                event == null ? null : event.issue(),
                event == null ? "" : event.id(),
                event == null ? "" : event.file() + ":" + event.line(),
                event == null ? "" : frame(event),
                event == null ? cut(said) : example(event),
                remedy);
    }

    private static String frame(StoredEvent event) {
        return event.trace() == null
                ? ""
                : event.trace().chain().stream()
                        .flatMap(thrown -> thrown.frames().stream())
                        .filter(Trace.Frame::inApp)
                        .findFirst()
                        .map(frame -> (frame.module() == null ? "" : frame.module() + ".")
                                + frame.function()
                                + (frame.line() > 0 ? ":" + frame.line() : ""))
                        .orElse("");
    }

    private static String example(StoredEvent event) {
        String said = event.message().lines().findFirst().orElse("").strip();
        if (event.trace() == null) {
            return cut(said);
        }
        Trace.Thrown thrown = event.trace().chain().stream()
                .filter(one -> !one.type().isEmpty())
                .findFirst()
                .orElse(event.trace().rootCause());
        String threw = thrown.type()
                + (thrown.message().isEmpty()
                        ? ""
                        : ": " + thrown.message().lines().findFirst().orElse(""));
        return cut(said.isEmpty() || said.equals(threw) ? threw : said + " | " + threw);
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isLowSurrogate(text.charAt(LONGEST)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end) + "…";
    }

    private static String count(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }

    List<LogFinding> all() {
        return found;
    }

    Map<Kind, Integer> more() {
        return more;
    }
}
