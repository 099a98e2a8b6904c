package dev.nightjar.store.lucene;

import dev.nightjar.model.Activity;
import dev.nightjar.model.Event;
import dev.nightjar.model.Event.ExceptionEvent;
import dev.nightjar.model.Issue;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import dev.nightjar.model.LogRecord;
import dev.nightjar.model.Occurrence;
import dev.nightjar.model.Occurrence.Part;
import dev.nightjar.model.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// An issue as the writer keeps it: what it is comes from the occurrence that was assigned first, the rest from
/// all. The order in which occurrences are recorded makes no difference. Thread-safe.
final class IssueState {

    /// Hashes that lead to one issue, and hashes printed in its events that are kept with it.
    private static final int MOST_HASHES = 512;

    private static final int MOST_PRINTED = 32;
    private static final int MOST_TEMPLATES = 8;
    private static final int LONGEST_TEMPLATE = 1000;
    private static final String PRINTED = "stack_hash";

    private final IssueId id;
    private final String project;
    private final @Nullable String type;
    private final String title;
    private final String message;
    private final String culprit;
    private final List<Part> why;
    private final Set<String> hashes = new LinkedHashSet<>();
    private final Set<String> printed = new LinkedHashSet<>();
    private final Map<String, Instant> templates = new HashMap<>();
    private final UserSketch users = new UserSketch();
    private final Set<String> hosts = new TreeSet<>();
    private @Nullable Level level;
    private @Nullable String logger;
    private String newestFile = "";
    private long newestStart = -1;
    private long count;
    private Instant firstSeen = Instant.MAX;
    private Instant lastSeen = Instant.MIN;
    private @Nullable String releaseFirst;
    private Instant releaseFirstAt = Instant.MAX;
    private @Nullable String releaseLast;
    private Instant releaseLastAt = Instant.MIN;

    /// A new issue.
    IssueState(IssueId id, Occurrence occurrence) {
        Event event = occurrence.event();
        this.id = id;
        this.project = event.record().file().project();
        this.type =
                event instanceof ExceptionEvent e ? e.trace().chain().getFirst().type() : null;
        this.title = occurrence.title();
        this.message = occurrence.template();
        this.culprit = occurrence.culprit();
        this.why = List.copyOf(occurrence.why());
        hashes.add(id.text());
    }

    /// A stored one.
    IssueState(BytesRef bytes) {
        WireIn in = new WireIn(bytes);
        id = new IssueId(in.text());
        project = in.text();
        type = in.optional();
        title = in.text();
        message = in.text();
        culprit = in.text();
        why = in.list(i -> new Part(i.text(), i.text(), i.flag(), i.text()));
        hashes.addAll(in.texts());
        printed.addAll(in.texts());
        int worst = in.integer();
        level = worst == 0 ? null : Level.values()[worst - 1];
        logger = in.optional();
        newestFile = in.text();
        newestStart = in.signed();
        count = in.signed();
        firstSeen = in.time();
        lastSeen = in.time();
        releaseFirst = in.optional();
        releaseFirstAt = in.time();
        releaseLast = in.optional();
        releaseLastAt = in.time();
        for (int left = in.integer(); left > 0; left--) {
            templates.put(in.text(), in.time());
        }
        users.add(new BytesRef(in.bytes()));
        hosts.addAll(in.texts());
    }

    /// An issue with the text of another, and none of its events.
    IssueState(IssueId id, IssueState like) {
        this.id = id;
        project = like.project;
        type = like.type;
        title = like.title;
        message = like.message;
        culprit = like.culprit;
        why = like.why;
        hashes.add(id.text());
    }

    IssueId id() {
        return id;
    }

    String title() {
        return title;
    }

    String project() {
        return project;
    }

    long count() {
        return count;
    }

    synchronized List<String> hashes() {
        return List.copyOf(hashes);
    }

    /// True if the hash now leads here; false if there are too many already.
    synchronized boolean alias(IssueId hash) {
        return hashes.size() < MOST_HASHES && hashes.add(hash.text());
    }

    /// An id that once was an issue leads here from now on, but says nothing of events: it stands among the hashes and
    /// among what was printed.
    void former(IssueId id) {
        hashes.add(id.text());
        printed.add(id.text());
    }

    /// Ids that lead here and that no event has.
    Set<IssueId> former() {
        Set<IssueId> former = new LinkedHashSet<>();
        hashes.stream().filter(printed::contains).forEach(hash -> former.add(new IssueId(hash)));
        former.remove(id);
        return former;
    }

    /// Ids that lead here and that events may have.
    List<IssueId> deciding() {
        Set<IssueId> former = former();
        return hashes.stream()
                .map(IssueId::new)
                .filter(hash -> !former.contains(hash))
                .toList();
    }

    /// Adds what is known of events of another issue that are not stored any more.
    void rest(IssueState other, long events) {
        IssueState known = other.copy();
        known.count = events;
        known.printed.removeAll(known.hashes);
        known.hashes.clear();
        add(known);
    }

