package dev.nightjar.store.query;

import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import dev.nightjar.store.query.Query.Attribute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the terms of a query mean in their fields. Nothing if there is nothing to look for: signs without a word.
final class Terms {

    /// Where terms without a field are looked for.
    static final In ANYWHERE = new In("any", Field.ANY, 0, null);

    private static final int MOST_SLOP = 50;
    private static final Pattern COMPARED = Pattern.compile("(>=|<=|>|<)(.*)", Pattern.DOTALL);
    private static final Pattern LEVEL = Pattern.compile("(>=|<=|>|<|=|)([A-Za-z]+)(\\+?)");
    private static final Map<String, String> OTHER_LEVELS =
            Map.of("WARNING", "WARN", "ERR", "ERROR", "CRITICAL", "FATAL", "CRIT", "FATAL", "NOTICE", "INFO");

    private final QueryText query;
    private final IssueProperties properties;
    private final Names names;

    Terms(QueryText query, IssueProperties properties, Names names) {
        this.query = query;
        this.properties = properties;
        this.names = names;
    }

    /// What stands before a colon.
    ///
    /// @param name the field or condition that is meant; as logs have it if it is only theirs
    /// @param field what it says of events; null for what is no text
    /// @param at where it was typed
    /// @param logged null if logs gave no value the name that was typed
    record In(
            String name,
            @Nullable Field field,
            int at,
            @Nullable String logged) {

        boolean isOnlyLogged() {
            return name.equals(logged);
        }
    }

    In field(Token name) {
        String typed = Escapes.plain(query, name);
        String known = names.known(typed);
        String lower = typed.toLowerCase(Locale.ROOT);
        String logged = lower.equals(known) || !names.isLogged(lower) ? null : lower;
        if (known == null && logged == null) {
            throw query.problem(
                    "no field '" + typed + "', and no event has a value of that name" + names.hint(typed)
                            + " (text with a colon goes in quotes)",
                    name.at());
        }
        return known == null
                ? new In(lower, null, name.at(), lower)
                : new In(known, Field.of(known).orElse(null), name.at(), logged);
    }

    /// Also what logs gave that name, if they did.
    private static Optional<Query> orLogged(In in, Optional<Query> known, Query.Value value) {
        if (in.logged() == null) {
            return known;
        }
        Query logged = new Query.Named(in.logged(), value);
        return Optional.of(
                known.<Query>map(query -> new Query.Or(List.of(query, logged))).orElse(logged));
    }

    /// A word or value without quotes. `project=billing` is a text, or what `project:billing` is.
    Optional<Query> text(In in, Token token) {
        String text = Escapes.plain(query, token);
        Optional<Query> said = text(in, text, 0, token.at());
        int sign = in.field() == Field.ANY ? text.indexOf('=') : -1;
        String name = sign <= 0 ? null : names.known(text.substring(0, sign));
        if (said.isEmpty() || name == null) {
            return said;
        }
        try {
            In meant = new In(name, Field.of(name).orElse(null), token.at(), null);
            return text(meant, text.substring(sign + 1), 0, token.at() + sign + 1)
                    .map(query -> new Query.Or(List.of(query, said.get())));
        } catch (Failure e) {
            return said;
        }
    }

    Optional<Query> quoted(In in, Token token, @Nullable Token tilde) {
        int slop = tilde == null ? 0 : (int) Escapes.number(tilde).orElse(0);
        if (tilde != null && slop > MOST_SLOP) {
            throw query.problem("words at most " + MOST_SLOP + " apart can be looked for", tilde.at());
        }
        return text(in, Escapes.plain(query, token), slop, token.at());
    }

    private Optional<Query> text(In in, String text, int slop, int at) {
        if (in.logged() == null) {
            return known(in, text, slop, at);
        }
        Query.Value value = value(in.logged(), text, at);
        try {
            return orLogged(in, in.isOnlyLogged() ? Optional.empty() : known(in, text, slop, at), value);
        } catch (Failure e) {
            return orLogged(in, Optional.empty(), value);
        }
    }

    /// A value that the log named: a limit of numbers if it begins with `<` or `>`, else exactly that.
    private Query.Value value(String name, String text, int at) {
        Matcher parts = COMPARED.matcher(text);
        if (!parts.matches()) {
            return new Query.Value.Whole(Words.keyword(text));
        }
        double limit = number(name, parts.group(2).strip(), at);
        boolean equal = parts.group(1).endsWith("=");
        return text.startsWith(">")
                ? new Query.Value.Within(limit, Double.POSITIVE_INFINITY, equal, true)
                : new Query.Value.Within(Double.NEGATIVE_INFINITY, limit, true, equal);
    }

