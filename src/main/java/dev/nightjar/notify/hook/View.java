package dev.nightjar.notify.hook;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.finding.Notice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a template sees of news: texts that are inert, and numbers. Names are a contract with
/// templates (docs/mail.md), older and shorter than those of `nightjar alert --json`.
record View(AlertView news, Escaping inert) {

    private static final int LONGEST = 300;
    private static final int LONGEST_KEY = 255;

    Map<String, Object> model() {
        List<Map<String, Object>> notices =
                news.notices().stream().map(this::notice).toList();
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("job", text(news.job()));
        model.put("host", text(news.host()));
        model.put("run", text(news.run()));
        model.put("ts", news.at().toString());
        model.put("link", news.link().orElse(""));
        model.put("key", news.key());
        model.put("summary", text(summary()));
        model.put("notices", notices);
        if (notices.size() == 1) {
            model.put("notice", notices.getFirst());
        }
        return model;
    }

    /// `2 new, 1 escalating`: fixed words and numbers.
    private String summary() {
        Map<String, Long> counts = new LinkedHashMap<>();
        news.notices().forEach(notice -> counts.merge(word(notice.kind()), 1L, Long::sum));
        return counts.entrySet().stream()
                .map(e -> e.getValue() + " " + e.getKey())
                .reduce((a, b) -> a + ", " + b)
                .orElse("nothing new");
    }

    private Map<String, Object> notice(Notice notice) {
        Map<String, Object> model = new LinkedHashMap<>();
        String id = Optional.ofNullable(notice.issue()).map(IssueId::shown).orElse("");
        model.put("kind", kind(notice.kind()));
        model.put("word", word(notice.kind()));
        model.put("severity", severity(notice.kind()));
        model.put("key", key(notice));
        model.put("project", text(notice.project()));
        model.put("issue", id);
        model.put("title", text(notice.title()));
        model.put("message", text(notice.sentence()));
        model.put("ts", notice.at().toString());
        model.put("owner", text(Optional.ofNullable(notice.owner()).orElse("")));
        model.put("contact", text(notice.contact()));
        model.put("count", notice.events());
        model.put("users", notice.users());
        model.put("link", link(notice));
        model.put("command", id.isEmpty() ? "" : "nightjar show " + id);
        return model;
    }

    private String text(String raw) {
        String cut = raw.codePointCount(0, raw.length()) <= LONGEST
                ? raw
                : raw.substring(0, raw.offsetByCodePoints(0, LONGEST - 1)) + "…";
        return inert.text(cut);
    }

    /// The same for all news about an issue, so that a pager adds to what is open; at most 255 characters.
    private static String key(Notice notice) {
        IssueId issue = notice.issue();
        String about = issue == null ? notice.key() : issue.text();
        String key = "nightjar/" + notice.project() + "/" + about;
        return key.length() <= LONGEST_KEY && key.chars().allMatch(c -> c > ' ' && c < 0x7f)
                ? key
                : "nightjar/" + java.util.UUID.nameUUIDFromBytes(key.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private String link(Notice notice) {
        IssueId issue = notice.issue();
        return news.link()
                .map(base -> base.endsWith("/") ? base : base + "/")
                .map(base -> issue == null ? base + "index.html" : base + "i/" + issue.text() + ".html")
                .orElse("");
    }

    private static String kind(Notice.Kind kind) {
        return kind.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static String word(Notice.Kind kind) {
        return switch (kind) {
            case NEW -> "new";
            case REGRESSED -> "came back";
            case ESCALATING -> "escalating";
            case AUDIT -> "unusual access";
            case SILENT -> "silent";
        };
    }

    /// As PagerDuty names them.
    private static String severity(Notice.Kind kind) {
        return switch (kind) {
            case ESCALATING -> "critical";
            case NEW, REGRESSED, SILENT -> "error";
            case AUDIT -> "warning";
        };
    }
}
