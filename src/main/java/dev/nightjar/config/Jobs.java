package dev.nightjar.config;

import dev.nightjar.config.Job.Schedule;
import dev.nightjar.config.Job.Step;
import dev.nightjar.config.yaml.Doc;
import dev.nightjar.config.yaml.Problems;
import dev.nightjar.config.yaml.Yaml;
import dev.nightjar.text.Nearest;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// Reads `jobs/*.yaml`.
///
/// @param zone of schedules that name none
/// @param schedule gives back a schedule that can be run, blanks normalised; else throws an
///     `IllegalArgumentException` that says what is wrong
/// @param projects the names of all projects
record Jobs(ZoneId zone, UnaryOperator<String> schedule, Collection<String> projects, Problems problems) {

    /// The jobs by name: a configuration's own in place of those that ship with Nightjar.
    Map<String, Job> read(Optional<Path> home, Path installDir) {
        Map<String, Doc> docs = new TreeMap<>();
        Yaml.folder(installDir.resolve("jobs"), problems).forEach(doc -> docs.put(doc.fileName(), doc));
        home.map(dir -> Yaml.folder(dir.resolve("jobs"), problems))
                .orElse(List.of())
                .forEach(doc -> docs.put(doc.fileName(), doc));
        Map<String, Job> jobs = new TreeMap<>();
        Steps known = new Steps(home.orElse(installDir), problems);
        docs.forEach((name, doc) -> jobs.put(name, job(name, doc, known)));
        return jobs;
    }

    private Job job(String name, Doc doc, Steps known) {
        if (!SettingWords.isSlug(name)) {
            problems.add(doc.place(), "a job's file is named with a to z, 0 to 9 and -");
        }
        Optional<Schedule> schedule = doc.doc("schedule", "cron").flatMap(this::schedule);
        Job job = new Job(name, schedule, projects(doc), steps(doc, known));
        doc.done();
        return job;
    }

    private Optional<Schedule> schedule(Doc doc) {
        if (!doc.has("cron")) {
            doc.text("cron");
        }
        Optional<String> cron = doc.value("cron", schedule);
        ZoneId in = doc.value("zone", SettingWords::zone).orElse(zone);
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

    private List<Step> steps(Doc doc, Steps known) {
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
            known.step(item, names.getFirst()).ifPresent(steps::add);
        }
        return steps;
    }
}
