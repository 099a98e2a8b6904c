package dev.nightjar.insight.lint;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import dev.nightjar.model.Window;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.event.Trace;
import dev.nightjar.model.log.LogPattern;
import dev.nightjar.model.quality.BriefEvent;
import dev.nightjar.model.quality.Incidence;
import dev.nightjar.model.quality.LogFinding.Kind;
import dev.nightjar.model.quality.LogQuality;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Looks at events once, in any order, and says what of the logs should be written otherwise. Of each event
/// some 60 bytes are kept until the end, for what takes several records to tell.
public final class Lint {

    /// Characters of a message beyond which a record is large: what Docker, for one, cuts lines at.
    private static final int LONG_MESSAGE = 16 * 1024;

    private static final int LONG_RECORD = 64 * 1024;
    private static final int MOST_VARIANTS = 10_000;
    private static final long[] NO_IDS = {};

    /// Ids that many records have without being of one failure.
    private static final Set<String> NO_STORY = Set.of("audit", "actor", "action", "target", "stack_hash", "user");

    /// A number that may be 0.
    private static final Pattern COUNTED =
            Pattern.compile("<[a-z_]{1,20}>(?= (?:errors|exceptions|failures|failed[,;]))");

    private static final Pattern HOLE = Pattern.compile("<[a-z_]{1,20}>");

    private final Predicate<String> failing;
    private final Predicate<String> succeeding;
    private final SpotCounts tallies = new SpotCounts();
    private final List<Logged> records = new ArrayList<>();
    private final Numbered<Place> places = new Numbered<>();
    private final Numbered<Lane> lanes = new Numbered<>();
    private final Numbered<IssueId> issues = new Numbered<>();
    private final Numbered<String> files = new Numbered<>();
    private final List<String> paths = new ArrayList<>();
    private final Map<Long, Variant> variants = new HashMap<>();

    /// What stays the same in templates, empty if nothing does.
    private final Map<String, String> said = new HashMap<>();

    /// What is known of a trace without its messages.
    ///
    /// @param root where in the chain what was thrown first stands
    /// @param frame where that was thrown, 0 if unknown
    /// @param frames how many there are
    /// @param printed about how many characters it takes
    /// @param causeless it names no cause
    private record Variant(int root, int frame, int frames, int printed, boolean causeless) {

        static Variant of(Trace trace) {
            int frames = 0;
            int printed = 0;
            boolean causes = false;
            for (Trace.Thrown thrown : trace.chain()) {
                frames += thrown.frames().size();
                causes |= thrown.relation() == Trace.Relation.CAUSE || thrown.relation() == Trace.Relation.CONTEXT;
                for (Trace.Frame frame : thrown.frames()) {
                    printed += 10 + length(frame.module()) + length(frame.function()) + length(frame.file());
                }
            }
            Trace.Thrown root = trace.rootCause();
            int frame = root.frames().isEmpty()
                    ? 0
                    : root.frames().getFirst().withInApp(false).hashCode() | 1;
            return new Variant(trace.chain().indexOf(root), frame, frames, printed, !causes);
        }

        private static int length(@Nullable String text) {
            return text == null ? 0 : text.length();
        }
    }

    /// A thread, which has its name only on its host.
    private record Lane(String project, @Nullable String host, String thread) {}

    /// @param failing whether a text has a word of failure
    /// @param succeeding whether it says that all went well
    public Lint(Predicate<String> failing, Predicate<String> succeeding) {
        this.failing = failing;
        this.succeeding = succeeding;
    }

    /// Looks at an event.
    public void see(BriefEvent event) {
        String message = event.message();
        Trace trace = event.trace();
        Variant variant = trace == null ? null : variant(event.variant(), trace);
        Place place = place(event, event.shown());
        records.add(logged(event, place, trace, variant));
        if (message.length() >= LONG_MESSAGE || variant != null && message.length() + variant.printed >= LONG_RECORD) {
            add(Kind.OVERSIZED, place, "", event);
        }
        secrets(event, message, trace);
        if (trace == null || variant == null) {
            ofMessage(event, place, message);
        } else {
            ofThrown(event, place, trace, variant);
        }
    }

