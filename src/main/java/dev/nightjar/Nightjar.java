package dev.nightjar;

import dev.nightjar.config.Job;
import dev.nightjar.config.Project;
import dev.nightjar.config.Settings;
import dev.nightjar.model.Decision;
import dev.nightjar.model.Triaged;
import dev.nightjar.model.Window;
import dev.nightjar.store.Archive;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Joins the rooms.
public final class Nightjar {
    private final Settings settings;

    private Nightjar(Settings settings) {
        this.settings = settings;
    }

    public static Nightjar of(Settings settings, Clock clock) {
        return new Nightjar(settings);
    }

    public Scan scan(List<Project> projects, String runId) {
        return new Scan(runId);
    }

    public Path report(Job.Step.Report step, List<Project> projects) {
        return settings.report().dir().resolve("index.html");
    }

    public String mail(Job.Step.Mail step, List<Project> projects, String job, String runId) {
        return "no smtp set";
    }

    public void prune() {}

    public Optional<Archive> archive() {
        return Optional.empty();
    }

    public List<Triaged> issues(Window window, List<Project> projects) {
        return List.of();
    }

    public void decide(Decision decision) {}

    public Settings settings() {
        return settings;
    }
}
