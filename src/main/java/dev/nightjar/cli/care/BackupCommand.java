package dev.nightjar.cli.care;

import dev.nightjar.care.Backup;
import dev.nightjar.care.BackupList;
import dev.nightjar.cli.call.Command;
import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.cli.terminal.Progress;
import dev.nightjar.cli.text.Meter;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.read.Workspace;
import dev.nightjar.text.Json;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/// Copies the data folder.
@picocli.CommandLine.Command(
        description = {
            "Copies what is in the data folder into a new folder: index, decisions, what was told, waiting mails, run"
                    + " history. A run may go on meanwhile: what is copied is its last commit. The pages are not copied."
        },
        footer = {
            "%nThe copy is compared with its sums before it gets its name: a folder of that name is whole.",
            "%nExample:%n  nightjar backup /backup/nightjar-2026-11-22"
        })
public final class BackupCommand implements Command {

    @Parameters(paramLabel = "DIR", description = "A folder that is not there yet, or is empty.")
    Path dir = Path.of("");

    @Override
    public Exit run(Session session) {
        Workspace workspace = session.nightjar().workspace();
        BackupList list;
        try (Progress progress = Meter.waiting(session, "copying")) {
            list = new Backup(workspace.settings().data(), workspace::upkeep, Workspace.version())
                    .write(dir, session.clock.instant());
        }
        if (session.json) {
            session.print(new Json()
                    .put("backup", dir.toAbsolutePath().normalize())
                    .put("run", list.run())
                    .put("files", list.items().size())
                    .put("bytes", list.bytes()));
        }
        session.say(Phrases.count(list.items().size(), "file") + ", " + Phrases.bytes(list.bytes()) + " in " + dir
                + (list.run().isEmpty() ? ", no index" : ", the index as run " + list.run() + " left it") + "  ("
                + session.seconds() + ")");
        return Exit.DONE;
    }
}
