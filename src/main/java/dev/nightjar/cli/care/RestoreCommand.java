package dev.nightjar.cli.care;

import dev.nightjar.care.Restore;
import dev.nightjar.cli.call.Command;
import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.read.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Puts a backup in place.
@picocli.CommandLine.Command(
        description = {
            "Puts a backup in the place of what the data folder has. Says first what becomes of that; it is moved into a"
                    + " folder beside, not deleted. Decisions and what was told stay, if they go on from the backup's."
        },
        footer = {
            "%nEvery file of the backup is compared with its sum before anything is changed.",
            "%nExample:%n  nightjar restore /backup/nightjar-2026-11-21 --yes"
        })
public final class RestoreCommand implements Command {

    @Parameters(paramLabel = "DIR", description = "What nightjar backup wrote.")
    Path dir = Path.of("");

    @Mixin
    Consent consent = new Consent();

    @Override
    public Exit run(Session session) {
        Workspace workspace = session.nightjar().workspace();
        Path data = workspace.settings().data();
        Restore restore = new Restore(dir, data, workspace::upkeep);
        session.say("the backup of "
                + Phrases.time(restore.list().made(), session.settings().zone()) + ", "
                + Phrases.bytes(restore.list().bytes())
                + (restore.list().run().isEmpty()
                        ? ", no index"
                        : ", run " + restore.list().run()) + ", into " + data);
        List<String> consequences = restore.consequences();
        consequences.forEach(said -> session.say("  " + said));
        if (!consequences.isEmpty() && !consent.given(session, "restore it?", "restore '" + dir + "'")) {
            return Consent.refused(session);
        }
        Path aside = restore.apply(session.clock.instant());
        session.say("restored" + (Files.exists(aside) ? "; what was there lies in " + aside + ", to be deleted" : "")
                + "  (" + session.seconds() + ")");
        return Exit.DONE;
    }
}
