package dev.nightjar.cli.care;

import dev.nightjar.cli.call.Command;
import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.store.Diagnosis;
import dev.nightjar.store.Diagnosis.Saved;
import dev.nightjar.store.Upkeep;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/// Goes back to the newest commit that is whole.
@picocli.CommandLine.Command(
        description = {
            "Repairs a damaged index: goes back to the newest commit that is whole. Says first what would be lost.",
            "What logs said since that commit is read again by the next scan, as far as the logs still exist; nothing is"
                    + " counted twice, because how far they were read stands in the same commit."
        },
        footer = {
            "%nWithout --yes it asks, and where nobody can be asked it only tells (exit code 65).",
            "%nExample:%n  nightjar repair%n  nightjar repair --yes"
        })
public final class RepairCommand implements Command {

    @Mixin
    Consent consent = new Consent();

    @Override
    public Exit run(Session session) {
        Diagnosis found = IndexCheck.look(session);
        if (found.isEmpty() || found.isWhole()) {
            session.say(found.isEmpty() ? "there is no index" : "the index is whole, there is nothing to repair");
            return Exit.DONE;
        }
        IndexCheck.print(session, found);
        Saved whole = found.newestWhole()
                .orElseThrow(() -> new Failure(
                        Exit.INDEX_DAMAGED,
                        "no commit is whole, so there is none to go back to: nightjar restore takes a backup, nightjar"
                                + " rebuild reads the logs again"));
        session.say("to go back to " + IndexCheck.name(whole) + ": " + lost(found, whole));
        if (!consent.given(session, "go back to it?", "repair")) {
            return Exit.INDEX_DAMAGED;
        }
        try (Upkeep.Held held = session.nightjar().workspace().upkeep().hold()) {
            Optional<Path> aside = held.back(whole);
            session.say("done"
                    + aside.map(dir -> "; what was newer lies in " + dir + ", to be deleted")
                            .orElse("") + ". Read the logs again with: nightjar scan");
        }
        return Exit.DONE;
    }

    private static String lost(Diagnosis found, Saved whole) {
        Saved newest = found.commits().getFirst();
        String events = newest.events() > whole.events()
                ? Phrases.count(newest.events() - whole.events(), "event")
                : "what was stored since";
        String until = found.last()
                .filter(run -> !run.equals(whole.run()))
                .map(run -> " until run " + run)
                .orElse("");
        return events + until
                + " is lost where logs are gone by now; what they still have is read again by the next scan;"
                + " decisions stay";
    }
}
