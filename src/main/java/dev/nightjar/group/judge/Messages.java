package dev.nightjar.group.judge;

import dev.nightjar.group.kind.Chars;
import dev.nightjar.group.rule.GroupingRules;
import dev.nightjar.group.template.Templates;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import dev.nightjar.model.event.Fingerprint;
import dev.nightjar.model.event.Occurrence.Part;
import dev.nightjar.model.log.LogRecord;
import dev.nightjar.text.Budget;
import dev.nightjar.text.Cache;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Judges events without a stack trace: by logger, class of level and message template.
public final class Messages {

    private static final int LONGEST = 2000;

    private record Key(String project, String logger, String level, String template) {}

    /// The explanation has the template once more, as it counts.
    private static long weight(Key key) {
        return 3 * Cache.weight(key.template) + 600L;
    }

    private final GroupingRules rules;
    private final Repeats repeats;
    private final Cache<Key, Judgement> known =
            new Cache<>(Budget.JUDGEMENTS.bytes() / 2, (key, judged) -> weight(key));

    public Messages(GroupingRules rules, Repeats repeats) {
        this.rules = rules;
        this.repeats = repeats;
    }

    /// Which issue the event belongs to. Where the message names an exception, its ids come behind, so that the
    /// same exception with a stack leads there too.
    ///
    /// @param template the message with its variable parts replaced
    public Judgement of(String project, LogRecord record, String message, String template) {
        Key key = new Key(project, logger(record), levelClass(record.level()), template);
        Judgement judged = template.length() > LONGEST ? judge(key) : known.get(key, this::judge);
        Repeats.Named named = record.level() == Level.INFO ? null : Repeats.named(message);
        return named == null ? judged : judged.behind(exception(project, key.logger, named, template));
    }

    /// The ids of an exception that the message names, without a stack.
    private List<IssueId> exception(String project, String logger, Repeats.Named named, String template) {
        String said = named.message().isEmpty()
                ? ""
                : rules.templates().of(named.message()).text();
        List<IssueId> ids = repeats.ids(project, rules.names.module(named.type()), logger, said, template);
        return named.alone() ? ids : List.of(ids.getFirst());
    }

    /// What an audit rule found is one issue whatever the texts say.
    public Judgement audit(String project, LogRecord record, String rule) {
        List<Part> why = List.of(new Part("audit", rule, true, "an audit rule of this name matches"));
        List<String> parts = List.of(rules.version(), project, "audit", rule);
        return new Judgement(new Fingerprint(rules.version(), List.of(Canon.id(parts))), logger(record), () -> why);
    }

    /// The logger, or the program that wrote the record if its name is no number; empty if neither is known. Of a
    /// program that names in brackets the module which speaks, that: `sshd(pam_unix)`.
    public static String logger(LogRecord record) {
        String logger = record.logger();
        String process = record.process();
        if (logger != null) {
            return logger;
        }
        if (process == null || process.isEmpty() || Chars.digit(process.charAt(0))) {
            return "";
        }
        int open = process.indexOf('(');
        boolean module = open > 0 && process.endsWith(")") && process.length() > open + 2;
        return module ? process.substring(open + 1, process.length() - 1) : process;
    }

    /// Levels that are kept apart: `error`, `warning`, `other`.
    public static String levelClass(@Nullable Level level) {
        return switch (level) {
            case null -> "other";
            case ERROR, FATAL -> "error";
            case WARN -> "warning";
            case INFO, DEBUG, TRACE -> "other";
        };
    }

    private Judgement judge(Key key) {
        String counted = Templates.counted(key.template);
        List<String> parts = List.of(rules.version(), key.project, "message", key.logger, key.level, counted);
        return new Judgement(
                new Fingerprint(rules.version(), List.of(Canon.id(parts))), key.logger, () -> why(key, counted));
    }

    private static List<Part> why(Key key, String counted) {
        List<Part> why = new ArrayList<>();
        why.add(new Part(
                "logger",
                key.logger,
                !key.logger.isEmpty(),
                key.logger.isEmpty() ? "the record names none" : "who logged it"));
        why.add(new Part("level", key.level, true, "errors, warnings and the rest are kept apart"));
        why.add(new Part("message", counted, true, "no stack trace: the message's template, its first two lines"));
        why.addAll(slots(key.template));
        return why;
    }

    /// The variable parts of a template, as parts that do not count.
    static List<Part> slots(String template) {
        List<Part> parts = new ArrayList<>();
        Templates.placeholders(template)
                .forEach((placeholder, count) -> parts.add(new Part(
                        "slot", placeholder, false, "variable part of the message, " + count + " of this kind")));
        return parts;
    }
}
