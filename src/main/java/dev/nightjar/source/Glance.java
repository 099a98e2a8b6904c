package dev.nightjar.source;

import dev.nightjar.config.Machine;
import dev.nightjar.config.Project;
import dev.nightjar.source.find.Finder;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Whether any file of some projects changed since the last look: names, sizes and times alone, nothing is opened.
/// Far cheaper than a scan, which writes down that it was. For one thread.
public final class Glance {

    private final ZoneId zone;
    private final List<Project> projects;
    private Set<Seen> before = Set.of();
    private boolean looked;

    private record Seen(String path, long size, Instant modified) {}

    public Glance(ZoneId zone, List<Project> projects) {
        this.zone = zone;
        this.projects = List.copyOf(projects);
    }

    /// True at the first look.
    public boolean changed() {
        Set<Seen> now = new HashSet<>();
        new Finder(zone, Machine.name(), List.of())
                .find(projects)
                .forEach(file -> now.add(new Seen(file.path().toString(), file.size(), file.modified())));
        boolean changed = !looked || !now.equals(before);
        looked = true;
        before = now;
        return changed;
    }
}
