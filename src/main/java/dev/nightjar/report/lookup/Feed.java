package dev.nightjar.report.lookup;

import dev.nightjar.model.finding.Night;
import dev.nightjar.model.issue.Decision;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.report.night.Folder;
import dev.nightjar.report.night.Verdict;
import dev.nightjar.text.Visible;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/// The issues that need a look as Atom 1.0 (RFC 4287): for readers of feeds, and for chats that follow one. The
/// same
/// news has the same id in every report: a new issue for ever, one that came back for each resolution, an
/// escalating
/// one for each day.
public final class Feed {

    private final Night night;
    private static final int MOST_ENTRIES = 100;

    private final StringBuilder out = new StringBuilder(1 << 12);

    private Feed(Night night) {
        this.night = night;
    }

    /// The whole document, of at most 100 entries, the newest first.
    public static String of(Night night) {
        return new Feed(night).write();
    }

    private String write() {
        List<Triaged> news = night.issues().stream()
                .filter(t -> t.state().needsALook())
                .sorted(Comparator.comparing((Triaged t) -> t.activity().last(), Comparator.reverseOrder())
                        .thenComparing(t -> t.activity().issue().id()))
                .limit(MOST_ENTRIES)
                .toList();
        String name = "Nightjar on " + night.host();
        Instant updated = news.isEmpty()
                ? night.window().to()
                : news.getFirst().activity().last();
        out.append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");
        text("title", name);
        text("subtitle", new Verdict(night).sentence());
        text("id", id("feed " + night.host()));
        text("updated", second(updated));
        night.link().ifPresent(base -> link("self", "application/atom+xml", base(base) + "feed.atom"));
        link("alternate", "text/html", base(night.link().orElse("")) + "index.html");
        out.append("<author>");
        text("name", name);
        out.append("</author>\n");
        out.append("<generator version=\"").append(escaped(night.version())).append("\">Nightjar</generator>\n");
        news.forEach(this::entry);
        return out.append("</feed>\n").toString();
    }

    private void entry(Triaged t) {
        Issue issue = t.activity().issue();
        String state = Verdict.word(t.state());
        out.append("<entry>\n");
        text("title", state + ": " + Verdict.name(t) + " (" + issue.project() + ")");
        text("id", id(issue.id().text() + " " + state + " " + since(t)));
        text("published", second(t.activity().first()));
        text("updated", second(t.activity().last()));
        link("alternate", "text/html", base(night.link().orElse("")) + Folder.issue(issue.id()));
        category(state);
        category(issue.project());
        text(
                "summary",
                t.reason() + "\n" + issue.message() + "\nnightjar show "
                        + issue.id().shown());
        out.append("</entry>\n");
    }

    /// What makes it news.
    private String since(Triaged t) {
        return switch (t.state()) {
            case NEW -> "";
            case REGRESSED ->
                t.history().stream()
                        .filter(decision -> decision.kind() == Decision.Kind.RESOLVE)
                        .map(Decision::at)
                        .max(Comparator.naturalOrder())
                        .map(Instant::toString)
                        .orElse("");
            case ESCALATING, ONGOING, RESOLVED, MUTED ->
                night.window().to().atZone(night.zone()).toLocalDate().toString();
        };
    }

    private static String id(String what) {
        return "urn:uuid:" + UUID.nameUUIDFromBytes(("nightjar " + what).getBytes(StandardCharsets.UTF_8));
    }

    private static String base(String link) {
        return link.isEmpty() || link.endsWith("/") ? link : link + "/";
    }

    private static String second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private void text(String name, String text) {
        out.append('<')
                .append(name)
                .append('>')
                .append(escaped(text))
                .append("</")
                .append(name)
                .append(">\n");
    }

    private void link(String relation, String type, String href) {
        out.append("<link rel=\"")
                .append(relation)
                .append("\" type=\"")
                .append(type)
                .append("\" href=\"");
        out.append(escaped(href)).append("\"/>\n");
    }

    private void category(String term) {
        out.append("<category term=\"").append(escaped(term)).append("\"/>\n");
    }

    /// Text without a character that XML 1.0 does not have.
    private static String escaped(String raw) {
        String text = Visible.text(raw);
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isXml(c) ? c : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    private static boolean isXml(int c) {
        return c == '\t' || c == '\n' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
    }
}
