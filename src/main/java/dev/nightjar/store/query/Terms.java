package dev.nightjar.store.query;

import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import dev.nightjar.store.query.Query.Attribute;
import dev.nightjar.text.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the terms of a query mean in their fields. Nothing if there is nothing to look for: signs without a word.
final class Terms {

    static final List<String> TIMES = List.of("time", "since", "until");

    /// Where terms without a field are looked for.
    static final In ANYWHERE = new In("any", Field.ANY, 0);

    private static final List<String> FIELDS = List.of(
            "level", "project", "host", "logger", "type", "message", "frame", "file", "thread", "user", "id", "request",
            "trace", "audit", "actor", "target", "event", "issue", "release", "has", "time", "since", "until");

    private static final int MOST_SLOP = 50;

    private final QueryText query;
    private final IssueProperties properties;

    Terms(QueryText query, IssueProperties properties) {
        this.query = query;
        this.properties = properties;
    }

    /// What stands before a colon.
    ///
    /// @param field what it says of events; null for what is no text
    /// @param at where it was typed
    record In(String name, @Nullable Field field, int at) {}

    In field(Token name) {
        String typed = Escapes.plain(query, name);
        Field field = Field.of(typed).orElse(null);
        if (field == null && !FIELDS.contains(typed) && !properties.names().contains(typed)) {
            List<String> all = new ArrayList<>(FIELDS);
            properties.names().stream()
                    .filter(other -> !FIELDS.contains(other))
                    .sorted()
                    .forEach(all::add);
            throw query.problem(
                    "no field '" + typed + "'" + Nearest.hint(typed, all) + " (text with a colon goes in quotes)",
                    name.at());
        }
        return new In(typed, field, name.at());
    }

    /// A word or value without quotes.
    Optional<Query> text(In in, Token token) {
        return text(in, Escapes.plain(query, token), 0, token.at());
    }

    Optional<Query> quoted(In in, Token token, @Nullable Token tilde) {
        int slop = tilde == null ? 0 : (int) Escapes.number(tilde).orElse(0);
        if (tilde != null && slop > MOST_SLOP) {
            throw query.problem("words at most " + MOST_SLOP + " apart can be looked for", tilde.at());
        }
        return text(in, Escapes.plain(query, token), slop, token.at());
    }

    private Optional<Query> text(In in, String text, int slop, int at) {
        if (in.field() != null) {
            return switch (in.field()) {
                case ANY -> anywhere(text, slop);
                case MESSAGE -> words(Field.MESSAGE, Words.of(text), slop);
                case FRAME -> Optional.of(words(Field.FRAME, Words.of(text), 0).orElseGet(Query.All::new));
                case PROJECT,
                        HOST,
                        LOGGER,
                        TYPE,
                        FILE,
                        THREAD,
                        RELEASE,
                        USER,
                        ID,
                        REQUEST,
                        TRACE,
                        AUDIT,
                        ACTOR,
                        TARGET -> Optional.of(new Query.Is(in.field(), Words.keyword(text)));
            };
        }
        return Optional.of(
                switch (in.name()) {
                    case "level" -> level(text, at);
                    case "issue" -> issue(text, at);
                    case "event" -> event(text, at);
                    case "has" -> has(text).orElseGet(() -> property(in.name(), text, at));
                    case "time", "since", "until" -> time(in.name(), text, at);
                    default -> property(in.name(), text, at);
                });
    }

    /// A word may also be a whole user or id.
    private Optional<Query> anywhere(String text, int slop) {
        String whole = Words.keyword(text);
        return words(Field.ANY, Words.of(text), slop)
                .map(words ->
                        new Query.Or(List.of(words, new Query.Is(Field.USER, whole), new Query.Is(Field.ID, whole))));
    }

    private static Optional<Query> words(Field in, List<String> words, int slop) {
        return switch (words.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(new Query.Word(in, words.getFirst()));
            default -> Optional.of(new Query.Phrase(in, words, slop));
        };
    }

