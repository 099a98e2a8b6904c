package dev.nightjar.config;

import dev.nightjar.config.Job.At;
import dev.nightjar.config.Job.Schedule;
import dev.nightjar.config.Job.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads `jobs/*.yaml`.
///
/// @param zone of schedules that name none
/// @param projects the names of all projects
record Jobs(ZoneId zone, Collection<String> projects, Problems problems) {

    private static final List<String> STEPS = List.of("scan", "report", "mail", "prune");
    private static final Duration DAY = Duration.ofHours(24);

    /// The jobs by name: a configuration's own in place of those that ship with Nightjar.
    Map<String, Job> read(Optional<Path> home, Path installDir) {
        Map<String, Doc> docs = new TreeMap<>();
        Yaml.folder(installDir.resolve("jobs"), problems).forEach(doc -> docs.put(doc.fileName(), doc));
        home.map(dir -> Yaml.folder(dir.resolve("jobs"), problems))
                .orElse(List.of())
                .forEach(doc -> docs.put(doc.fileName(), doc));
        Map<String, Job> jobs = new TreeMap<>();
        docs.forEach((name, doc) -> jobs.put(name, job(name, doc)));
        return jobs;
    }

    private Job job(String name, Doc doc) {
        if (!Words.isSlug(name)) {
            problems.add(doc.place(), "a job's file is named with a to z, 0 to 9 and -");
        }
        Optional<Schedule> schedule = doc.doc("schedule", "cron").flatMap(this::schedule);
        Job job = new Job(name, schedule, projects(doc), steps(doc));
        doc.done();
        return job;
    }

    private Optional<Schedule> schedule(Doc doc) {
        if (!doc.has("cron")) {
            doc.text("cron");
        }
        Optional<String> cron = doc.value("cron", Cron::checked);
        ZoneId in = doc.value("zone", Words::zone).orElse(zone);
        doc.done();
        return cron.map(text -> new Schedule(text, in));
    }

    private List<String> projects(Doc doc) {
        List<String> named = new ArrayList<>();
        doc.texts("projects", (place, name) -> {
            if (named.contains(name)) {
                problems.add(place, "project '" + name + "' is named twice");
            } else if (!name.equals("all") && !projects.contains(name)) {
                problems.add(place, "there is no project '" + name + "'" + Nearest.hint(name, projects));
            }
            named.add(name);
        });
        if (named.contains("all") && named.size() > 1) {
            doc.problem("projects", "'all' stands alone");
        }
        return named.contains("all") ? List.of() : named;
    }

    private List<Step> steps(Doc doc) {
        List<Step> steps = new ArrayList<>();
        if (doc.isEmpty("steps")) {
            doc.problem("steps", "'steps' is missing: say what to do, steps: [scan, report]");
        }
        for (Doc item : doc.docs("steps")) {
            List<String> names = item.keys();
            if (names.size() != 1) {
                problems.add(
                        item.place(), "a step has one name, put a '-' in front of each of " + String.join(", ", names));
                continue;
            }
            step(item, names.getFirst()).ifPresent(steps::add);
        }
        return steps;
    }

    private Optional<Step> step(Doc item, String name) {
        if (!STEPS.contains(name)) {
            item.problemWithName(name, "unknown step '" + name + "'" + Nearest.hint(name, STEPS));
            return Optional.empty();
        }
        Optional<Doc> options = item.doc(name);
        Optional<Step> step = options.map(doc -> step(name, doc));
        options.ifPresent(Doc::done);
        return step;
    }

    private Step step(String name, Doc options) {
        return switch (name) {
            case "scan" -> new Step.Scan();
            case "report" -> new Step.Report(window(options), at(options));
            case "mail" -> new Step.Mail(to(options), window(options), at(options));
            case "prune" -> new Step.Prune();
            default -> throw new IllegalStateException(name);
        };
    }

    private List<String> to(Doc options) {
        List<String> to = new ArrayList<>();
        options.texts("to", (place, text) -> {
            to.add(text);
            try {
                Words.address(text);
            } catch (IllegalArgumentException e) {
                problems.add(place, "'to': " + e.getMessage());
            }
        });
        if (options.isEmpty("to")) {
            options.problem("to", "'to' is missing: say who gets the mail, to: [team@example.org]");
        }
        return to;
    }

    private static Duration window(Doc options) {
        return options.value("window", Words::duration).orElse(DAY);
    }

    private static At at(Doc options) {
        return options.value("at", text -> Words.oneOf(text, List.of("now", "newest")))
                .map(text -> At.valueOf(text.toUpperCase(Locale.ROOT)))
                .orElse(At.NOW);
    }
}
