import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a reader of the logs should find: written as `truth.json`, for tests.
final class Truth {

    private static final class Issue {
        final String project;
        final String level;
        final String type;
        final int[] days = new int[Story.DAYS];
        final Set<String> users = new TreeSet<>();
        final Set<String> hosts = new TreeSet<>();
        Instant first = Instant.MAX;
        Instant last = Instant.MIN;

        Issue(String project, String level, String type) {
            this.project = project;
            this.level = level;
            this.type = type;
        }
    }

    private final List<Map<String, Object>> files = new ArrayList<>();
    private final Map<String, Issue> issues = new TreeMap<>();
    private final Map<String, Integer> exceptions = new TreeMap<>();
    private final Map<String, Integer> levels = new TreeMap<>();
    private final Set<String> secrets = new TreeSet<>();
    private final Map<String, String> notLogs = new TreeMap<>();
    private int records;
    private int events;

    void event(Log log, Instant at, String level, Log.About about) {
        Issue issue = issues.computeIfAbsent(about.name(), name -> new Issue(log.project, level, about.type()));
        if (!issue.project.equals(log.project) || !issue.level.equals(level)) {
            throw new IllegalStateException(about.name() + " is told in two ways");
        }
        issue.days[log.day]++;
        issue.hosts.add(log.host);
        issue.first = issue.first.isBefore(at) ? issue.first : at;
        issue.last = issue.last.isAfter(at) ? issue.last : at;
        if (about.user() != null) {
            issue.users.add(about.user());
        }
        if (about.type() != null) {
            exceptions.merge(about.type(), 1, Integer::sum);
        }
    }

    void file(Log log, String format, Map<String, Integer> ofFile, int recordsOfFile, int eventsOfFile, boolean half) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("path", log.path());
        file.put("project", log.project);
        file.put("host", log.host);
        file.put("format", format);
        file.put("records", recordsOfFile);
        file.put("events", eventsOfFile);
        file.put("levels", ofFile);
        file.put("half_written_end", half);
        files.add(file);
        ofFile.forEach((level, count) -> levels.merge(level, count, Integer::sum));
        records += recordsOfFile;
        events += eventsOfFile;
    }

    /// A text that must not be found in anything that Nightjar stores or shows.
    String secret(String text) {
        secrets.add(text);
        return text;
    }

    void notALog(String path, String why) {
        notLogs.put(path, why);
    }

    String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("seed", Story.SEED);
        all.put("zone", Story.ZONE.getId());
        all.put("records", records);
        all.put("events", events);
        all.put("levels", levels);
        all.put("exceptions", exceptions);
        all.put("new_issues", newIssues());
        all.put(
                "spike",
                Map.of(
                        "issue",
                        Checkout.SPIKE,
                        "from",
                        Story.at(Story.NEWEST, 13 * 3600).toString(),
                        "to",
                        Story.at(Story.NEWEST, 14 * 3600).toString(),
                        "events",
                        Checkout.SPIKE_EVENTS));
        all.put(
                "lull",
                Map.of(
                        "issue",
                        Checkout.LULL,
                        "silent_day",
                        Story.FIRST_DAY.plusDays(1).toString()));
        all.put("audit", Map.of("issue", Checkout.MASQUERADE, "actor", Checkout.ADMIN, "target", Checkout.VICTIM));
        all.put(
                "requests_across_services",
                Story.broken().stream().map(Story.Broken::request).toList());
        all.put("secrets", secrets);
        all.put("not_logs", notLogs);
        all.put(
                "issues",
                issues.entrySet().stream()
                        .map(e -> issue(e.getKey(), e.getValue()))
                        .toList());
        all.put("files", files);
        return Json.of(all, 0) + "\n";
    }

    private List<String> newIssues() {
        return issues.entrySet().stream()
                .filter(e -> !e.getValue().first.isBefore(Story.at(Story.NEWEST, 0)))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Map<String, Object> issue(String name, Issue issue) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", name);
        map.put("project", issue.project);
        map.put("level", issue.level);
        map.put("type", issue.type);
        map.put("events", java.util.Arrays.stream(issue.days).sum());
        map.put("by_day", java.util.Arrays.stream(issue.days).boxed().toList());
        map.put("users", issue.users.size());
        map.put("hosts", issue.hosts);
        map.put("first_seen", issue.first.toString());
        map.put("last_seen", issue.last.toString());
        return map;
    }
}
