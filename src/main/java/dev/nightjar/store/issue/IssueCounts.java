package dev.nightjar.store.issue;

import dev.nightjar.model.Level;
import dev.nightjar.model.Window;
import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.log.LogRecord;
import dev.nightjar.store.encoded.FileId;
import dev.nightjar.store.encoded.Hash;
import dev.nightjar.store.encoded.Pseudonyms;
import dev.nightjar.store.encoded.UserSketch;
import dev.nightjar.store.encoded.WireIn;
import dev.nightjar.store.encoded.WireOut;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What some or all events of an issue come to. Those of several parts of its events add up, in any order, and the
/// order in which occurrences are recorded makes no difference. Not thread-safe.
public final class IssueCounts {

    /// Hashes printed in its events that are kept.
    private static final int MOST_PRINTED = 32;

    private static final String OWN = "";
    private static final String PRINTED = "stack_hash";
    private static final int THROWN = 16;
    private static final int MIXED = 32;

    private final String project;
    private boolean thrown;
    private @Nullable Set<String> printed;
    private @Nullable Map<String, Instant> templates;
    private int bytesOfTemplates;

    /// Of the template in the issue's text, 0 if it is not known; among the templates it stands as nothing.
    private long own;

    private TitleValues values = new TitleValues();

    /// How many of the events are counted with the text.
    public long based;

    private @Nullable UserSketch users;
    private final Hosts hosts = new Hosts();
    private @Nullable Level level;
    private @Nullable String logger;
    private String newestFile = "";
    private long newestStart = -1;
    public long count;
    public Instant firstSeen = Instant.MAX;
    public Instant lastSeen = Instant.MIN;

    @Nullable
    String releaseFirst;

    private Instant releaseFirstAt = Instant.MAX;

    @Nullable
    String releaseLast;

    private Instant releaseLastAt = Instant.MIN;

    /// Of no event.
    public IssueCounts(String project) {
        this.project = project;
    }

    /// Of a new issue.
    public static IssueCounts of(IssueText text, Hash hash) {
        IssueCounts counts = new IssueCounts(text.project());
        counts.own = hash.of(text.says());
        return counts;
    }

    /// As `state` wrote them.
    public IssueCounts(String project, long count, long flags, WireIn in) {
        this.project = project;
        this.count = count;
        this.thrown = (flags & THROWN) != 0;
        this.level = level(flags);
        users = sketch(in.bytes());
        firstSeen = in.time();
        lastSeen = in.time();
        logger = in.optional();
        byte[] file = in.bytes();
        newestFile = file.length == 0 ? "" : FileId.of(file, 0, file.length);
        newestStart = in.signed();
        if (in.flag()) {
            releaseFirst = in.optional();
            releaseFirstAt = in.time();
            releaseLast = in.optional();
            releaseLastAt = in.time();
        }
        own = in.signed();
        in.texts().forEach(hosts::add);
        in.texts().forEach(this::printed);
        for (int left = in.integer(); left > 0; left--) {
            template(in.text(), in.time());
        }
        values = TitleValues.read(in);
    }

    private static @Nullable UserSketch sketch(byte[] bytes) {
        if (bytes.length == 0) {
            return null;
        }
        UserSketch users = new UserSketch();
        users.add(bytes, 0, bytes.length);
        return users;
    }

    /// The level in a document's flags.
    static @Nullable Level level(long flags) {
        int worst = (int) flags & THROWN - 1;
        return worst == 0 ? null : Level.values()[worst - 1];
    }

    /// The project whose events these are.
    public String project() {
        return project;
    }

    @Nullable
    Level level() {
        return level;
    }

    @Nullable
    String logger() {
        return logger;
    }

    long users() {
        return users == null ? 0 : users.estimate();
    }

    /// Hashes that its events printed, and ids that were issues once; shared, not to be changed.
    public Set<String> printed() {
        return printed == null ? Set.of() : printed;
    }

    /// What its events say, in the order in which it was first said.
    List<String> templates() {
        return templates == null ? List.of() : Earliest.inOrder(templates);
    }

    /// Counts one event.
    ///
    /// @param host the machine it is of, or that of its file
    public void record(Occurrence occurrence, String host, Pseudonyms pseudonyms, Hash hash) {
        Event event = occurrence.event();
        LogRecord record = event.record();
        Instant time = event.time();
        count++;
        thrown |= event instanceof Event.ExceptionEvent;
        worst(record.level());
        if (!time.isBefore(lastSeen)) {
            newest(record, time);
        }
        firstSeen = time.isBefore(firstSeen) ? time : firstSeen;
        release(event.release(), time);
        String stack = event.ids().get(PRINTED);
        if (stack != null) {
            printed(stack);
        }
        if (event.user() != null) {
            users = users == null ? new UserSketch() : users;
            users.add(pseudonyms.hash(event.user()));
        }
        hosts.add(host);
        String says = IssueText.cut(occurrence.says());
        boolean ours = own != 0 && hash.of(says) == own;
        template(ours ? OWN : says, time);
        if (ours || own == 0) {
            values.see(occurrence);
        }
    }

    /// What the issue is called, by a title's template.
    String called(String title) {
        return values.in(title);
    }