    private double number(String name, String text, int at) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw query.problem(
                    "'" + text + "' is no number: " + name + " is compared with one, as in " + name + ":>=500", at);
        }
    }

    private Optional<Query> known(In in, String text, int slop, int at) {
        if (in.field() != null) {
            return switch (in.field()) {
                case ANY -> anywhere(text, slop, at);
                case MESSAGE -> words(Field.MESSAGE, text, slop, at);
                case FRAME -> Optional.of(words(Field.FRAME, text, 0, at).orElseGet(Query.All::new));
                case LOGGER, TYPE ->
                    Optional.of(orCompound(in.field(), text, at, new Query.Is(in.field(), Words.keyword(text))));
                case RELEASE -> Optional.of(orLive(new Query.Is(in.field(), Words.keyword(text)), text));
                case PROJECT, HOST, FILE, THREAD, USER, ID, REQUEST, TRACE, AUDIT, ACTOR, TARGET ->
                    Optional.of(new Query.Is(in.field(), Words.keyword(text)));
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

    /// A word may also be a whole user, id or value that the log named, or the id of an issue.
    private Optional<Query> anywhere(String text, int slop, int at) {
        String whole = Words.keyword(text);
        return words(Field.ANY, text, slop, at).map(words -> {
            List<Query> any = new ArrayList<>(List.of(
                    words, new Query.Is(Field.USER, whole), new Query.Named(null, new Query.Value.Whole(whole))));
            IssueId.parse(text).ifPresent(issue -> any.add(new Query.OfIssue(issue)));
            return new Query.Or(any);
        });
    }

    private static Optional<Query> words(Field in, String text, int slop, int at) {
        List<String> words = Words.of(text);
        return switch (words.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(orCompound(in, text, at, new Query.Word(in, words.getFirst())));
            default -> Optional.of(new Query.Phrase(in, words, slop));
        };
    }

    /// What was typed as a compound name (`SocketTimeout`) may be a part of a longer one.
    private static Query orCompound(Field in, String text, int at, Query exactly) {
        List<String> parts = Words.parts(text);
        if (parts.isEmpty() || Words.of(text).size() != 1) {
            return exactly;
        }
        List<Query> all = new ArrayList<>();
        parts.forEach(part -> all.add(in.hasWords() ? new Query.Word(in, part) : new Query.Is(in, part)));
        all.add(new Query.Wildcard(in, "*" + Words.of(text).getFirst() + "*", at));
        return new Query.Or(List.of(exactly, new Query.And(all)));
    }

    /// What names a release, or names none and happened while it was live.
    private Query orLive(Query told, String release) {
        List<Query> live = new ArrayList<>();
        properties
                .live(release)
                .forEach((project, times) -> times.forEach(time -> live.add(new Query.And(
                        List.of(new Query.Is(Field.PROJECT, Words.keyword(project)), new Query.During(time))))));
        return live.isEmpty()
                ? told
                : new Query.Or(List.of(
                        told,
                        new Query.And(List.of(new Query.Not(new Query.Has(Attribute.RELEASE)), new Query.Or(live)))));
    }

    /// `error`, `warn+`, `>=warn`, `<error`.
    private Query level(String text, int at) {
        Matcher parts = LEVEL.matcher(text);
        String name = parts.matches() ? parts.group(2).toUpperCase(Locale.ROOT) : "";
        String sign = !parts.matches() ? "" : parts.group(3).isEmpty() ? parts.group(1) : ">=";
        Level limit = Arrays.stream(Level.values())
                .filter(level -> level.name().equals(OTHER_LEVELS.getOrDefault(name, name)))
                .findFirst()
                .orElseThrow(
                        () -> query.problem("no level '" + text + "', known: trace debug info warn error fatal", at));
        return new Query.AtLevel(Arrays.stream(Level.values())
                .filter(level -> switch (sign) {
                    case ">" -> level.compareTo(limit) > 0;
                    case ">=" -> level.compareTo(limit) >= 0;
                    case "<" -> level.compareTo(limit) < 0;
                    case "<=" -> level.compareTo(limit) <= 0;
                    default -> level == limit;
                })
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
        Optional<Query> known =
                in.isOnlyLogged() ? Optional.empty() : Patterns.of(query, textual(in, "wildcards", token.at()), token);
        if (in.field() == Field.RELEASE) {
            known = known.map(told -> orLive(told, token.text()));
        }
        return in.logged() == null ? known : orLogged(in, known, Patterns.value(query, token));
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
        if (Names.TIMES.contains(in.name()) || properties.names().contains(in.name())) {
            String value = (withFrom ? "[" : "{") + (low == null ? "*" : low) + " TO " + (high == null ? "*" : high)
                    + (withTo ? "]" : "}");
            return Names.TIMES.contains(in.name())
                    ? time(in.name(), value, in.at())
                    : property(in.name(), value, in.at());
        }
        if (in.field() == Field.FRAME) {
            throw query.problem("no ranges in " + in.name(), in.at());
        }
        if (in.logged() != null && in.isOnlyLogged()) {
            double least = low == null ? Double.NEGATIVE_INFINITY : number(in.logged(), low, in.at());
            double most = high == null ? Double.POSITIVE_INFINITY : number(in.logged(), high, in.at());
            return new Query.Named(in.logged(), new Query.Value.Within(least, most, withFrom, withTo));
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
