package dev.nightjar.cli.live;

import dev.nightjar.batch.Stop;
import dev.nightjar.cli.call.Command;
import dev.nightjar.cli.call.IssuesInWindow;
import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.look.ListCommands;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.cli.text.IssueLines;
import dev.nightjar.cli.text.Meter;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Window;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.issue.Decision;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.read.Listed;
import dev.nightjar.store.Archive;
import dev.nightjar.text.Times;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// A live view of the issues.
@picocli.CommandLine.Command(
        description = "Shows issues as they come: reads what is new every few seconds and draws the screen again.",
        footer = {
            "%nFollows the given files, else those of all configured projects, else what other runs find. Keys: j k",
            "  select, Enter show, / filter, s sort, m mute, r resolve, p pause, ? help, q quit.",
            "%nExample:%n  nightjar top /var/log/shop",
            "  nightjar top --project shop --since 1h is:new --every 2s"
        })
public final class Top implements Command {

    /// How long a key is waited for before the clock on the screen is looked at.
    private static final long KEY_MILLIS = 500;

    private static final int SAMPLES = 1;

    /// Issues that can be scrolled through: the worst.
    private static final int MOST = 2_000;

    @Mixin
    Following following = new Following();

    @Option(
            names = "--since",
            paramLabel = "DURATION",
            defaultValue = "24h",
            description = "Time that is looked at, up to the newest event (default 24h).")
    String since = "24h";

    @Override
    public Exit run(Session session) throws Exception {
        if (!session.terminal.out() || session.json) {
            throw new Failure(
                    Exit.USAGE, "top draws on a terminal; in a pipe take: nightjar issues, or nightjar tail --json");
        }
        Duration window = Times.duration(since);
        Stop stop = Stop.onSignal();
        try (ExecutorService worker = Executors.newSingleThreadExecutor();
                Screen screen = screen(session)) {
            new View(session, window, stop, worker, screen).run();
            stop.wish();
            return Exit.DONE;
        } finally {
            stop.finished();
        }
    }

    private static Screen screen(Session session) {
        try {
            return new Screen(session.out, session.terminal.rows(), session.terminal.columns());
        } catch (IOException e) {
            throw new Failure(Exit.USAGE, "top needs a terminal: " + e.getMessage(), e);
        }
    }

    /// One run of it: scans go on in a thread of their own, the index is read in this one.
    private final class View {

        private final Session session;
        private final Duration window;
        private final Stop stop;
        private final ExecutorService worker;
        private final Screen screen;
        private final TopScreen board;
        private final Following.Scanner scanner;
        private CompletableFuture<Following.Look> look;
        private long next;
        private String said = "";
        private boolean filled;
        private @Nullable Instant indexed;

        View(Session session, Duration window, Stop stop, ExecutorService worker, Screen screen) {
            this.session = session;
            this.window = window;
            this.stop = stop;
            this.worker = worker;
            this.screen = screen;
            this.board = new TopScreen(session.style, following.query());
            this.scanner = new Following.Scanner(session, following.projects(session), stop, new Meter());
            this.look = CompletableFuture.supplyAsync(scanner::look, worker);
        }

        void run() {
            fill();
            while (!stop.wished() && !screen.gone()) {
                if (look.isDone()) {
                    looked();
                }
                int rows = screen.rows();
                screen.draw(board.lines(rows, screen.columns(), status(), session.clock.instant()));
                Optional<Key> key = screen.key(KEY_MILLIS);
                if (key.isPresent() && !wish(board.press(key.get()))) {
                    return;
                }
            }
        }

        /// Takes what a look brought, and begins the next when it is time.
        private void looked() {
            if (next == 0) {
                try {
                    Following.Look done = look.join();
                    said = done.said();
                } catch (java.util.concurrent.CompletionException e) {
                    if (e.getCause() instanceof Failure failure) {
                        throw failure;
                    }
                    throw e;
                }
                fill();
                next = System.nanoTime() + following.pause().toNanos();
            }
            if (System.nanoTime() >= next && !board.paused()) {
                next = 0;
                look = CompletableFuture.supplyAsync(scanner::look, worker);
            }
        }

        private String status() {
            String doing = board.paused() ? "paused" : look.isDone() ? "" : "reading";
            String age = indexed == null
                    ? ""
                    : "index " + Phrases.age(Duration.between(indexed, session.clock.instant())) + " old";
            return java.util.stream.Stream.of("nightjar top", count, since, age, doing, said)
                    .filter(part -> !part.isEmpty())
                    .collect(java.util.stream.Collectors.joining(" · "));
        }

        private String count = "";

        /// Reads the index anew.
        private void fill() {
            Optional<Archive> opened = session.renew();
            if (opened.isEmpty()) {
                return;
            }
            Archive archive = opened.get();
            Instant end = archive.newest().map(newest -> newest.plusMillis(1)).orElse(session.clock.instant());
            Window asked = Window.until(end, window);
            try {
                Listed issues = IssuesInWindow.matching(
                        session, Optional.of(asked), board.filter(), ListCommands.Order.worst.key, MOST);
                count = Phrases.count(issues.issues(), "issue") + ", " + Phrases.count(issues.events(), "event");
                board.show(issues.read());
            } catch (Failure e) {
                board.say(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            }
            indexed = archive.runs(1).stream().findFirst().map(run -> run.end()).orElse(null);
            filled = true;
        }

        /// False: that was it.
        private boolean wish(TopScreen.Wish wish) {
            switch (wish) {
                case TopScreen.Wish.Redraw redraw -> {}
                case TopScreen.Wish.Quit quit -> {
                    return false;
                }
                case TopScreen.Wish.Open open -> board.tell(told(open.issue()));
                case TopScreen.Wish.Filter filter -> fill();
                case TopScreen.Wish.Mute mute -> {
                    decide(Decision.Kind.MUTE, mute.issue(), mute.reason());
                    board.say(mute.issue().shown() + " is muted; nightjar unmute "
                            + mute.issue().shown());
                }
                case TopScreen.Wish.Resolve resolve -> {
                    decide(Decision.Kind.RESOLVE, resolve.issue(), "");
                    board.say(resolve.issue().shown() + " is resolved; if it comes back, it is regressed");
                }
            }
            return true;
        }

        private void decide(Decision.Kind kind, IssueId issue, String text) {
            String who = Session.user();
            session.nightjar()
                    .workspace()
                    .decide(new Decision(
                            session.clock.instant(),
                            who,
                            kind,
                            issue,
                            null,
                            text,
                            Decision.Ends.NEVER,
                            kind == Decision.Kind.MUTE ? who : "",
                            false,
                            ""));
            fill();
        }

        /// What `show` says, in lines that fit.
        private List<String> told(IssueId id) {
            if (!filled) {
                return List.of();
            }
            List<Triaged> found = IssuesInWindow.issues(session, Optional.empty(), Set.of(id));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            PrintStream to = new PrintStream(bytes, false, StandardCharsets.UTF_8);
            IssueLines text = new IssueLines(session, to, false);
            for (Triaged one : found) {
                text.answer(one, List.of());
                text.technical(one, Optional.empty(), one.activity().issue().count());
                for (StoredEvent event : session.archive().samples(id, SAMPLES)) {
                    text.whole(event, event.context());
                }
            }
            to.flush();
            return bytes.toString(StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> Screen.cut(line, screen.columns()))
                    .toList();
        }
    }
}
