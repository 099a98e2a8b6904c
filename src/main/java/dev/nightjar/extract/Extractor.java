package dev.nightjar.extract;

import dev.nightjar.config.Problems;
import dev.nightjar.config.Project;
import dev.nightjar.model.Event;
import dev.nightjar.model.Event.ExceptionEvent;
import dev.nightjar.model.Event.MessageEvent;
import dev.nightjar.model.Level;
import dev.nightjar.model.LogRecord;
import dev.nightjar.model.Trace;
import dev.nightjar.model.TraceLines;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Turns records into events. Threads may share it.
public final class Extractor {

    private final Traces traces;
    private final Ids ids;
    private final Scrubber scrubber;
    private final Audits audits;
    private final Banners banners;
    private final Map<String, Own> own = new ConcurrentHashMap<>();

    /// What a project adds.
    private record Own(Project project, Ids ids, Audits audits, Banners banners) {}

    private Extractor(Traces traces, Ids ids, Scrubber scrubber, Audits audits, Banners banners) {
        this.traces = traces;
        this.ids = ids;
        this.scrubber = scrubber;
        this.audits = audits;
        this.banners = banners;
    }

    /// Reads the definitions of kinds `traces`, `ids`, `secrets`, `audit` and `releases`; what is wrong with them
    /// is noted in `problems`.
    ///
    /// @param home the configuration's folder, if there is one: definitions in it override the built-in ones by
    ///     name
    public static Extractor load(Optional<Path> home, Problems problems) {
        Scrubber scrubber = new Scrubber(Secrets.load(home, problems));
        return new Extractor(
                Traces.load(home, problems, scrubber::scrub),
                Ids.load(home, problems),
                scrubber,
                Audits.load(home, problems),
                Banners.load(home, problems));
    }

    /// The event that a record is: one of the project's level or worse, with a stack trace, or that an audit rule
    /// matches. Secrets are replaced in all of it.
    ///
    /// @throws dev.nightjar.model.Failure with exit code 78 if an audit rule of the project is no pattern
    public Optional<Event> extract(LogRecord record, Project project) {
        Own mine = own(project);
        Reading reading = traces.read(record.text());
        Level level = record.level();
        boolean loud = level != null && level.atLeast(project.level());
        Map<String, String> audit = mine.audits().find(record);
        if (!loud && audit == null && (reading == null || !reading.hasFrames())) {
            return Optional.empty();
        }
        return Optional.of(event(record, reading, mine.ids(), audit));
    }

    /// The event that a record would be whatever its level, scrubbed like all others.
    public Event read(LogRecord record, Project project) {
        Own mine = own(project);
        return event(
                record, traces.read(record.text()), mine.ids(), mine.audits().find(record));
    }

    /// Texts of which each record holds one that an audit rule matches, or that says a release, whatever its level;
    /// with an empty text if any record may be one.
    ///
    /// @param format as `Format.name` has it
    public Set<String> needles(Project project, String format) {
        Own mine = own(project);
        Set<String> all = new TreeSet<>(mine.audits().rules().needles(format));
        all.addAll(mine.banners().rules().needles(format));
        return all;
    }

    /// The release that a record says is running, without being an event.
    public Optional<String> release(LogRecord record, Project project) {
        return own(project).banners().find(record).map(scrubber::scrub);
    }

    private Own own(Project project) {
        Own known = own.get(project.name());
        if (known == null || known.project() != project) {
            known = new Own(project, ids.with(project.ids()), audits.of(project), banners.of(project));
            own.put(project.name(), known);
        }
        return known;
    }

    private Event event(LogRecord raw, @Nullable Reading found, Ids names, @Nullable Map<String, String> audit) {
        LogRecord clean = clean(raw, found);
        boolean changed = found != null && !clean.text().equals(raw.text());
        return cleanEvent(clean, changed ? traces.read(clean.text()) : found, names, audit);
    }

    private Event cleanEvent(
            LogRecord record, @Nullable Reading reading, Ids names, @Nullable Map<String, String> audit) {
        String message = message(record, reading);
        Map<String, String> found = names.find(record.fields(), message);
        if (reading != null) {
            reading.hash().ifPresent(hash -> found.putIfAbsent("stack_hash", hash));
        }
        String user = found.remove(Ids.USER);
        String release = found.remove(Ids.RELEASE);
        if (audit != null) {
            audit.forEach((kind, value) -> found.put(kind, scrubber.scrub(value)));
            if (user != null) {
                found.putIfAbsent(Audits.ACTOR, user);
            }
            user = found.getOrDefault(Audits.ACTOR, user);
        }
        if (reading == null) {
            return new MessageEvent(record, message, Collections.unmodifiableMap(found), user, release);
        }
        Trace trace = new Trace(reading.grammar().language(), Chain.thrown(reading.things()));
        return new ExceptionEvent(
                record, message, Collections.unmodifiableMap(found), user, release, trace, reading.shape());
    }

    /// What stands before the trace; where nothing does, the first thing thrown with its message.
    private static String message(LogRecord record, @Nullable Reading reading) {
        if (reading == null) {
            return record.text().strip();
        }
        String before = reading.before();
        return before.isEmpty() ? reading.title() : before;
    }

    /// The record without secrets. Frames are not looked at again: those of a known text are known to be clean.
    private LogRecord clean(LogRecord record, @Nullable Reading reading) {
        String text = reading == null || reading.text() != record.text()
                ? scrubber.scrub(record.text())
                : reading.scrubbed(scrubber);
        Map<String, String> fields = scrubber.scrub(record.fields());
        String thread = record.thread() == null ? null : scrubber.scrub(record.thread());
        if (text.equals(record.text()) && fields == record.fields() && Objects.equals(thread, record.thread())) {
            return record;
        }
        return new LogRecord(
                record.file(),
                record.start(),
                record.end(),
                record.line(),
                record.time(),
                record.inferred(),
                record.level(),
                record.levelRaw(),
                record.logger(),
                thread,
                record.host(),
                record.process(),
                text,
                new LinkedHashMap<>(fields),
                record.written(),
                record.truncated());
    }

    /// With what lines of the stack traces that are known begin.
    public TraceLines traceLines() {
        return new TraceLines(
                traces.grammars().stream()
                        .flatMap(grammar -> grammar.openers().stream())
                        .distinct()
                        .toList(),
                traces.grammars().stream()
                        .flatMap(grammar -> grammar.goesOn().stream())
                        .distinct()
                        .toList());
    }

    /// Secrets replaced so far.
    public long redactions() {
        return scrubber.count();
    }

    /// A text without its secrets, as it may be stored.
    public String scrub(String text) {
        return scrubber.scrub(text);
    }
}
