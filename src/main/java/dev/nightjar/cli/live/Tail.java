package dev.nightjar.cli.live;

import dev.nightjar.batch.Stop;
import dev.nightjar.cli.call.Command;
import dev.nightjar.cli.call.QueryArguments;
import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.cli.terminal.Progress;
import dev.nightjar.cli.text.IssueLines;
import dev.nightjar.cli.text.Meter;
import dev.nightjar.export.Fields;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.log.Position;
import dev.nightjar.store.Archive;
import dev.nightjar.text.Visible;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// New events as they come.
@picocli.CommandLine.Command(
        description = "Reads what is new every few seconds and prints new events, one a line, until Ctrl-C.",
        footer = {
            "%nFollows the given files, else those of all configured projects, else what other runs find.",
            "%nExample:%n  nightjar tail /var/log/shop level:error",
            "  nightjar tail --project shop -n 20 --every 2s",
            "  nightjar tail --json is:new | while read -r event; do …; done"
        })
public final class Tail implements Command {

    /// Ids of events that may be read again, because their files end with them.
    private static final int REMEMBERED = 10_000;

    private static final long SLICE_NANOS = 100_000_000;

    @Mixin
    Following following = new Following();

    @Option(
            names = "-n",
            paramLabel = "N",
            defaultValue = "10",
            description = "Begin with the last N events (default 10).")
    int last = 10;

    private final Set<String> printed = new LinkedHashSet<>();

    /// Where the index ended at the last look, by file.
    private Map<String, Long> ends = Map.of();

    @Override
    public Exit run(Session session) {
        if (last < 0) {
            throw new Failure(Exit.USAGE, "-n takes a number of events, not " + last);
        }
        Stop stop = Stop.onSignal();
        try {
            follow(session, stop);
            return Exit.DONE;
        } finally {
            session.out.flush();
            stop.finished();
        }
    }

    private void follow(Session session, Stop stop) {
        Meter meter = new Meter();
        Following.Scanner scanner = new Following.Scanner(session, following.projects(session), stop, meter);
        boolean begun = printed(session, true);
        String before = "";
        while (!stop.wished() && !session.out.checkError()) {
            String said = look(session, scanner, meter);
            begun = printed(session, !begun) || begun;
            if (!said.isEmpty() && !said.equals(before)) {
                session.warn(said);
            }
            before = said;
            long end = System.nanoTime() + following.pause().toNanos();
            while (!stop.wished() && System.nanoTime() < end) {
                LockSupport.parkNanos(SLICE_NANOS);
            }
        }
    }

    /// The first look may have much to read.
    private static String look(Session session, Following.Scanner scanner, Meter meter) {
        try (Progress progress = meter.show(session)) {
            return scanner.look().said();
        }
    }

    /// False if nothing was ever scanned.
    private boolean printed(Session session, boolean first) {
        Optional<Archive> archive = session.nightjar().workspace().archive();
        if (archive.isEmpty()) {
            return false;
        }
        try (Archive opened = archive.get()) {
            print(session, opened, first);
        }
        return true;
    }

    private void print(Session session, Archive archive, boolean first) {
        archive.know(new QueryArguments(session, Optional.empty()));
        List<StoredEvent> events = new ArrayList<>();
        if (first) {
            events.addAll(archive.search(following.query(), null, last).events().reversed());
            archive.behind("", ends(archive), event -> remember(event) || true);
        } else {
            archive.behind(following.query(), ends, event -> {
                if (!printed.contains(event.id())) {
                    events.add(event);
                }
                return true;
            });
        }
        ends = ends(archive);
        events.forEach(event -> {
            remember(event);
            line(session, archive, event);
        });
        session.out.flush();
    }

    private boolean remember(StoredEvent event) {
        if (printed.size() >= REMEMBERED) {
            printed.remove(printed.iterator().next());
        }
        return printed.add(event.id());
    }

    private static Map<String, Long> ends(Archive archive) {
        Map<String, Long> ends = new HashMap<>();
        for (Position position : archive.positions()) {
            ends.put(position.fileId(), position.offset());
        }
        return ends;
    }

    /// In a pipe as `search --events` has it. On a terminal short; an issue's first event is marked.
    private static void line(Session session, Archive archive, StoredEvent event) {
        if (session.json) {
            session.print(Fields.event(event));
            return;
        }
        if (!session.terminal.out()) {
            new IssueLines(session).line(event);
            return;
        }
        boolean fresh = archive.issue(event.issue())
                .filter(issue -> issue.firstSeen().equals(event.time()))
                .isPresent();
        String time = Phrases.time(event.time(), session.settings().zone()).substring(5);
        String level = event.level() == null ? "-" : event.level().name();
        String project = Visible.line(event.project());
        int used = time.length() + 1 + 5 + 1 + 9 + 2 + project.length() + 2 + (fresh ? 5 : 0);
        session.out.println(
                session.style.aside(time) + " " + session.style.level(event.level(), "%-5s".formatted(level))
                        + " " + session.style.id(event.issue().shown()) + "  " + session.style.aside(project) + "  "
                        + (fresh ? session.style.bad("new") + "  " : "")
                        + Phrases.line(event.message(), Math.max(10, session.columns() - used)));
    }
}