    /// From now on the template in the issue's text stands among the others.
    public void resolve(String says) {
        Map<String, Instant> all = templates;
        if (all == null || !all.containsKey(OWN)) {
            return;
        }
        templates = null;
        all.forEach((template, time) -> template(template.equals(OWN) ? says : template, time));
        own = 0;
    }

    /// One event less; what else it said stays.
    public void retract() {
        count--;
    }

    /// Adds what is known of other events.
    public void add(IssueCounts other) {
        count += other.count;
        based += other.based;
        own = own == 0 ? other.own : own;
        thrown |= other.thrown;
        worst(other.level);
        if (other.isNewer(this)) {
            logger = other.logger;
            newestFile = other.newestFile;
            newestStart = other.newestStart;
        }
        lastSeen = other.lastSeen.isAfter(lastSeen) ? other.lastSeen : lastSeen;
        firstSeen = other.firstSeen.isBefore(firstSeen) ? other.firstSeen : firstSeen;
        release(other.releaseFirst, other.releaseFirstAt);
        release(other.releaseLast, other.releaseLastAt);
        if (other.users != null) {
            users = users == null ? new UserSketch() : users;
            users.add(other.users);
        }
        hosts.add(other.hosts);
        other.printed().forEach(this::printed);
        values.add(other.values);
        if (other.templates != null) {
            other.templates.forEach(this::template);
        }
    }

    /// The same of so many events.
    ///
    /// @param without what is not said to have been printed
    IssueCounts of(long events, Set<String> without) {
        IssueCounts same = new IssueCounts(project);
        same.add(this);
        same.count = events;
        same.based = 0;
        if (same.printed != null) {
            same.printed.removeAll(without);
        }
        return same;
    }

    private void worst(@Nullable Level other) {
        if (other != null && (level == null || other.atLeast(level))) {
            level = other;
        }
    }

    void printed(String hash) {
        Set<String> known = printed == null ? new LinkedHashSet<>(2) : printed;
        if (known.size() < MOST_PRINTED) {
            known.add(hash);
        }
        printed = known;
    }

    /// Keeps the templates that were seen first, and when.
    private void template(String template, Instant time) {
        boolean known = templates != null && templates.containsKey(template);
        templates = Earliest.with(templates, template, time);
        if (!known && templates.containsKey(template)) {
            bytesOfTemplates = bytes(templates);
        }
    }

    private static int bytes(Map<String, Instant> texts) {
        int bytes = texts.size() == 1 ? 24 : 64 * texts.size();
        for (String text : texts.keySet()) {
            bytes += 40 + text.length();
        }
        return bytes;
    }

    private boolean isNewer(IssueCounts than) {
        int time = lastSeen.compareTo(than.lastSeen);
        int file = newestFile.compareTo(than.newestFile);
        return time > 0 || time == 0 && (file > 0 || file == 0 && newestStart > than.newestStart);
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

    /// The issue without its text.
    public Issue light(long id) {
        return new Issue(
                IdNumbers.id(id),
                project,
                level,
                thrown ? "" : null,
                "",
                "",
                "",
                logger,
                count,
                firstSeen,
                lastSeen,
                releaseFirst,
                releaseLast,
                printed(),
                List.of(),
                templates());
    }

    /// What the issue did over all time; `hourly` is empty.
    public Activity activity(Issue issue, Window all) {
        return new Activity(issue, all, count, users(), Set.copyOf(hosts.names()), firstSeen, lastSeen, List.of());
    }

    /// Bytes that it takes, about.
    public int bytes() {
        int bytes = 176 + hosts.bytes() + (users == null ? 0 : users.size()) + bytesOfTemplates;
        bytes += values.bytes();
        return bytes + (printed == null ? 0 : 100 + 150 * printed.size());
    }

    /// Events that are counted with the text, from now on.
    public long withText() {
        based = count;
        return count;
    }

    /// Events that were counted since.
    public long sinceText() {
        return count - based;
    }

    /// All but the project, the number of events and the flags.
    public byte[] state() {
        Map<String, Instant> said = templates == null ? Map.of() : new TreeMap<>(templates);
        WireOut out = new WireOut()
                .bytes(users == null ? new byte[0] : users.bytes())
                .time(firstSeen)
                .time(lastSeen)
                .optional(logger)
                .bytes(newestFile.isEmpty() ? new byte[0] : FileId.bytes(newestFile))
                .signed(newestStart)
                .flag(releaseFirst != null);
        if (releaseFirst != null) {
            out.optional(releaseFirst)
                    .time(releaseFirstAt)
                    .optional(releaseLast)
                    .time(releaseLastAt);
        }
        out.signed(own)
                .texts(hosts.names())
                .texts(printed())
                .list(
                        said.entrySet(),
                        (o, template) -> o.text(template.getKey()).time(template.getValue()));
        values.write(out);
        return out.copy();
    }

    /// The level, and whether something was thrown or texts differ.
    public long flags() {
        boolean mixed = templates != null && templates.size() > 1;
        return (level == null ? 0 : level.ordinal() + 1) | (thrown ? THROWN : 0) | (mixed ? MIXED : 0);
    }
}