    synchronized void record(Occurrence occurrence, Pseudonyms pseudonyms) {
        Event event = occurrence.event();
        LogRecord record = event.record();
        Instant time = event.time();
        count++;
        if (record.level() != null && (level == null || record.level().atLeast(level))) {
            level = record.level();
        }
        if (!time.isBefore(lastSeen)) {
            newest(record, time);
        }
        firstSeen = time.isBefore(firstSeen) ? time : firstSeen;
        release(event.release(), time);
        String hash = event.ids().get(PRINTED);
        if (hash != null && printed.size() < MOST_PRINTED) {
            printed.add(hash);
        }
        if (event.user() != null) {
            users.add(pseudonyms.hash(event.user()));
        }
        if (hosts.size() < Tallies.MOST_HOSTS) {
            hosts.add(EventDocuments.host(record));
        }
        template(occurrence.says(), time);
    }

    /// Adds what is known of another issue, whose ids lead here then.
    void add(IssueState other) {
        count += other.count;
        if (other.level != null && (level == null || other.level.atLeast(level))) {
            level = other.level;
        }
        if (other.lastSeen.isAfter(lastSeen)) {
            lastSeen = other.lastSeen;
            logger = other.logger;
            newestFile = other.newestFile;
            newestStart = other.newestStart;
        }
        firstSeen = other.firstSeen.isBefore(firstSeen) ? other.firstSeen : firstSeen;
        release(other.releaseFirst, other.releaseFirstAt);
        release(other.releaseLast, other.releaseLastAt);
        users.add(new BytesRef(other.users.bytes()));
        hosts.addAll(other.hosts);
        hashes.addAll(other.hashes);
        printed.addAll(other.printed);
        other.templates.forEach(this::template);
    }

    /// Keeps the templates that were seen first, and when.
    private void template(String template, Instant time) {
        String cut = template.substring(0, Math.min(LONGEST_TEMPLATE, template.length()));
        Instant known = templates.get(cut);
        if (known != null && !time.isBefore(known)) {
            return;
        }
        templates.put(cut, time);
        if (templates.size() > MOST_TEMPLATES) {
            templates.remove(byTime().getLast());
        }
    }

    private List<String> byTime() {
        return templates.entrySet().stream()
                .sorted(Map.Entry.<String, Instant>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private void newest(LogRecord record, Instant time) {
        String file = record.file().fileId();
        int order = file.compareTo(newestFile);
        if (time.isAfter(lastSeen) || order > 0 || order == 0 && record.start() > newestStart) {
            newestFile = file;
            newestStart = record.start();
            logger = record.logger();
        }
        lastSeen = time;
    }

    private void release(@Nullable String release, Instant time) {
        if (release != null && time.isBefore(releaseFirstAt)) {
            releaseFirst = release;
            releaseFirstAt = time;
        }
        if (release != null && !time.isBefore(releaseLastAt)) {
            releaseLast = release;
            releaseLastAt = time;
        }
    }

    synchronized boolean hasEvents() {
        return count > 0;
    }

    synchronized void retract() {
        count--;
    }

    /// The document, empty if no event is left.
    synchronized List<IndexableField> document(Term key) {
        List<IndexableField> fields = new ArrayList<>();
        if (count > 0) {
            fields.add(Schema.kind(Schema.ISSUE_KIND));
            fields.add(Schema.keyField(key));
            hashes.forEach(hash -> fields.add(new Schema.Exact(Schema.HASH, new BytesRef(hash), Schema.WORD)));
            printed.forEach(alias -> fields.add(Schema.exact(Schema.ALIAS, alias)));
            fields.add(new BinaryDocValuesField(Schema.STATE, new BytesRef(encode())));
        }
        return fields;
    }

    IssueState copy() {
        return new IssueState(new BytesRef(encode()));
    }

    /// What the issue did over all time; `hourly` is empty.
    synchronized Activity activity(Window all) {
        return new Activity(issue(), all, count, users.estimate(), hosts, firstSeen, lastSeen, List.of());
    }

    /// True if all its events lie in the window.
    synchronized boolean within(Window window) {
        return window.contains(firstSeen) && window.contains(lastSeen);
    }

    private byte[] encode() {
        return new WireOut()
                .text(id.text())
                .text(project)
                .optional(type)
                .text(title)
                .text(message)
                .text(culprit)
                .list(
                        why,
                        (o, p) -> o.text(p.name())
                                .text(p.value())
                                .flag(p.counted())
                                .text(p.reason()))
                .texts(hashes)
                .texts(printed)
                .number(level == null ? 0 : level.ordinal() + 1)
                .optional(logger)
                .text(newestFile)
                .signed(newestStart)
                .signed(count)
                .time(firstSeen)
                .time(lastSeen)
                .optional(releaseFirst)
                .time(releaseFirstAt)
                .optional(releaseLast)
                .time(releaseLastAt)
                .list(byTime(), (o, template) -> o.text(template).time(templates.getOrDefault(template, lastSeen)))
                .bytes(users.bytes())
                .texts(hosts)
                .copy();
    }

    synchronized Issue issue() {
        Set<String> aliases = new LinkedHashSet<>(hashes);
        aliases.remove(id.text());
        aliases.addAll(printed);
        return new Issue(
                id,
                project,
                level,
                type,
                title,
                message,
                culprit,
                logger,
                count,
                firstSeen,
                lastSeen,
                releaseFirst,
                releaseLast,
                aliases,
                why,
                byTime());
    }
}
