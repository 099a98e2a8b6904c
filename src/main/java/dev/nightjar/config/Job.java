package dev.nightjar.config;

import dev.nightjar.model.finding.Notice;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What to do and when: a file in `jobs/`.
///
/// @param name the file's name without ending
/// @param projects names of projects, empty for all
public record Job(String name, Optional<Schedule> schedule, List<String> projects, List<Step> steps) {

    /// Six fields, seconds first, in a zone.
    public record Schedule(String cron, ZoneId zone) {}

    /// A part of a job.
    public sealed interface Step {
        /// As written in the file.
        String name();

        /// Reads what is new.
        record Scan() implements Step {
            @Override
            public String name() {
                return "scan";
            }
        }

        /// Writes the pages.
        ///
        /// @param window the time the report covers
        /// @param at where it ends
        /// @param out folder of the pages, instead of the one in the settings
        /// @param templates folder of templates, instead of the one beside the settings
        /// @param single one file instead of the pages
        record Report(Duration window, At at, Optional<Path> out, Optional<Path> templates, Optional<Path> single)
                implements Step {

            /// Into the folder and with the templates of the settings.
            public Report(Duration window, At at) {
                this(window, at, Optional.empty(), Optional.empty(), Optional.empty());
            }

            @Override
            public String name() {
                return "report";
            }
        }

        /// Sends the digest.
        ///
        /// @param when whether a night without news is told too
        /// @param owners every owner with an address gets a digest of its own issues as well
        /// @param heartbeat after so long without a mail, one is sent even if all is quiet
        record Mail(List<String> to, Duration window, At at, When when, boolean owners, Duration heartbeat)
                implements Step {

            /// Every night, to these people.
            public Mail(List<String> to, Duration window, At at) {
                this(to, window, at, When.ALWAYS, false, Duration.ofDays(7));
            }

            public Mail {
                to = List.copyOf(to);
            }

            @Override
            public String name() {
                return "mail";
            }
        }

        /// Tells news at once.
        ///
        /// @param on what is news
        /// @param to who gets it by mail; may be empty
        /// @param again news of the same kind about the same issue is told again after so long at the earliest
        /// @param collect news is held back until so long has passed since the last alert
        /// @param hooks whatever else is told
        record Alert(
                Set<Notice.Kind> on,
                List<String> to,
                Duration window,
                At at,
                Duration again,
                Duration collect,
                List<Hook> hooks)
                implements Step {
            public Alert {
                on = Set.copyOf(on);
                to = List.copyOf(to);
                hooks = List.copyOf(hooks);
            }

            @Override
            public String name() {
                return "alert";
            }
        }

        /// Deletes events and tallies beyond retention.
        record Prune() implements Step {
            @Override
            public String name() {
                return "prune";
            }
        }
    }

    /// When a digest is sent: every night; if anything is new, regressed, escalating, resolved or unread; if
    /// anything is new.
    public enum When {
        ALWAYS,
        CHANGES,
        NEW
    }

    /// How something that is not mail is told.
    public sealed interface Hook {

        /// A program with its arguments, no shell; gets JSON on its standard input.
        record Exec(List<String> command) implements Hook {
            public Exec {
                command = List.copyOf(command);
            }
        }

        /// An address that is told by HTTP POST.
        ///
        /// @param url from the configuration or from the file it names, never from a log
        /// @param template `slack`, `teams`, `mattermost`, `pagerduty`, `json` or an operator's own
        /// @param key for services that want one in the text, as PagerDuty's routing key; empty if none
        record Webhook(URI url, String template, String key) implements Hook {}
    }

    /// The end of a window: the time of the run, or just behind the newest line of the logs.
    public enum At {
        NOW,
        NEWEST
    }

    public Job {
        projects = List.copyOf(projects);
        steps = List.copyOf(steps);
    }
}
