package dev.nightjar.triage;

import dev.nightjar.config.Project;
import dev.nightjar.config.Settings;
import dev.nightjar.model.Deploy;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import dev.nightjar.model.Window;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.event.Trace;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Decision;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.model.log.Coverage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An issue of the project `shop` in the window 2026-11-21 to 2026-11-22 and what is said about it.
final class Samples {

    static final IssueId ID = IssueId.of(0x123456789abcdefL);
    static final IssueId ALIAS = IssueId.of(0xfedcba987654321L);
    static final Instant FROM = Instant.parse("2026-11-21T00:00:00Z");
    static final Instant TO = Instant.parse("2026-11-22T00:00:00Z");
    static final Instant OLD = Instant.parse("2026-09-01T08:00:00Z");

    private Samples() {}

    static Instant at(String time) {
        return Instant.parse(time);
    }

    static Issue issue(Instant firstSeen, Instant lastSeen, long count) {
        return new Issue(
                ID,
                "shop",
                Level.ERROR,
                "com.acme.PayException",
                "title",
                "message",
                "culprit",
                "com.acme.pay.Checkout",
                count,
                firstSeen,
                lastSeen,
                null,
                null,
                Set.of(ALIAS.shown(), "stack-hash-1"),
                List.of(),
                List.of("message"));
    }

    /// Seen `count` times in the hour from 13:00 of the window.
    static Activity seen(long count, Instant firstSeen) {
        List<Long> hourly = new ArrayList<>(Collections.nCopies(24, 0L));
        hourly.set(13, count);
        Instant first = FROM.plus(Duration.ofMinutes(13 * 60 + 5));
        Instant last = FROM.plus(Duration.ofMinutes(13 * 60 + 30));
        return new Activity(
                issue(firstSeen, last, count + 5),
                new Window(FROM, TO),
                count,
                1,
                Set.of("web1"),
                firstSeen.isAfter(FROM) ? firstSeen : first,
                last,
                hourly);
    }

    static Activity notSeen(Instant lastSeen) {
        return new Activity(
                issue(OLD, lastSeen, 5),
                new Window(FROM, TO),
                0,
                0,
                Set.of(),
                lastSeen,
                lastSeen,
                Collections.nCopies(24, 0L));
    }

    static Decision decision(Decision.Kind kind, String at, String text) {
        return new Decision(at(at), "mia", kind, ID, null, text, Decision.Ends.NEVER, "", false, "");
    }

    static List<Long> hours(int n, long count) {
        return Collections.nCopies(n, count);
    }

    static StoredEvent event(@Nullable String logger, @Nullable String host, Trace.Frame... frames) {
        Trace trace = frames.length == 0
                ? null
                : new Trace("java", List.of(new Trace.Thrown(Trace.Relation.TOP, "E", "", List.of(frames), 0)));
        return new StoredEvent(
                "id",
                ID,
                "shop",
                FROM,
                Level.ERROR,
                logger,
                null,
                host,
                "message",
                "message",
                null,
                Map.of(),
                Map.of(),
                null,
                "/var/log/shop.log",
                1,
                0,
                trace,
                null);
    }

    static Trace.Frame frame(String module, @Nullable String file, boolean own) {
        return new Trace.Frame(module, "f", file, 1, 0, null, own, false);
    }

    static Project project(Map<String, String> notes, Project.Owner... owners) {
        return new Project(
                "shop",
                List.of(),
                List.of(),
                Level.WARN,
                Map.of(),
                List.of(owners),
                List.of(),
                notes,
                List.of(),
                List.of(),
                Project.Releases.NONE,
                false,
                Set.of(),
                Optional.empty());
    }

    static Triage triage(Project project, Decision... decisions) {
        return Triage.of(
                List.of(decisions),
                name -> Optional.of(project).filter(p -> p.name().equals(name)),
                Duration.ofDays(7));
    }

    /// A triage that knows when the logs of `shop` were read, and its deploys.
    static Triage triage(Coverage lived, List<Deploy> deploys, Decision... decisions) {
        return Triage.of(new Triage.Scene(
                List.of(decisions),
                deploys,
                name -> lived,
                name -> Optional.empty(),
                Settings.Insight.DEFAULT,
                java.time.ZoneOffset.UTC));
    }

    /// The logs were read in every hour of `[from, to)`.
    static Coverage lived(String from, String to) {
        BitSet hours = new BitSet();
        hours.set((int) (at(from).getEpochSecond() / 3600), (int) (at(to).getEpochSecond() / 3600));
        return new Coverage(hours);
    }

    static Deploy deploy(String release, String at) {
        return new Deploy("shop", release, at(at), "said by mia");
    }

    static Triaged triage(Activity activity, List<Long> before, Decision... decisions) {
        return triage(project(Map.of()), decisions).triage(activity, before, Optional.empty());
    }
}
