package dev.nightjar.cli.live;

import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.cli.terminal.Style;
import dev.nightjar.cli.terminal.Width;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.text.Visible;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What stands on the screen of `top` and what keys do to it. Knows nothing of a terminal: keys come in, lines go
/// out.
public final class TopScreen {

    private static final int SPARK = 24;
    private static final int WIDE = 120;
    private static final int MEDIUM = 64;

    /// Lines above and below the issues.
    private static final int FRAME = 4;

    private static final List<String> HELP = List.of(
            "  j k ↑ ↓     select          space b  a page down, up",
            "  Enter       show the issue  Esc q    back",
            "  /           filter: a query as in search; empty: all",
            "  s           sort: state, events, users, last, impact",
            "  m           mute, with a reason",
            "  r           resolve",
            "  p           pause: no scans until p again",
            "  q           quit            ?        this help");

    /// What a key asks for.
    public sealed interface Wish {
        /// Nothing more than to draw again.
        record Redraw() implements Wish {}

        /// The end.
        record Quit() implements Wish {}

        /// All about an issue: `tell` is to be called with it.
        record Open(IssueId issue) implements Wish {}

        /// Only what matches.
        record Filter(String query) implements Wish {}

        /// No news from this issue.
        record Mute(IssueId issue, String reason) implements Wish {}

        /// It is solved.
        record Resolve(IssueId issue) implements Wish {}
    }

    /// Orders, by name.
    private enum Order {
        STATE(Comparator.comparing(Triaged::state)),
        EVENTS(Comparator.comparing((Triaged t) -> t.activity().count()).reversed()),
        USERS(Comparator.comparing((Triaged t) -> t.activity().users()).reversed()),
        LAST(Comparator.comparing((Triaged t) -> t.activity().last()).reversed()),
        IMPACT(Comparator.comparing(Triaged::impact).reversed());

        private final Comparator<Triaged> by;

        Order(Comparator<Triaged> by) {
            this.by = by;
        }

        Comparator<Triaged> comparator() {
            return by.thenComparing(EVENTS.by)
                    .thenComparing(t -> t.activity().issue().id());
        }
    }

    /// What is typed into the last line.
    private record Asked(
            String what, String typed, @Nullable IssueId issue) {}

    private final Style style;
    private List<Triaged> issues = List.of();
    private Order order = Order.STATE;
    private @Nullable IssueId selected;
    private int top;
    private @Nullable Asked asked;
    private boolean help;
    private boolean paused;
    private List<String> told = List.of();
    private int toldFrom;
    private int page = 10;
    private String filter = "";
    private String message = "";

    public TopScreen(Style style, String filter) {
        this.style = style;
        this.filter = filter;
    }

    boolean paused() {
        return paused;
    }

    /// The query that issues must match.
    public String filter() {
        return filter;
    }

    /// Shows these issues from now on; the selected one stays selected.
    public void show(List<Triaged> some) {
        issues = some.stream().sorted(order.comparator()).toList();
    }

    /// Shows these lines until a key takes them away.
    public void tell(List<String> lines) {
        told = List.copyOf(lines);
        toldFrom = 0;
    }

    /// Something to be read in the last line, until the next key.
    public void say(String text) {
        message = Visible.line(text);
    }

    private int index() {
        for (int i = 0; i < issues.size(); i++) {
            if (issues.get(i).activity().issue().id().equals(selected)) {
                return i;
            }
        }
        return 0;
    }

    private Optional<IssueId> current() {
        return issues.isEmpty()
                ? Optional.empty()
                : Optional.of(issues.get(index()).activity().issue().id());
    }

    Wish press(Key key) {
        message = "";
        if (asked != null) {
            return type(asked, key);
        }
        if (help) {
            help = false;
            return new Wish.Redraw();
        }
        return told.isEmpty() ? onList(key) : onTold(key);
    }

