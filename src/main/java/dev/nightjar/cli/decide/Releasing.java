package dev.nightjar.cli.decide;

import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.model.Deploy;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.log.Position;
import dev.nightjar.store.Archive;
import dev.nightjar.text.Json;
import dev.nightjar.text.Nearest;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Telling that a release went live, as a step of a deployment.
@picocli.CommandLine.Command(
        description =
                "Says that a release of a project went live: what is new since, and what came back in it, rests on it.",
        footer = "%nExample:%n  nightjar release shop 2.4.1 --at '10min ago'")
public final class Releasing extends DecisionCommands.Signed {

    @Option(names = "--at", paramLabel = "TIME", description = "When (default: now).")
    @Nullable
    String at;

    @Parameters(index = "0", paramLabel = "PROJECT", description = "The project.")
    String project = "";

    @Parameters(index = "1", paramLabel = "RELEASE", description = "Its release: 2.4.1, a commit, a build number.")
    String release = "";

    @Override
    public Exit run(Session session) {
        Set<String> known = projects(session);
        if (!known.contains(project) && !known.isEmpty()) {
            throw new Failure(Exit.USAGE, "no project '" + project + "'" + Nearest.hint(project, known));
        }
        if (release.isBlank()) {
            throw new Failure(Exit.USAGE, "which release? nightjar release " + project + " 2.4.1");
        }
        Instant live = at == null ? session.clock.instant() : session.time(at);
        Deploy deploy = new Deploy(project, release.strip(), live, "said by " + who());
        session.nightjar().workspace().deployed(deploy, who());
        if (session.json) {
            session.print(new Json()
                    .put("project", deploy.project())
                    .put("release", deploy.release())
                    .put("at", deploy.at()));
        } else {
            session.say(project + ": " + deploy.release() + " live since "
                    + Phrases.time(live, session.settings().zone()));
        }
        return Exit.DONE;
    }

    /// Those of the configuration and those of which something was read.
    private static Set<String> projects(Session session) {
        Set<String> known = new TreeSet<>(session.settings().projects().keySet());
        session.nightjar().workspace().archive().ifPresent(archive -> {
            try (Archive open = archive) {
                open.positions().stream().map(Position::project).forEach(known::add);
            }
        });
        return known;
    }
}