    private void ofMessage(BriefEvent event, Place place, String message) {
        String thrown = Texts.thrown(message, false);
        if (thrown != null) {
            add(Kind.STACKLESS, place, bare(thrown, message), event);
        } else if (place.says().isEmpty() && !event.shown().isBlank()) {
            add(Kind.CONSTANTLESS, place(event, ""), "", event);
        }
        Level level = event.level();
        if (level != null && level.atLeast(Level.ERROR) && succeeding.test(message) && !failing.test(message)) {
            add(Kind.LEVEL, place, Findings.TOO_HIGH, event);
        }
    }

    private void ofThrown(BriefEvent event, Place place, Trace trace, Variant variant) {
        String type = trace.chain().getFirst().type();
        if (variant.frames == 0) {
            add(Kind.STACKLESS, place, bare(type, event.thrown(0)), event);
            return;
        }
        Level level = event.level();
        if (level != null && !level.atLeast(Level.ERROR)) {
            add(Kind.LEVEL, place, level == Level.WARN ? Findings.WARNED : Findings.TOO_LOW + level, event);
        }
        String named = variant.causeless ? Texts.thrown(event.thrown(0), true) : null;
        if (named != null && !named.equals(type) && named.indexOf('.') > 0) {
            add(Kind.SWALLOWED, place, Findings.names(type, named), event);
        }
    }

    /// A type that the virtual machine may have thrown without a trace is marked.
    private static String bare(String type, String message) {
        boolean silent = message.isBlank()
                || message.strip().equals(type)
                || message.strip().endsWith(type + ": null");
        return Texts.isFast(type) && silent ? Findings.FAST + type : type;
    }

    private void secrets(BriefEvent event, String message, @Nullable Trace trace) {
        for (String kind : Texts.secrets(message)) {
            add(Kind.SECRET, place(event, ""), kind, event);
        }
        for (int nth = 0; trace != null && nth < trace.chain().size(); nth++) {
            for (String kind : Texts.secrets(event.thrown(nth))) {
                add(Kind.SECRET, place(event, ""), kind, event);
            }
        }
        event.fields().forEach((name, value) -> {
            if (Texts.hasSecret(value)) {
                add(Kind.SECRET, place(event, ""), name.toLowerCase(Locale.ROOT), event);
            }
        });
    }

    private void add(Kind kind, Place place, String what, BriefEvent event) {
        tallies.add(kind, place, what, 1, event.micros(), event.id());
    }

    /// Looks at what a project's logs say at any level: of records that are no events nothing else is kept.
    public void see(LogPattern pattern, Window window) {
        Level level = pattern.level();
        boolean low = level != null && !level.atLeast(Level.WARN);
        if (!window.contains(pattern.last()) || !low) {
            return;
        }
        long micros = micros(pattern.last());
        Place place = new Place(pattern.project(), pattern.logger(), pattern.template(), 0, "");
        if (failing.test(COUNTED.matcher(pattern.template()).replaceAll("0"))) {
            tallies.add(Kind.LEVEL, place, Findings.SPEAKS + level, pattern.count(), micros, "");
        } else if (Texts.isConstantless(pattern.template())) {
            tallies.add(Kind.CONSTANTLESS, place, "", pattern.count(), micros, "");
        }
    }

    private static long micros(Instant time) {
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
    }

    /// @param shown the template; empty for all that a logger says
    private Place place(BriefEvent event, String shown) {
        String logger = event.logger() == null ? "" : event.logger();
        String words = shown.isEmpty() ? "" : said.get(shown);
        if (words == null) {
            words = Texts.isConstantless(shown) ? "" : HOLE.matcher(shown).replaceAll("<*>");
            if (said.size() < MOST_VARIANTS) {
                said.put(shown, words);
            }
        }
        return new Place(
                event.project(),
                logger,
                words,
                shown.isEmpty() || !words.isEmpty() ? 0 : event.variant(),
                logger.isEmpty() ? event.path() : "");
    }

    private Variant variant(long number, Trace trace) {
        Variant known = variants.get(number);
        if (known == null) {
            known = Variant.of(trace);
            if (variants.size() < MOST_VARIANTS) {
                variants.put(number, known);
            }
        }
        return known;
    }

