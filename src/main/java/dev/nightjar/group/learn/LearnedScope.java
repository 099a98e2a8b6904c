package dev.nightjar.group.learn;

import dev.nightjar.group.judge.Canon;
import dev.nightjar.group.judge.Messages;
import dev.nightjar.group.template.Templates;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.event.Event.MessageEvent;
import dev.nightjar.model.event.Occurrence;
import java.util.List;
import java.util.Optional;

/// Messages that may become one issue: those of one logger and class of level. In patterns, `*` stands for any.
public record LearnedScope(String logger, String level) {

    /// Any logger, any class of level.
    public static final LearnedScope ANY = new LearnedScope("*", "*");

    /// A message that its template alone groups.
    ///
    /// @param counted what of its template counts
    public record Said(LearnedScope scope, String counted) {}

    /// What an occurrence says, if nothing but logger, level and template decides which issue it belongs to.
    public static Optional<Said> said(Occurrence occurrence) {
        List<IssueId> hashes = occurrence.fingerprint().hashes();
        if (!(occurrence.event() instanceof MessageEvent event)
                || hashes.size() > 1
                || !occurrence.fingerprint().offered().isEmpty()) {
            return Optional.empty();
        }
        LearnedScope scope = new LearnedScope(
                Messages.logger(event.record()),
                Messages.levelClass(event.record().level()));
        String counted = Templates.counted(occurrence.template());
        IssueId own = scope.own(
                occurrence.fingerprint().version(), event.record().file().project(), counted);
        return own.equals(hashes.getFirst()) ? Optional.of(new Said(scope, counted)) : Optional.empty();
    }

    /// The id of an issue that has one template.
    IssueId own(String version, String project, String counted) {
        return Canon.id(List.of(version, project, "message", logger, level, counted));
    }

    /// The id of an issue that a pattern makes.
    IssueId of(String version, String project, OpenPattern pattern) {
        return Canon.id(List.of(version, project, "learned", logger, level, pattern.text()));
    }

    /// Whether one of the scope named is meant by this.
    boolean covers(LearnedScope scope) {
        return (logger.equals("*") || logger.equals(scope.logger)) && (level.equals("*") || level.equals(scope.level));
    }
}
