package dev.nightjar.discover;

import dev.nightjar.config.Project;
import dev.nightjar.config.Settings;
import dev.nightjar.format.Formats;
import dev.nightjar.model.Failure;
import dev.nightjar.model.NotRead;
import dev.nightjar.model.Unclear;
import dev.nightjar.scan.Loading;
import dev.nightjar.scan.Parse;
import dev.nightjar.source.ReadPlan;
import dev.nightjar.source.Tracker;
import dev.nightjar.source.find.Unreadable;
import dev.nightjar.source.quarantine.Quarantine;
import dev.nightjar.source.read.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Looks at files before anything is stored: every record of them, which formats they may have, and what a
/// folder holds.
public record FirstLook(Settings settings, Clock clock) {

    /// What is left when files were read.
    ///
    /// @param notRead could not be read
    /// @param unclear was read and may not have been understood, file by file
    public record Remains(List<NotRead> notRead, List<Unclear> unclear) {}

    /// Hands out every record of a project's files, with nothing stored.
    ///
    /// @return what could not be read or understood
    /// @throws Failure with exit code 66 or 77 if there is nothing that could be read
    public Remains parse(Project project, Consumer<Parse.Parsed> sink) {
        List<NotRead> notRead = new ArrayList<>();
        Parse parse = new Parse(rooms(List.of(project)), project, sink, notRead::add);
        parse.all(everything(project));
        return new Remains(notRead, parse.unclear());
    }

    /// Names and titles of all formats, in alphabetical order.
    public Map<String, String> formats() {
        return rooms(List.of()).formats().titles();
    }

    /// The formats that the beginning of a project's first file speaks for, best first.
    public List<Parse.Candidate> candidates(Project project) {
        byte[] sample = sample(project);
        return rooms(List.of(project)).formats().ranked(sample, sample.length).stream()
                .map(one -> new Parse.Candidate(one.name(), one.reason(), one.score()))
                .toList();
    }

    /// A definition, as a beginning, for the format of a project's first file; empty if nothing can be said.
    public Optional<String> propose(Project project) {
        byte[] sample = sample(project);
        return Formats.propose(sample, sample.length, rooms(List.of(project)).extractor()::scrub);
    }

    /// Looks through a folder that no configuration describes, with nothing stored.
    public Survey.Seen survey(Path dir) {
        return new Survey(rooms(List.of()), this::whole).of(dir.toAbsolutePath().normalize());
    }

    private byte[] sample(Project project) {
        List<Reading> readings = everything(project).readings();
        try {
            return readings.isEmpty() ? new byte[0] : readings.getFirst().sample();
        } catch (IOException e) {
            throw new Failure(Failure.Exit.IO, readings.getFirst().file().path() + " " + Unreadable.why(e), e);
        }
    }

    private ReadPlan everything(Project project) {
        return whole(project).orRefuse(List.of(project));
    }

    /// All of a project's files from their beginning, whether or not there are any.
    public ReadPlan whole(Project project) {
        return new Tracker(settings, List.of(), new byte[32], clock.instant(), Quarantine.NONE)
                .everything(List.of(project));
    }

    private Loading.Rooms rooms(List<Project> projects) {
        return Loading.rooms(settings, projects);
    }
}
