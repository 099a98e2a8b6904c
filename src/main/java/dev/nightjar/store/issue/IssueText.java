package dev.nightjar.store.issue;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.event.Event.ExceptionEvent;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.event.Occurrence.Part;
import dev.nightjar.store.encoded.WireIn;
import dev.nightjar.store.encoded.WireOut;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an issue is, as the occurrence says that was assigned first: written once.
public record IssueText(
        IssueId id,
        String project,
        @Nullable String type,
        String title,
        String message,
        String culprit,
        List<Part> why) {

    private static final int LONGEST_TEMPLATE = 1000;

    public IssueText {
        why = List.copyOf(why);
    }

    /// The text of a new issue, by its first occurrence.
    public static IssueText of(IssueId id, Occurrence occurrence) {
        return new IssueText(
                id,
                occurrence.event().record().file().project(),
                occurrence.event() instanceof ExceptionEvent e
                        ? e.trace().chain().getFirst().type()
                        : null,
                occurrence.title(),
                occurrence.template(),
                occurrence.culprit(),
                occurrence.why());
    }

    /// As `bytes` wrote it.
    public static IssueText of(WireIn in) {
        return new IssueText(
                new IssueId(in.text()),
                in.text(),
                in.optional(),
                in.text(),
                in.text(),
                in.text(),
                in.list(i -> new Part(i.text(), i.text(), i.flag(), i.text())));
    }

    /// The same text under another id.
    IssueText as(IssueId other) {
        return new IssueText(other, project, type, title, message, culprit, why);
    }

    /// The first of the templates of its events.
    String says() {
        return cut(type == null ? message : title);
    }

    static String cut(String template) {
        return template.substring(0, Math.min(LONGEST_TEMPLATE, template.length()));
    }

    /// For `of`.
    public byte[] bytes() {
        return new WireOut()
                .text(id.text())
                .text(project)
                .optional(type)
                .text(title)
                .text(message)
                .text(culprit)
                .list(
                        why,
                        (o, p) -> o.text(p.name())
                                .text(p.value())
                                .flag(p.counted())
                                .text(p.reason()))
                .copy();
    }
}