    private Logged logged(BriefEvent event, Place place, @Nullable Trace trace, @Nullable Variant variant) {
        String thread = event.thread();
        int file = files.of(event.fileId());
        if (file == paths.size()) {
            paths.add(event.path());
        }
        long root = trace == null || variant == null ? 0 : root(event, trace, variant);
        return new Logged(
                event.micros(),
                thread == null || thread.isEmpty()
                        ? -1 - file
                        : lanes.of(new Lane(event.project(), event.host(), thread)),
                places.of(place),
                root,
                variant == null ? 0 : variant.frame,
                variant != null && variant.causeless,
                issues.of(event.issue()),
                file,
                event.offset(),
                root == 0 ? NO_IDS : ids(event.ids()));
    }

    /// 0 if nothing is known of what was thrown first: neither its type nor what it says.
    private static long root(BriefEvent event, Trace trace, Variant variant) {
        Trace.Thrown root = trace.chain().get(variant.root);
        String said = event.thrown(variant.root).strip();
        if (root.type().isEmpty() && said.isEmpty()) {
            return 0;
        }
        long hash = hash(hash(event.project().hashCode(), root.type()), said);
        return (said.isEmpty() ? hash * 31 + variant.frame : hash) | 1;
    }

    private static long hash(long seed, String text) {
        long hash = seed;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x9E3779B97F4A7C15L;
        }
        return hash ^ hash >>> 32;
    }

    private static long[] ids(Map<String, String> ids) {
        long[] found = new long[ids.size()];
        int count = 0;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            if (!NO_STORY.contains(id.getKey())) {
                found[count++] = (long) id.getKey().hashCode() << 32 | hash(1, id.getValue()) & 0xFFFF_FFFFL;
            }
        }
        return count == 0 ? NO_IDS : Arrays.copyOf(found, count);
    }

    /// What was found.
    ///
    /// @param reading an event by its id
    /// @param all every event of the time was seen
    public LogQuality end(Function<String, Optional<StoredEvent>> reading, boolean all) {
        List<Logged> sorted = sorted();
        SaidTwice pairs = new SaidTwice();
        sorted.forEach(pairs::see);
        pairs.judge(record -> reading.apply(id(record)));
        Incidents incidents = new Incidents(pairs);
        sorted.forEach(incidents::add);
        Findings findings = new Findings(tallies, places::get, this::id, reading);
        findings.add(incidents);
        return new LogQuality(findings.all(), findings.more(), incidences(incidents), records.size(), all);
    }

    private String id(Logged record) {
        return files.get(record.file()) + "-" + Long.toHexString(record.offset());
    }

    /// By time. The first record of a file, whose head may be missing and with it its time, counts as when the
    /// next one of the file was logged.
    private List<Logged> sorted() {
        records.sort(Comparator.comparingInt(Logged::file).thenComparingLong(Logged::offset));
        for (int i = 0; i + 1 < records.size(); i++) {
            Logged one = records.get(i);
            Logged next = records.get(i + 1);
            if (one.offset() == 0 && next.file() == one.file() && next.micros() < one.micros()) {
                records.set(i, one.at(next.micros()));
            }
        }
        records.sort(Comparator.comparingLong(Logged::micros)
                .thenComparing(record -> paths.get(record.file()))
                .thenComparingLong(Logged::offset));
        return records;
    }

    private Map<IssueId, Incidence> incidences(Incidents incidents) {
        Map<IssueId, Incidence> found = new HashMap<>();
        incidents.issues().forEach((issue, count) -> {
            if (count.repeats > 0) {
                int first = count.firsts.entrySet().stream()
                        .max(Map.Entry.<Integer, Long>comparingByValue()
                                .thenComparing(
                                        entry -> issues.get(entry.getKey()).text()))
                        .orElseThrow()
                        .getKey();
                found.put(
                        issues.get(issue),
                        new Incidence(
                                count.records,
                                count.incidents,
                                count.repeats,
                                first == issue ? null : issues.get(first)));
            }
        });
        return found;
    }
}
