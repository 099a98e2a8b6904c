package dev.nightjar.notify.outbox;

import dev.nightjar.text.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A line of the ledger:
/// `{"at":"2026-11-22T05:00:12Z","what":"digest","job":"nightly","number":318,"key":"2026-11-22",…}`.
///
/// @param at when it was written down
/// @param group whose digest: empty for the job's readers, else the owner
/// @param number counted by job, kind and group; 0 for what was not sent
/// @param key of a digest the date it stands for, of an alert its number: the same key has the same Message-ID
/// @param until the end of the time it covers
/// @param seen the number of the index's commit that was told of, -1 if that is not known
/// @param message its Message-ID, empty if it was no mail
/// @param to who got it by mail
/// @param news keys of the news that it told
/// @param about for each of them, what it is about: the same kind of news about the same issue
public record LedgerEntry(
        Instant at,
        Kind kind,
        String job,
        String group,
        long number,
        String key,
        Instant until,
        long seen,
        String message,
        List<String> to,
        List<String> news,
        List<String> about) {

    /// What happened.
    public enum Kind {
        /// A digest lies in the outbox, or is sent.
        DIGEST,
        /// A night about which nothing was to be told.
        QUIET,
        /// An alert is about to be told.
        BEGUN,
        /// An alert is told: its mail lies in the outbox or is sent, its hooks were called.
        ALERT
    }

    public LedgerEntry {
        to = List.copyOf(to);
        news = List.copyOf(news);
        about = List.copyOf(about);
        if (news.size() != about.size()) {
            throw new IllegalArgumentException("'news' and 'about' differ in length");
        }
    }

    /// The same alert, now told.
    public LedgerEntry told(Instant when, String by) {
        return new LedgerEntry(when, Kind.ALERT, job, group, number, key, until, seen, by, to, news, about);
    }

    /// The same with the news that it told.
    public LedgerEntry with(List<String> keys, List<String> things) {
        return new LedgerEntry(at, kind, job, group, number, key, until, seen, message, to, keys, things);
    }

    String line() {
        return Json.sparse()
                .put("at", at.toString())
                .put("what", kind)
                .put("job", job)
                .put("group", group.isEmpty() ? null : group)
                .put("number", number)
                .put("key", key)
                .put("until", until.toString())
                .put("seen", seen < 0 ? null : seen)
                .put("message", message.isEmpty() ? null : message)
                .put("to", to)
                .put("news", news)
                .put("about", about)
                .toString();
    }

    /// @throws IllegalArgumentException that says what of the line is wrong
    static LedgerEntry read(Map<String, Object> members) {
        try {
            return new LedgerEntry(
                    Instant.parse(text(members, "at")),
                    Kind.valueOf(text(members, "what").toUpperCase(Locale.ROOT)),
                    text(members, "job"),
                    text(members, "group"),
                    members.get("number") instanceof Long number ? number : 0,
                    text(members, "key"),
                    Instant.parse(text(members, "until")),
                    members.get("seen") instanceof Long seen ? seen : -1,
                    text(members, "message"),
                    texts(members, "to"),
                    texts(members, "news"),
                    texts(members, "about"));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a time is wrong: " + e.getMessage(), e);
        }
    }

    private static String text(Map<String, Object> members, String name) {
        return members.get(name) instanceof String text ? text : "";
    }

    private static List<String> texts(Map<String, Object> members, String name) {
        return members.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
