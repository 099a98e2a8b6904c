package dev.nightjar.notify.hook;

import dev.nightjar.model.finding.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is told to a hook.
///
/// @param job that tells it
/// @param host the machine Nightjar runs on
/// @param run names the telling: the same news told again carries the same
/// @param link address of the report, if it has one
/// @param key for services that want one in the text; empty if none
/// @param notices worst first
public record AlertView(
        String job, String host, String run, Instant at, Optional<String> link, String key, List<Notice> notices) {
    public AlertView {
        notices = List.copyOf(notices);
    }

    AlertView only(Notice notice) {
        return new AlertView(job, host, run, at, link, key, List.of(notice));
    }
}
