package dev.nightjar.cli.call;

import dev.nightjar.model.Deploy;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.IssueIds;
import dev.nightjar.model.Window;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Decision;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.store.query.IssueProperties;
import dev.nightjar.text.Glob;
import dev.nightjar.text.Nearest;
import dev.nightjar.text.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a query may ask of issues: their states, ages, counts and owners, over the time that is looked at.
public final class QueryArguments implements IssueProperties {

    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}|today|yesterday|tomorrow");
    private static final Pattern SIGN = Pattern.compile("(>=|<=|>|<|=)?(.*)", Pattern.DOTALL);
    private static final List<String> HAS =
            List.of("trace", "user", "request", "release", "id", "owner", "note", "ticket");

    private final Instant now;
    private final ZoneId zone;
    private final Issues issues;

    public QueryArguments(Session session, Optional<Window> window) {
        this(session.clock.instant(), session.settings().zone(), new Issues() {
            @Override
            public void each(boolean whole, Consumer<Triaged> sink) {
                IssuesInWindow.each(session, window, whole, sink);
            }

            @Override
            public List<Deploy> deploys() {
                return IssuesInWindow.deploys(session);
            }
        });
    }

    /// Shows all issues, and what else is known of projects.
    interface Issues {
        /// @param whole with their texts, owners and notes
        void each(boolean whole, Consumer<Triaged> sink);

        /// What went live when, oldest first.
        default List<Deploy> deploys() {
            return List.of();
        }
    }

    /// @param issues asked for when a query needs them
    QueryArguments(Instant now, ZoneId zone, Issues issues) {
        this.now = now;
        this.zone = zone;
        this.issues = issues;
    }

    @Override
    public Set<String> names() {
        return Set.copyOf(FieldNames.ISSUES);
    }

    /// From when it went live until the next one of its project did.
    @Override
    public Map<String, List<Window>> live(String release) {
        Glob wanted = Glob.text(release);
        Map<String, List<Window>> live = new TreeMap<>();
        Map<String, Deploy> before = new HashMap<>();
        for (Deploy deploy : issues.deploys()) {
            Deploy ends = before.put(deploy.project(), deploy);
            if (ends != null && wanted.matches(ends.release())) {
                live.computeIfAbsent(ends.project(), project -> new ArrayList<>())
                        .add(new Window(ends.at(), deploy.at()));
            }
        }
        before.forEach((project, running) -> {
            if (wanted.matches(running.release())) {
                live.computeIfAbsent(project, one -> new ArrayList<>()).add(after(running.at()));
            }
        });
        return live;
    }

    @Override
    public Set<IssueId> issues(String name, String value) {
        Predicate<Triaged> wanted = condition(name, value.strip());
        IssueIds.Builder found = new IssueIds.Builder();
        issues.each(name.equals("owner") || name.equals("has"), triaged -> {
            if (wanted.test(triaged)) {
                found.accept(triaged.activity().issue().id().number());
            }
        });
        return found.build();
    }

    private Predicate<Triaged> condition(String name, String value) {
        return switch (name) {
            case "is" -> is(value.toLowerCase(Locale.ROOT));
            case "has" -> has(value.toLowerCase(Locale.ROOT));
            case "owner" -> owner(value);
            case "age" -> age(value);
            case "first" -> within(value, issue -> issue.activity().issue().firstSeen());
            case "last" -> within(value, issue -> issue.activity().issue().lastSeen());
            case "seen" -> number(value, Activity::count);
            case "users" -> number(value, Activity::users);
            default -> throw no("condition", name, names());
        };
    }

    private static Predicate<Triaged> is(String word) {
        if (word.equals("mixed")) {
            return triaged -> triaged.activity().issue().mixed();
        }
        Issue.State state = Arrays.stream(Issue.State.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> no("state", word, FieldNames.STATES));
        return triaged -> triaged.state() == state;
    }

    private static Predicate<Triaged> has(String word) {
        return switch (word) {
            case "owner" -> triaged -> triaged.owner() != null;
            case "note" -> triaged -> !triaged.note().isBlank();
            case "ticket" ->
                triaged -> triaged.history().stream().anyMatch(decision -> decision.kind() == Decision.Kind.TICKET);
            default -> throw no("thing to have", word, HAS);
        };
    }

    /// Whole, without case; `*` stands for anything.
    private static Predicate<Triaged> owner(String value) {
        Pattern glob = Pattern.compile(
                Arrays.stream(value.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        return triaged ->
                triaged.owner() != null && glob.matcher(triaged.owner()).matches();
    }

    /// `-24h` and `<24h`: first seen within the last 24 hours; `+7d` and `>7d`: earlier than 7 days ago.
    private Predicate<Triaged> age(String value) {
        boolean older = value.startsWith("+") || value.startsWith(">");
        boolean younger = value.startsWith("-") || value.startsWith("<");
        if (!older && !younger) {
            throw new Failure(Exit.USAGE, "no age '" + value + "': write -24h for younger, +7d for older");
        }
        Duration age = Times.duration(value.substring(value.startsWith("=", 1) ? 2 : 1));
        Instant border = now.minus(age);
        return triaged -> triaged.activity().issue().firstSeen().isBefore(border) == older;
    }

    private Predicate<Triaged> within(String value, java.util.function.Function<Triaged, Instant> when) {
        Window window = time(value);
        return triaged -> window.contains(when.apply(triaged));
    }

    private static Predicate<Triaged> number(String value, java.util.function.ToLongFunction<Activity> of) {
        Limits<Long> limits = Limits.read(value, QueryArguments::number);
        return triaged -> {
            long is = of.applyAsLong(triaged.activity());
            return limits.holds(is);
        };
    }

    private static Long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new Failure(Exit.USAGE, "no number '" + text + "': write >100, <=5, [10 TO 20]");
        }
    }

    /// A day is all of it, another time without a sign is all since then.
    @Override
    public Window time(String value) {
        String words = value.strip();
        if (words.startsWith("[") || words.startsWith("{")) {
            return range(words);
        }
        var parts = SIGN.matcher(words);
        parts.matches();
        String sign = parts.group(1) == null ? "" : parts.group(1);
        String at = parts.group(2).strip();
        Instant from = Times.instant(at, now, zone);
        boolean day = DAY.matcher(at.toLowerCase(Locale.ROOT)).matches();
        Instant to = day ? next(from) : from.plusMillis(1);
        return switch (sign) {
            case ">" -> after(day ? to : from);
            case ">=" -> after(from);
            case "<" -> new Window(Instant.EPOCH, from.isBefore(Instant.EPOCH) ? Instant.EPOCH : from);
            case "<=" -> new Window(Instant.EPOCH, to.isBefore(Instant.EPOCH) ? Instant.EPOCH : to);
            case "=" -> new Window(from, to);
            default -> day ? new Window(from, to) : after(from);
        };
    }

    private Window range(String words) {
        Limits<String> limits = Limits.read(words, text -> text);
        String low = limits.low();
        String high = limits.high();
        Instant from = low == null
                ? Instant.EPOCH
                : time((limits.withLow() ? ">=" : ">") + low).from();
        Instant to = high == null
                ? Instant.MAX
                : time((limits.withHigh() ? "<=" : "<") + high).to();
        if (from.isAfter(to)) {
            throw new Failure(Exit.USAGE, low + " is after " + high);
        }
        return new Window(from, to);
    }

    private static Window after(Instant from) {
        return new Window(from, Instant.MAX);
    }

    private Instant next(Instant midnight) {
        return midnight.atZone(zone).plusDays(1).toInstant();
    }

    private static Failure no(String what, String word, java.util.Collection<String> known) {
        return new Failure(
                Exit.USAGE,
                "no " + what + " '" + word + "'"
                        + Nearest.hint(word, known.stream().sorted().toList()));
    }
}
