package dev.nightjar.cli.look;

import dev.nightjar.cli.call.IssueLookup;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.cli.text.Answer;
import dev.nightjar.cli.text.IdTrail;
import dev.nightjar.cli.text.TraceText;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.event.Trace;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Decision;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.report.night.Wording;
import dev.nightjar.text.Visible;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/// An issue to hand to somebody else: Markdown for a ticket, a mail to forward. What came from a log stands in code
/// spans and fences that it cannot end, and never in a mail's header.
///
/// @param zone of the times
record Handover(ZoneId zone) {

    private static final int FRAMES = 16;
    private static final int CELL = 200;
    private static final int MESSAGE = 4000;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT);

    /// To paste into a ticket.
    String markdown(IssueLookup.Found found) {
        Triaged triaged = found.triaged();
        Activity activity = triaged.activity();
        Issue issue = activity.issue();
        StringBuilder out = new StringBuilder();
        out.append("### ")
                .append(issue.id())
                .append(' ')
                .append(code(issue.title()))
                .append("\n\n");
        row(out, "State", triaged.state().name().toLowerCase(Locale.ROOT) + ": " + code(triaged.reason()));
        row(out, "Project", code(issue.project()));
        row(
                out,
                "Seen",
                "%,d times, %s; first %s, last %s"
                        .formatted(
                                issue.count(),
                                Wording.users(activity.users()),
                                time(issue.firstSeen()),
                                time(issue.lastSeen())));
        if (triaged.releaseFirst() != null) {
            row(out, "Releases", code(triaged.releaseFirst()) + " to " + code(String.valueOf(triaged.releaseLast())));
        }
        if (!issue.culprit().isEmpty()) {
            row(out, "Where", code(issue.culprit()));
        }
        if (triaged.owner() != null) {
            row(out, "Owner", code(triaged.owner() + (triaged.contact().isEmpty() ? "" : " " + triaged.contact())));
        }
        if (!triaged.note().isBlank()) {
            row(out, "For customers", code(triaged.note()));
        }
        triaged.history().stream()
                .filter(decision -> decision.kind() == Decision.Kind.TICKET)
                .forEach(decision -> row(out, "Ticket", code(decision.text())));
        found.events().stream().limit(1).forEach(event -> event(out, event));
        return out.append("\nMore: `nightjar show ")
                .append(issue.id())
                .append("`\n")
                .toString();
    }

    /// What one id went through, above its issues.
    String markdown(IdTrail trail) {
        StringBuilder out = new StringBuilder("### ").append(code(trail.id())).append("\n\n");
        trail.sentences(zone).forEach(line -> out.append(code(line)).append("\n\n"));
        trail.links()
                .forEach(link -> row(
                        out,
                        time(link.event().time()),
                        code(link.shown()) + (link.equals(trail.cause()) ? " cause" : "")));
        return out.toString();
    }

    private void event(StringBuilder out, StoredEvent event) {
        row(out, "Event", code(event.id()) + " at " + time(event.time()));
        row(out, "From", code(event.file() + ":" + event.line()));
        event.ids().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(id -> row(out, code(id.getKey()), code(id.getValue())));
        String message = Visible.text(event.message());
        out.append('\n').append(fenced(message.length() > MESSAGE ? message.substring(0, MESSAGE) + "…" : message));
        if (event.trace() != null) {
            out.append('\n').append(fenced(trace(event.trace())));
        }
    }

    private static String trace(Trace trace) {
        StringBuilder out = new StringBuilder();
        int[] left = {FRAMES - Math.min(FRAMES, own(trace)), FRAMES};
        for (Trace.Thrown thrown : trace.chain()) {
            out.append(TraceText.relation(thrown))
                    .append(Phrases.line(head(thrown), CELL))
                    .append('\n');
            long omitted = thrown.omitted();
            for (Trace.Frame frame : thrown.frames()) {
                boolean shown = left[1] > 0 && (frame.inApp() || left[0] > 0);
                omitted += shown ? 0 : 1;
                if (shown) {
                    left[0] -= frame.inApp() ? 0 : 1;
                    left[1]--;
                    out.append("    at ")
                            .append(Phrases.line(frame.shown(), CELL))
                            .append('\n');
                }
            }
            out.append(omitted == 0 ? "" : "    … " + Phrases.count(omitted, "more frame") + "\n");
        }
        return out.toString();
    }

    private static String head(Trace.Thrown thrown) {
        return thrown.message().isEmpty() ? thrown.type() : thrown.type() + ": " + thrown.message();
    }

    private static int own(Trace trace) {
        return (int) trace.chain().stream()
                .flatMap(thrown -> thrown.frames().stream())
                .filter(Trace.Frame::inApp)
                .count();
    }

    private static void row(StringBuilder out, String name, String value) {
        out.append("- ").append(name).append(": ").append(value).append('\n');
    }

    /// A code span of one line; its backticks are more than any in the text.
    static String code(String raw) {
        String text = Phrases.line(raw, CELL).strip();
        if (text.isEmpty()) {
            return "–";
        }
        String ticks = "`".repeat(longest(text) + 1);
        String pad = text.startsWith("`") || text.endsWith("`") ? " " : "";
        return ticks + pad + text + pad + ticks;
    }

    private static String fenced(String text) {
        String fence = "`".repeat(Math.max(3, longest(text) + 1));
        return fence + "text\n" + text + (text.endsWith("\n") ? "" : "\n") + fence + "\n";
    }

    private static int longest(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    /// A message for a mail program to open, RFC 5322: no receiver yet. Headers are made of ids, states and names
    /// from the configuration.
    ///
    /// @param from address of the sender
    String eml(List<IssueLookup.Found> found, String from, Instant now) {
        Triaged first = found.getFirst().triaged();
        Issue issue = first.activity().issue();
        String more = found.size() > 1 ? " and " + (found.size() - 1) + " more" : "";
        StringBuilder body = new StringBuilder();
        Show.trails(found).forEach(trail -> {
            trail.sentences(zone)
                    .forEach(line -> body.append(Visible.text(line)).append('\n'));
            body.append('\n');
        });
        for (IssueLookup.Found one : found) {
            List<StoredEvent> asked = one.exact() ? one.events() : List.of();
            new Answer(zone)
                    .sentences(one.triaged(), asked)
                    .forEach(line -> body.append(Visible.text(line)).append('\n'));
            body.append('\n').append(markdown(one)).append('\n');
        }
        String text = body.toString().replace("\n", "\r\n");
        return String.join(
                        "\r\n",
                        "Date: " + DATE.format(ZonedDateTime.ofInstant(now, ZoneOffset.UTC)),
                        "From: " + header(from),
                        "Subject: "
                                + header("[nightjar " + issue.project() + "] " + issue.id() + " "
                                        + first.state().name().toLowerCase(Locale.ROOT) + more),
                        "Message-ID: <" + issue.id().text() + "." + now.toEpochMilli() + "@nightjar.invalid>",
                        "X-Unsent: 1",
                        "MIME-Version: 1.0",
                        "Content-Type: text/plain; charset=UTF-8",
                        "Content-Transfer-Encoding: base64",
                        "",
                        Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))
                + "\r\n";
    }

    /// One line of visible ASCII.
    private static String header(String raw) {
        StringBuilder line = new StringBuilder();
        raw.chars().limit(CELL).forEach(c -> line.append(c >= ' ' && c < 0x7f ? (char) c : '?'));
        return line.toString();
    }

    private String time(Instant time) {
        return Phrases.time(time, zone);
    }
}
