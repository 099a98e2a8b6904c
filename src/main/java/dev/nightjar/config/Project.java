package dev.nightjar.config;

import dev.nightjar.model.Level;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An application whose logs are read: `projects/NAME.yaml`, or made up for a path given on the command line.
///
/// @param name `[a-z0-9-]{1,64}`
/// @param logs where its logs are
/// @param inApp packages, modules or path globs of its own code; empty: the grouping rules' defaults decide
/// @param level the least level of a record to become an event; a record with a stack trace always becomes one
/// @param ids kind of id (`request`, `user`, `order` …) to the field or key that holds it
/// @param owners last match wins
/// @param audit events at any level
/// @param notes what support may tell a customer, by issue id or exception type
public record Project(
        String name,
        List<Logs> logs,
        List<String> inApp,
        Level level,
        Map<String, String> ids,
        List<Owner> owners,
        List<Audit> audit,
        Map<String, String> notes) {

    /// Files of one project.
    ///
    /// @param glob absolute; `{host}` in it, at most once, matches one folder name, which is the host
    /// @param format name of a format, or `auto`
    /// @param zone for times that name none, empty: the settings' zone
    /// @param charset of the text, empty: by its byte order mark, else UTF-8
    /// @param host that wrote them, empty: by `{host}`, else this machine
    /// @param duplicates files with the content of others are read too
    public record Logs(
            String glob,
            String format,
            Optional<ZoneId> zone,
            Optional<Charset> charset,
            Optional<String> host,
            boolean duplicates) {
        public Logs(
                String glob, String format, Optional<ZoneId> zone, Optional<Charset> charset, Optional<String> host) {
            this(glob, format, zone, charset, host, false);
        }

        public Logs(String glob, String format, Optional<ZoneId> zone, Optional<Charset> charset) {
            this(glob, format, zone, charset, Optional.empty());
        }
    }

    /// Whose an issue is. Each pattern is a glob and may be absent; all that are present must match.
    public record Owner(
            Optional<String> logger,
            Optional<String> file,
            Optional<String> module,
            Optional<String> host,
            String owner,
            String contact) {}

    /// A rule for events of security: a pattern with named groups, and the id kind that names the actor.
    public record Audit(String name, String match, Optional<String> actor) {}

    public Project {
        logs = List.copyOf(logs);
        inApp = List.copyOf(inApp);
        ids = Map.copyOf(ids);
        owners = List.copyOf(owners);
        audit = List.copyOf(audit);
        notes = Map.copyOf(notes);
    }
}
