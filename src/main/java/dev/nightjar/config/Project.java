package dev.nightjar.config;

import dev.nightjar.model.Level;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// An application whose logs are read: `projects/NAME.yaml`, or made up for a path given on the command line.
///
/// @param name `[a-z0-9-]{1,64}`
/// @param logs where its logs are
/// @param inApp packages, modules or path globs of its own code; empty: the grouping rules' defaults decide
/// @param level the least level of a record to become an event; a record with a stack trace always becomes
///     one
/// @param ids kind of id (`request`, `user`, `order` …) to the field or key that holds it
/// @param owners last match wins
/// @param audit events at any level
/// @param notes what support may tell a customer, by issue id or exception type
/// @param fingerprints what this project's people want together or apart; first match wins
/// @param codeowners CODEOWNERS files, read before `owners`, which override them
/// @param releases how it says which release runs
/// @param unseen templates at any level are remembered, so that what was never seen, or is missing, is told
/// @param scrub what says of a person and is replaced as secrets are
/// @param silentAfter its sources are told as silent if they wrote nothing for so long; empty: by their habit
public record Project(
        String name,
        List<Logs> logs,
        List<String> inApp,
        Level level,
        Map<String, String> ids,
        List<Owner> owners,
        List<Audit> audit,
        Map<String, String> notes,
        List<FingerprintRule> fingerprints,
        List<Path> codeowners,
        Releases releases,
        boolean unseen,
        Set<Scrub> scrub,
        Optional<Duration> silentAfter) {

    /// What says of a person.
    public enum Scrub {
        EMAIL,
        PHONE,
        /// Numbers with a right check digit that a card of any issuer could have. Those of known issuers are
        /// replaced anyway.
        CARD
    }

    /// Files of one project.
    ///
    /// @param glob absolute; `{host}` in it, at most once, matches one folder name, which is the host
    /// @param format name of a format, or `auto`
    /// @param zone for times that name none, empty: the settings' zone
    /// @param charset of the text, empty: by its byte order mark, else UTF-8
    /// @param host that wrote them, empty: by `{host}`, else this machine
    /// @param duplicates files with the content of others are read too
    /// @param container glob of names: only files in folders of containers that are called so
    public record Logs(
            String glob,
            String format,
            Optional<ZoneId> zone,
            Optional<Charset> charset,
            Optional<String> host,
            boolean duplicates,
            Optional<String> container) {
        /// The same in this encoding.
        public Logs with(Charset encoding) {
            return new Logs(glob, format, zone, Optional.of(encoding), host, duplicates, container);
        }
    }

    /// Whose an issue is. Each pattern is a glob and may be absent; all that are present must match.
    ///
    /// @param where the rule stands, `file:line:column`; empty if it was not read from a file
    public record Owner(
            Optional<String> logger,
            Optional<String> file,
            Optional<String> module,
            Optional<String> host,
            Optional<String> url,
            Map<String, String> tags,
            String owner,
            String contact,
            String where) {
        public Owner {
            tags = Map.copyOf(tags);
        }
    }

    /// Events that match all of `match` are one issue, named by `as`.
    ///
    /// @param match glob by what it is held against: `type message logger level module function file host
    ///     project` or the name of a field or id
    /// @param as parts of the fingerprint; `{{ name }}` stands for what the event has by that name, `{{
    ///     default }}` for what it would have been grouped by without the rule
    /// @param title of the issue, with the same placeholders; empty: as without the rule
    /// @param where the rule stands, `file:line:column`
    public record FingerprintRule(Map<String, String> match, List<String> as, String title, String where) {

        /// Names with a meaning of their own; every other is that of a field or id.
        public static final List<String> NAMES = List.of(
                "type",
                "message",
                "logger",
                "level",
                "module",
                "function",
                "file",
                "host",
                "project",
                "user",
                "release",
                "thread",
                "process");

        public FingerprintRule {
            match = Map.copyOf(match);
            as = List.copyOf(as);
        }
    }

    /// How a project says which release runs, besides a field of its records.
    ///
    /// @param marker a file whose first line is the release and whose modification is when it went live
    /// @param matches patterns with a group `release`, for lines at any level such as a banner at start
    /// @param packages names of system packages, whose logs tell of versions installed
    public record Releases(Optional<Path> marker, List<String> matches, List<String> packages) {

        public static final Releases NONE = new Releases(Optional.empty(), List.of(), List.of());

        public Releases {
            matches = List.copyOf(matches);
            packages = List.copyOf(packages);
        }
    }

    /// A rule for events of security: a pattern with named groups, and the id kind that names the actor.
    ///
    /// @param where the rule stands, `file:line:column`; empty if unknown
    public record Audit(String name, String match, Optional<String> actor, String where) {
        public Audit(String name, String match, Optional<String> actor) {
            this(name, match, actor, "");
        }
    }

    public Project {
        logs = List.copyOf(logs);
        inApp = List.copyOf(inApp);
        ids = Map.copyOf(ids);
        owners = List.copyOf(owners);
        audit = List.copyOf(audit);
        notes = Map.copyOf(notes);
        fingerprints = List.copyOf(fingerprints);
        codeowners = List.copyOf(codeowners);
        scrub = Set.copyOf(scrub);
    }
}
