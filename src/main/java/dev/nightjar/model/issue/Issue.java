package dev.nightjar.model.issue;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import dev.nightjar.model.event.Occurrence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Events with the same fingerprint, over all time.
///
/// @param level the worst level seen, null if none of its events had one
/// @param type the exception's type, null for a message
/// @param message the message's template
/// @param logger of the newest event, null if none
/// @param count events over all time; `firstSeen` and `lastSeen` likewise outlive the events
/// @param aliases other ids that lead here, and hashes printed in the log
/// @param why the explanation of its fingerprint
/// @param templates different message templates of its events, at most 8, in the order they were first seen
public record Issue(
        IssueId id,
        String project,
        @Nullable Level level,
        @Nullable String type,
        String title,
        String message,
        String culprit,
        @Nullable String logger,
        long count,
        Instant firstSeen,
        Instant lastSeen,
        @Nullable String releaseFirst,
        @Nullable String releaseLast,
        Set<String> aliases,
        List<Occurrence.Part> why,
        List<String> templates) {

    /// What it is called where a word or two must do: the title that a rule gave; else the type of what was
    /// thrown, without its package; else its title.
    public String name() {
        return type == null || titled()
                ? title
                : type.substring(1 + Math.max(type.lastIndexOf('.'), type.lastIndexOf('\\')));
    }

    /// What its title says behind the class: of something thrown what it said, of a message all. Empty if it is
    /// nothing.
    public String said() {
        return thrown().isEmpty() ? title : title.substring(Math.min(title.length(), thrown().length() + 2));
    }

    /// The class that its title begins with, that of the root cause; empty for a message, and where a rule gave the
    /// title.
    public String thrown() {
        if (type == null || titled()) {
            return "";
        }
        if (title.equals(name()) || title.startsWith(name() + ": ")) {
            return name();
        }
        int colon = title.indexOf(": ");
        String head = colon < 0 ? title : title.substring(0, colon);
        return head.indexOf(' ') < 0 ? head : "";
    }

    /// True if what was logged with it tells more than its title.
    public boolean saysMore() {
        return type != null && !message.isBlank() && !title.contains(message);
    }

    /// Whether a rule gave its title.
    public boolean titled() {
        return why.stream().anyMatch(part -> part.name().equals(Occurrence.TITLE));
    }

    /// The same with more to explain it.
    public Issue with(List<Occurrence.Part> more) {
        List<Occurrence.Part> all = new ArrayList<>(why);
        all.addAll(more);
        return new Issue(
                id,
                project,
                level,
                type,
                title,
                message,
                culprit,
                logger,
                count,
                firstSeen,
                lastSeen,
                releaseFirst,
                releaseLast,
                aliases,
                all,
                templates);
    }

    /// An error by its level; without level, whatever was thrown.
    public boolean isError() {
        return level == null ? type != null : level.atLeast(Level.ERROR);
    }

    /// A warning by its level: what is only worth knowing, as an act, is none.
    public boolean isWarning() {
        return level == Level.WARN;
    }

    /// Its events say different things: perhaps they should not be one issue.
    public boolean mixed() {
        return templates.size() > 1;
    }

    /// What an issue is at the end of a window, the worst first.
    public enum State {
        NEW("first seen in the time that is shown"),
        REGRESSED("was solved, or silent for days, and is back"),
        ESCALATING("far more in an hour than is usual"),
        ONGOING("known, and about as often as usual"),
        RESOLVED("somebody solved it, or it was silent for weeks, and it was not seen since"),
        MUTED("somebody silenced it for a time, or until it gets worse");

        private final String meaning;

        State(String meaning) {
            this.meaning = meaning;
        }

        /// What it says of an issue, for people: all pages explain states in these words.
        public String meaning() {
            return meaning;
        }

        /// Its place among the states: 0 deserves the first look.
        public int rank() {
            return ordinal();
        }

        /// New, regressed or escalating.
        public boolean needsALook() {
            return rank() <= ESCALATING.rank();
        }
    }

    public Issue {
        aliases = Set.copyOf(aliases);
        why = List.copyOf(why);
        templates = List.copyOf(templates);
    }
}