    private Query level(String text, int at) {
        boolean worse = text.endsWith("+");
        String name = (worse ? text.substring(0, text.length() - 1) : text).toUpperCase(Locale.ROOT);
        Level least = Arrays.stream(Level.values())
                .filter(level -> level.name().equals(name) || name.equals("WARNING") && level == Level.WARN)
                .findFirst()
                .orElseThrow(
                        () -> query.problem("no level '" + text + "', known: trace debug info warn error fatal", at));
        return new Query.AtLevel(Arrays.stream(Level.values())
                .filter(level -> worse ? level.atLeast(least) : level == least)
                .collect(Collectors.toUnmodifiableSet()));
    }

    private Query issue(String text, int at) {
        return new Query.OfIssue(
                IssueId.parse(text).orElseThrow(() -> query.problem("no issue id '" + text + "'", at)));
    }

    private Query event(String text, int at) {
        return Query.Event.parse(text).orElseThrow(() -> query.problem("no event id '" + text + "'", at));
    }

    private static Optional<Query> has(String what) {
        return Optional.ofNullable(
                        switch (what) {
                            case "trace" -> Attribute.TRACE;
                            case "user" -> Attribute.USER;
                            case "release" -> Attribute.RELEASE;
                            case "id" -> Attribute.ID;
                            case "request" -> Attribute.REQUEST;
                            default -> null;
                        })
                .map(Query.Has::new);
    }

    private Query property(String name, String value, int at) {
        return said(at, () -> new Query.InIssues(properties.issues(name, value)));
    }

    private Query time(String field, String value, int at) {
        String sign = field.equals("since") ? ">=" : field.equals("until") ? "<" : "";
        return said(at, () -> new Query.During(properties.time(sign + value)));
    }

    /// Adds to a complaint about a value where it stands.
    private Query said(int at, Supplier<Query> condition) {
        try {
            return condition.get();
        } catch (Failure e) {
            throw e.exit() == Exit.USAGE ? query.problem(String.valueOf(e.getMessage()), at) : e;
        }
    }

    Optional<Query> pattern(In in, Token token) {
        boolean everything = token.text().equals("*");
        if (everything && (in.field() == Field.ANY || in.field() == Field.MESSAGE)) {
            return Optional.of(new Query.All());
        }
        return Patterns.of(query, textual(in, "wildcards", token.at()), token);
    }

    Optional<Query> fuzzy(In in, Token token, Token tilde) {
        if (in.field() == Field.FRAME) {
            throw query.problem("no fuzzy search in " + in.name(), token.at());
        }
        String text = Escapes.plain(query, token);
        Field field = textual(in, "fuzzy search", token.at());
        double typed = Escapes.number(tilde).orElse(2);
        if (typed >= 1 && typed != (long) typed) {
            throw query.problem("whole numbers of wrong letters alone can be looked for: '~1' or '~2'", tilde.at());
        }
        int edits = Math.clamp((long) typed, 1, 2);
        if (!field.hasWords()) {
            return Optional.of(new Query.Fuzzy(field, Words.keyword(text), edits));
        }
        List<Query> all = new ArrayList<>();
        Words.of(text).forEach(word -> all.add(new Query.Fuzzy(field, word, edits)));
        return Patterns.every(all);
    }

    Query range(In in, Token from, Token to, boolean withFrom, boolean withTo) {
        String low = limit(from);
        String high = limit(to);
        if (TIMES.contains(in.name()) || properties.names().contains(in.name())) {
            String value = (withFrom ? "[" : "{") + (low == null ? "*" : low) + " TO " + (high == null ? "*" : high)
                    + (withTo ? "]" : "}");
            return TIMES.contains(in.name()) ? time(in.name(), value, in.at()) : property(in.name(), value, in.at());
        }
        if (in.field() == Field.FRAME) {
            throw query.problem("no ranges in " + in.name(), in.at());
        }
        return new Query.Range(
                textual(in, "ranges", in.at()),
                low == null ? null : Words.keyword(low),
                high == null ? null : Words.keyword(high),
                withFrom,
                withTo);
    }

    private @Nullable String limit(Token token) {
        return token.is(Token.Kind.LIMIT) && token.text().equals("*") ? null : Escapes.plain(query, token);
    }

    /// A field that holds words or whole values.
    private Field textual(In in, String what, int at) {
        if (in.field() == null) {
            throw query.problem("no " + what + " in " + in.name(), at);
        }
        return in.field();
    }
}