    private Wish type(Asked at, Key key) {
        switch (key.name()) {
            case TEXT -> asked = new Asked(at.what, at.typed + key.text(), at.issue);
            case BACKSPACE ->
                asked = at.typed.isEmpty()
                        ? null
                        : new Asked(
                                at.what,
                                at.typed.substring(0, at.typed.offsetByCodePoints(at.typed.length(), -1)),
                                at.issue);
            case ENTER -> {
                asked = null;
                return answer(at);
            }
            case ESCAPE -> asked = null;
            case UP, DOWN, PAGE_UP, PAGE_DOWN, HOME, END -> {}
        }
        return new Wish.Redraw();
    }

    private Wish answer(Asked at) {
        String typed = at.typed.strip();
        if (at.issue == null) {
            filter = typed;
            return new Wish.Filter(typed);
        }
        if (at.what.startsWith("mute")) {
            if (typed.isEmpty()) {
                say("not muted: a mute needs a reason, for whoever finds it later");
                return new Wish.Redraw();
            }
            next();
            return new Wish.Mute(at.issue, typed);
        }
        if (!typed.equalsIgnoreCase("y")) {
            return new Wish.Redraw();
        }
        next();
        return new Wish.Resolve(at.issue);
    }

    /// What was dealt with sinks to the end; the one below it comes next.
    private void next() {
        move(index() + 1 < issues.size() ? 1 : -1);
        told = List.of();
    }

    private Wish onTold(Key key) {
        switch (key.name()) {
            case UP -> toldFrom--;
            case DOWN -> toldFrom++;
            case PAGE_UP -> toldFrom -= page;
            case PAGE_DOWN -> toldFrom += page;
            case HOME -> toldFrom = 0;
            case END -> toldFrom = told.size();
            case ENTER, ESCAPE, BACKSPACE -> told = List.of();
            case TEXT -> {
                switch (key.text()) {
                    case "j" -> toldFrom++;
                    case "k" -> toldFrom--;
                    case " " -> toldFrom += page;
                    case "b" -> toldFrom -= page;
                    case "q" -> told = List.of();
                    default -> {
                        return letter(key.text());
                    }
                }
            }
        }
        toldFrom = Math.clamp(toldFrom, 0, Math.max(0, told.size() - page));
        return new Wish.Redraw();
    }

    private Wish onList(Key key) {
        switch (key.name()) {
            case UP -> move(-1);
            case DOWN -> move(1);
            case PAGE_UP -> move(-page);
            case PAGE_DOWN -> move(page);
            case HOME -> move(-issues.size());
            case END -> move(issues.size());
            case ENTER -> {
                return current().<Wish>map(Wish.Open::new).orElseGet(Wish.Redraw::new);
            }
            case ESCAPE, BACKSPACE -> {}
            case TEXT -> {
                switch (key.text()) {
                    case "j" -> move(1);
                    case "k" -> move(-1);
                    case " " -> move(page);
                    case "b" -> move(-page);
                    case "q" -> {
                        return new Wish.Quit();
                    }
                    default -> {
                        return letter(key.text());
                    }
                }
            }
        }
        return new Wish.Redraw();
    }

    private Wish letter(String letter) {
        switch (letter) {
            case "?", "h" -> help = true;
            case "p" -> paused = !paused;
            case "/" -> asked = new Asked("filter: ", filter, null);
            case "s" -> {
                order = Order.values()[(order.ordinal() + 1) % Order.values().length];
                show(issues);
                say("sorted by " + order.name().toLowerCase(Locale.ROOT));
            }
            case "m" ->
                current().ifPresent(id -> asked = new Asked("mute " + id.shown() + ", because (Esc: no): ", "", id));
            case "r" -> current().ifPresent(id -> asked = new Asked("resolve " + id.shown() + "? y/n ", "", id));
            default -> say("no key " + letter + "; ? shows them");
        }
        return new Wish.Redraw();
    }

