package dev.nightjar.cli.care;

import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.cli.terminal.Progress;
import dev.nightjar.cli.text.Meter;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.store.Diagnosis;
import dev.nightjar.store.Diagnosis.Saved;
import dev.nightjar.text.Json;
import dev.nightjar.text.Visible;

/// Reads all of the index and tells what is whole.
public final class IndexCheck {

    private IndexCheck() {}

    /// Reads it all.
    static Diagnosis look(Session session) {
        try (Progress progress = Meter.waiting(session, "reading the index")) {
            return session.nightjar().workspace().upkeep().check(true);
        }
    }

    /// Reads it all and prints a line for each commit.
    ///
    /// @return what the command ends with: 65 if what is served is damaged
    public static Exit run(Session session) {
        Diagnosis found = look(session);
        print(session, found);
        if (found.isEmpty()) {
            session.say("nothing was scanned yet into " + session.settings().data());
            return Exit.DONE;
        }
        if (!found.isWhole()) {
            session.warn(
                    found.newestWhole().isPresent()
                            ? "nightjar repair goes back to the newest commit that is whole"
                            : "no commit is whole: nightjar restore takes a backup, nightjar rebuild reads the logs again");
            return Exit.INDEX_DAMAGED;
        }
        session.say("the index is whole, " + session.seconds());
        return Exit.DONE;
    }

    /// A line for what is wrong with the whole, and one for each commit.
    static void print(Session session, Diagnosis found) {
        found.problem().ifPresent(said -> {
            if (session.json) {
                session.print(
                        new Json().put("kind", "index").put("result", "fail").put("said", said));
            } else {
                session.out.println(session.style.bad("fail") + "  " + Visible.text(said));
            }
        });
        for (Saved commit : found.commits()) {
            session.print(session.json ? json(commit) : line(session, commit));
        }
    }

    private static Json json(Saved commit) {
        return new Json()
                .put("kind", "commit")
                .put("result", commit.isWhole() ? "ok" : "fail")
                .put("name", commit.name())
                .put("number", commit.number())
                .put("run", commit.run())
                .put("events", commit.events())
                .put("said", commit.fault().orElse(""));
    }

    private static String line(Session session, Saved commit) {
        String word = commit.isWhole() ? session.style.good("ok  ") : session.style.bad("fail");
        return word + "  " + name(commit)
                + commit.fault().map(why -> ": " + Visible.line(why)).orElse("");
    }

    /// A commit in words.
    static String name(Saved commit) {
        String number = commit.number() < 0 ? commit.name() : "commit " + commit.number();
        String run = commit.run().isEmpty() || commit.run().equals("-") ? "" : " of run " + commit.run();
        return number + run + (commit.events() < 0 ? "" : ", " + Phrases.count(commit.events(), "event"));
    }
}
