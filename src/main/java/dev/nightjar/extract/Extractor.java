package dev.nightjar.extract;

import dev.nightjar.bytes.LiteralPrefilter;
import dev.nightjar.config.Project;
import dev.nightjar.config.yaml.Problems;
import dev.nightjar.extract.known.Condenser;
import dev.nightjar.extract.known.Learned;
import dev.nightjar.extract.rule.RecordRules;
import dev.nightjar.extract.secret.Scrubber;
import dev.nightjar.extract.secret.Secrets;
import dev.nightjar.extract.trace.Condensed;
import dev.nightjar.extract.trace.Masks;
import dev.nightjar.extract.trace.TraceReading;
import dev.nightjar.extract.trace.Traced;
import dev.nightjar.extract.trace.Traces;
import dev.nightjar.model.Level;
import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Event.ExceptionEvent;
import dev.nightjar.model.event.Event.MessageEvent;
import dev.nightjar.model.event.FrameMask;
import dev.nightjar.model.log.Candidate;
import dev.nightjar.model.log.LogRecord;
import dev.nightjar.model.log.TraceLines;
import java.nio.file.Path;
import java.security.SecureRandom;
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

    private static final String ANY = "";

    private final Traces traces;
    private final IdRules ids;
    private final Scrubber scrubber;
    private final Audits audits;
    private final Banners banners;
    private final Map<Where, Own> own = new ConcurrentHashMap<>();
    private final Map<Set<String>, Sought> sought = new ConcurrentHashMap<>();
    private final ThreadLocal<Condenser> condensers;

    /// @param format as `Format.name` has it; empty: any
    private record Where(String project, String format) {}

    /// What a project adds, in files of a format.
    ///
    /// @param sought what a record must have one of that an audit rule matches or that says a release
    /// @param scrubber that replaces what the project wants replaced
    /// @param trial the same without a count
    private record Own(
            Project project,
            IdRules ids,
            Audits audits,
            Banners banners,
            Sought sought,
            Scrubber scrubber,
            Scrubber trial) {

        /// True if a rule asks for no text, and the record has the fields that it asks for.
        boolean matchesFields(LogRecord record) {
            return audits.rules().matchesFields(record) || banners.rules().matchesFields(record);
        }
    }

    /// @param name of these texts, at random
    private record Sought(Set<String> texts, LiteralPrefilter needles, long name) {}

    /// What a record says.
    ///
    /// @param release that runs, if the record says so
    public record Understood(Optional<Event> event, Optional<String> release) {
        static final Understood NOTHING = new Understood(Optional.empty(), Optional.empty());
    }

    private Extractor(Traces traces, IdRules ids, Scrubber scrubber, Audits audits, Banners banners) {
        this.traces = traces;
        this.ids = ids;
        this.scrubber = scrubber;
        this.audits = audits;
        this.banners = banners;
        Learned learned = Learned.nothing();
        this.condensers = ThreadLocal.withInitial(() -> new Condenser(traces, learned));
    }

    /// Reads the definitions of kinds `traces`, `ids`, `secrets`, `audit` and `releases`; what is wrong with them
    /// is noted in `problems`.
    ///
    /// @param home the configuration's folder, if there is one: definitions in it override the built-in ones by
    ///     name
    /// @param mask frames whose numbered words are kept apart
    public static Extractor load(Optional<Path> home, Problems problems, FrameMask mask) {
        Scrubber scrubber = new Scrubber(Secrets.load(home, problems));
        return new Extractor(
                Traces.load(home, problems, scrubber.uncounted()::scrub, new Masks(mask)),
                IdRules.load(home, problems),
                scrubber,
                Audits.load(home, problems),
                Banners.load(home, problems));
    }

    /// The same without masks.
    public static Extractor load(Optional<Path> home, Problems problems) {
        return load(home, problems, FrameMask.NONE);
    }

    /// What a record of a file says: an event, if it is of the project's level or worse, has a
    /// stack trace, or an audit rule matches; and the release it tells of. Secrets are replaced in
    /// all of it.
    ///
    /// Records with frames that are known are read without them. What comes out is the same, but for the text of
    /// the event's record: of its runs of frames the first lines alone may be left.
    ///
    /// @param format as `Format.name` has it
    /// @throws dev.nightjar.model.Failure with exit code 78 if an audit rule of the project is no pattern
    public Understood understand(Candidate candidate, Project project, String format) {
        Own mine = own(project, format);
        Understood quick = mine.sought().needles().every() || project.unseen() ? null : quick(candidate, mine);
        return quick != null ? quick : whole(candidate.record(), mine);
    }

    /// The same by the whole text alone.
    public Understood whole(LogRecord record, Project project, String format) {
        return whole(record, own(project, format));
    }

    private Understood whole(LogRecord record, Own mine) {
        boolean maySay = mine.sought().needles().in(record.text(), RecordRules.SEARCHED) || mine.matchesFields(record);
        return new Understood(
                extract(record, mine, maySay ? mine.audits().find(record) : null),
                maySay ? mine.banners().find(record).map(mine.scrubber()::scrub) : Optional.empty());
    }

    /// What a record says of which the known frames were left out; null if it must be read whole.
    private @Nullable Understood quick(Candidate candidate, Own mine) {
        Sought texts = mine.sought();
        Condensed condensed = condensers
                .get()
                .condense(candidate.bytes(), candidate.from(), candidate.to(), texts.needles(), texts.name());
        if (condensed == null) {
            return null;
        }
        Traced known = condensed.known();
        TraceReading found = known == null ? traces.read(condensed) : null;
        if (known == null && found == null || condensed.holdsSecret(mine.trial())) {
            return null; // also where what the left out frames stand beside changes
        }
        if (found != null) {
            condensed.learn(found);
            known = found.traced();
        }
        if (known == null) {
            return null;
        }
        LogRecord record = candidate.with(condensed.text());
        if (mine.matchesFields(record)) {
            return null;
        }
        if (!isLoud(record, mine.project()) && !known.hasFrames()) {
            return Understood.NOTHING;
        }
        Event event = cleanEvent(clean(record, condensed.text(), mine.scrubber()), known, mine, null);
        return new Understood(Optional.of(event), Optional.empty());
    }

    /// The event that a record is: one of the project's level or worse, with a stack trace, or that an audit rule
    /// matches. Secrets are replaced in all of it.
    ///
    /// @throws dev.nightjar.model.Failure with exit code 78 if an audit rule of the project is no pattern
    public Optional<Event> extract(LogRecord record, Project project) {
        Own mine = own(project, ANY);
        return extract(record, mine, mine.audits().find(record));
    }

    /// @param audit what an audit rule found, null if none matches
    private Optional<Event> extract(LogRecord record, Own mine, @Nullable Map<String, String> audit) {
        TraceReading reading = traces.read(record.text());
        if (!isLoud(record, mine.project()) && audit == null && (reading == null || !reading.hasFrames())) {
            return Optional.empty();
        }
        return Optional.of(event(record, reading, mine, audit));
    }

    private static boolean isLoud(LogRecord record, Project project) {
        Level level = record.level();
        return level != null && level.atLeast(project.level());
    }

    /// The event that a record would be whatever its level, scrubbed like all others.
    public Event read(LogRecord record, Project project) {
        Own mine = own(project, ANY);
        return event(record, traces.read(record.text()), mine, mine.audits().find(record));
    }

    /// Texts of which each record holds one that an audit rule matches, or that says a release, whatever its level;
    /// with an empty text if any record may be one.
    ///
    /// @param format as `Format.name` has it
    public Set<String> needles(Project project, String format) {
        return own(project, format).sought().texts();
    }

    private Own own(Project project, String format) {
        Where where = new Where(project.name(), format);
        Own known = own.get(where);
        if (known == null || known.project() != project) {
            Audits ofAudit = audits.of(project);
            Banners ofRelease = banners.of(project);
            known = format.equals(ANY)
                    ? new Own(
                            project,
                            ids.with(project.ids()),
                            ofAudit,
                            ofRelease,
                            sought(ofAudit, ofRelease),
                            scrubber.with(project.scrub()),
                            scrubber.with(project.scrub()).uncounted())
                    : narrowed(own(project, ANY), format);
            own.put(where, known);
        }
        return known;
    }

    private Own narrowed(Own all, String format) {
        Audits ofAudit = all.audits().in(format);
        Banners ofRelease = all.banners().in(format);
        return new Own(
                all.project(), all.ids(), ofAudit, ofRelease, sought(ofAudit, ofRelease), all.scrubber(), all.trial());
    }

    private Sought sought(Audits ofAudit, Banners ofRelease) {
        Set<String> all = new TreeSet<>(ofAudit.rules().needles());
        all.addAll(ofRelease.rules().needles());
        return sought.computeIfAbsent(
                all, texts -> new Sought(texts, LiteralPrefilter.of(texts), new SecureRandom().nextLong()));
    }

    private Event event(LogRecord raw, @Nullable TraceReading found, Own mine, @Nullable Map<String, String> audit) {
        String text = found == null || found.text() != raw.text()
                ? mine.scrubber().scrub(raw.text())
                : found.scrubbed(mine.scrubber());
        LogRecord clean = clean(raw, text, mine.scrubber());
        boolean changed = found != null && !clean.text().equals(raw.text());
        TraceReading reading = changed ? traces.read(clean.text()) : found;
        return cleanEvent(clean, reading == null ? null : reading.traced(), mine, audit);
    }

    private Event cleanEvent(LogRecord clean, @Nullable Traced traced, Own mine, @Nullable Map<String, String> audit) {
        LogRecord record = clean.level() == null && traced != null && traced.hasFrames()
                ? clean.with(traces.levelOf(clean.text()))
                : clean;
        String message = traced == null ? record.text().strip() : traced.message();
        Map<String, String> found = mine.ids().find(record.fields(), message);
        if (traced != null && traced.printed() != null) {
            found.putIfAbsent("stack_hash", traced.printed());
        }
        String user = found.remove(IdRules.USER);
        String release = found.remove(IdRules.RELEASE);
        if (audit != null) {
            audit.forEach((kind, value) -> found.put(kind, mine.scrubber().scrub(value)));
            if (user != null) {
                found.putIfAbsent(Audits.ACTOR, user);
            }
            String actor = found.get(Audits.ACTOR);
            user = actor == null || mine.ids().isNobody(actor) ? user : actor;
        }
        Map<String, String> ids = Collections.unmodifiableMap(found);
        return traced == null
                ? new MessageEvent(record, message, ids, user, release)
                : new ExceptionEvent(
                        record, message, ids, user, release, traced.trace(), traced.shape(), traced.words());
    }

    /// The record without secrets, with a text that has none.
    private static LogRecord clean(LogRecord record, String text, Scrubber scrubber) {
        Map<String, String> fields = scrubber.scrub(record.fields());
        String thread = record.thread() == null ? null : scrubber.scrub(record.thread());
        if (text.equals(record.text()) && fields == record.fields() && Objects.equals(thread, record.thread())) {
            return record;
        }
        return record.with(text, thread, new LinkedHashMap<>(fields));
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
                        .toList(),
                traces.grammars().stream()
                        .flatMap(grammar -> grammar.begins().stream())
                        .toList(),
                traces.grammars().stream()
                        .flatMap(grammar -> grammar.uncaught().stream())
                        .toList());
    }

    /// Secrets replaced in records so far; copies of their text, as lines around others, do not count again.
    public long redactions() {
        return scrubber.count();
    }

    /// A text without its secrets, as it may be stored.
    public String scrub(String text) {
        return scrubber.uncounted().scrub(text);
    }

    /// A text without its secrets, and without what else the project wants replaced.
    public String scrub(String text, Project project) {
        return own(project, ANY).trial().scrub(text);
    }
}