    private void move(int by) {
        if (!issues.isEmpty()) {
            int to = Math.clamp(index() + (long) by, 0, issues.size() - 1);
            selected = issues.get(to).activity().issue().id();
        }
    }

    /// Exactly `rows` lines of at most `columns` columns.
    ///
    /// @param status what goes on, for the first line
    public List<String> lines(int rows, int columns, String status, Instant now) {
        page = Math.max(1, rows - FRAME);
        List<String> lines = new ArrayList<>();
        lines.add(style.bold(Width.cut(Visible.line(status), columns)));
        lines.add(Width.cut(filter.isEmpty() ? "" : "filter: " + Visible.line(filter) + "  (/ changes it)", columns));
        if (help) {
            HELP.forEach(line -> lines.add(Width.cut(line, columns)));
        } else if (!told.isEmpty()) {
            told.stream().skip(toldFrom).limit(page + 1L).forEach(lines::add);
        } else {
            list(lines, columns, now);
        }
        while (lines.size() < rows - 1) {
            lines.add("");
        }
        List<String> fitting = new ArrayList<>(lines.subList(0, rows - 1));
        fitting.add(last(columns));
        return fitting;
    }

    private String last(int columns) {
        if (asked != null) {
            return Width.end(asked.what + Visible.line(asked.typed), columns - 1) + "▏";
        }
        if (!message.isEmpty()) {
            return style.bold(Width.cut(message, columns));
        }
        String keys = told.isEmpty()
                ? "? help  Enter show  / filter  s sort  m mute  r resolve  p pause  q quit"
                : "Esc back  j k scroll  m mute  r resolve";
        return style.aside(Width.cut(keys, columns));
    }

    private void list(List<String> lines, int columns, Instant now) {
        if (issues.isEmpty()) {
            lines.add("");
            lines.add(Width.cut("  nothing here" + (filter.isEmpty() ? " yet" : " that matches"), columns));
            return;
        }
        int at = index();
        top = Math.clamp(top, Math.max(0, at - page + 1), at);
        lines.add(style.aside(Width.cut(head(columns), columns)));
        for (int i = top; i < Math.min(issues.size(), top + page); i++) {
            lines.add(row(issues.get(i), i == at, columns, now));
        }
    }

    private static String head(int columns) {
        return "  ISSUE      STATE       EVENTS" + (columns >= MEDIUM ? "  USERS  LAST   " : "")
                + (columns >= WIDE ? " " + Width.fit("24 H", SPARK) + " " : "") + "  WHAT";
    }

    /// The selected one is marked by more than its colours.
    private String row(Triaged triaged, boolean marked, int columns, Instant now) {
        Issue issue = triaged.activity().issue();
        String state = Width.fit(triaged.state().name().toLowerCase(Locale.ROOT), 10);
        String id = issue.id().shown();
        StringBuilder rest =
                new StringBuilder("%,8d".formatted(triaged.activity().count()));
        if (columns >= MEDIUM) {
            String last = Phrases.age(Duration.between(triaged.activity().last(), now));
            rest.append("%,7d  ".formatted(triaged.activity().users())).append(Width.fit(last, 7));
        }
        if (columns >= WIDE) {
            rest.append(' ')
                    .append(Width.fit(Phrases.spark(triaged.activity().hourly(), SPARK), SPARK))
                    .append(' ');
        }
        String project = Width.cut(Visible.line(issue.project()), 16);
        int used = 2 + id.length() + 2 + 10 + rest.length() + 2;
        int room = columns - used - (columns >= MEDIUM ? Width.of(project) + 2 : 0);
        String what = Phrases.line(issue.title(), Math.max(1, room));
        String behind = columns >= MEDIUM ? "  " + project : "";
        if (marked) {
            return style.selected(Width.fit("▶ " + id + "  " + state + rest + "  " + what + behind, columns));
        }
        return "  " + style.id(id) + "  " + style.state(triaged.state(), state) + rest + "  " + style.template(what)
                + style.aside(behind);
    }
}
