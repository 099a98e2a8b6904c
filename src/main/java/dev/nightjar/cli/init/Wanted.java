package dev.nightjar.cli.init;

import dev.nightjar.config.Configuration;
import dev.nightjar.discover.SampleSummary;
import dev.nightjar.discover.SurveyedProjects;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a configuration to be written is to say.
///
/// @param at when the job runs
/// @param watch whether a second job looks for news every few minutes
/// @param to who gets the report by mail, empty for nobody
/// @param smtp the server that takes mail
record Wanted(List<Part> projects, ZoneId zone, LocalTime at, boolean watch, Optional<String> to, String smtp) {

    /// One project.
    ///
    /// @param seen what it was proposed from
    /// @param ids names by kind that are found without being told
    record Part(String name, List<String> inApp, Map<String, SampleSummary.Named> ids, SurveyedProjects.Proposed seen) {
        Part {
            inApp = List.copyOf(inApp);
            ids = new TreeMap<>(ids);
        }

        Part named(String other) {
            return new Part(other, inApp, ids, seen);
        }

        Part owning(List<String> prefixes) {
            return new Part(name, prefixes, ids, seen);
        }
    }

    Wanted {
        projects = List.copyOf(projects);
    }

    static Wanted of(List<SurveyedProjects.Proposed> proposed, ZoneId zone) {
        List<Part> parts = proposed.stream()
                .map(one -> new Part(one.name(), one.inApp(), one.gleaned().ids(), one))
                .toList();
        return new Wanted(parts, zone, LocalTime.of(6, 0), true, Optional.empty(), "localhost");
    }

    /// The same with mail, if an address is given.
    Wanted mailed(@Nullable String address, @Nullable String server) {
        return address == null
                ? this
                : new Wanted(
                        projects,
                        zone,
                        at,
                        watch,
                        Optional.of(Configuration.address(address)),
                        server == null ? smtp : server);
    }

    Wanted with(List<Part> other) {
        return new Wanted(other, zone, at, watch, to, smtp);
    }

    Wanted at(LocalTime time) {
        return new Wanted(projects, zone, time, watch, to, smtp);
    }

    Wanted watched(boolean wish) {
        return new Wanted(projects, zone, at, wish, to, smtp);
    }
}
