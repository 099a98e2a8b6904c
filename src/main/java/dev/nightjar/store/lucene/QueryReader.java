package dev.nightjar.store.lucene;

import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import dev.nightjar.store.Archive.IssueProperties;
import dev.nightjar.store.lucene.Leaves.Scope;
import dev.nightjar.text.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.lucene.index.Term;
import org.apache.lucene.queryparser.classic.ParseException;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.queryparser.classic.Token;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermRangeQuery;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;
import org.jspecify.annotations.Nullable;

/// Reads what a person searches for: Lucene's classic syntax, all words required unless said otherwise. Wrong
/// queries fail with exit code 64 and the column. A slash is a slash: regular expressions are not part of it.
final class QueryReader extends QueryParser {

    static final List<String> FIELDS = List.of(
            "level", "project", "host", "logger", "type", "message", "frame", "file", "thread", "user", "id", "request",
            "trace", "audit", "actor", "target", "event", "issue", "release", "has", "time", "since", "until");

    private static final String ANY = "any";
    private static final List<String> TIMES = List.of("time", "since", "until");
    private static final List<String> NOT_TEXT = List.of("level", "issue", "event", "has", "time", "since", "until");
    private static final int LONGEST = 1024;
    private static final int SHORTEST_PREFIX = 2;
    private static final int MOST_SLOP = 50;
    private static final int MOST_EXPANSIONS = 1024;

    private final Typed typed;
    private final Leaves leaves;
    private final Function<IssueId, IssueId> canonical;
    private final IssueProperties properties;

    private QueryReader(Typed typed, Leaves leaves, Function<IssueId, IssueId> canonical, IssueProperties properties) {
        super(ANY, new Index.NoAnalyzer());
        this.typed = typed;
        this.leaves = leaves;
        this.canonical = canonical;
        this.properties = properties;
        setDefaultOperator(AND_OPERATOR);
        setSplitOnWhitespace(true);
    }

    /// The events that a query means.
    ///
    /// @param canonical the id of the issue that an alias leads to
    static Condition read(
            String typed, Leaves leaves, Function<IssueId, IssueId> canonical, IssueProperties properties) {
        Set<String> conditions = new HashSet<>(properties.names());
        conditions.addAll(TIMES);
        Typed text = new Typed(typed, conditions);
        if (typed.length() > LONGEST) {
            throw text.problem("too long: " + typed.length() + " characters, at most " + LONGEST, LONGEST);
        }
        QueryReader reader = new QueryReader(text, leaves, canonical, properties);
        try {
            Query query = typed.isBlank() ? null : reader.parse(text.escaped());
            return query == null ? Condition.ALL : Asked.condition(query);
        } catch (ParseException e) {
            throw reader.wrong(e);
        }
    }

    private Failure wrong(ParseException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        Token last = cause instanceof ParseException parse ? parse.currentToken : null;
        Token next = last == null ? null : last.next;
        int column =
                next == null ? lexicalColumn(cause.getMessage()) : next.kind == EOF ? LONGEST * 2 : next.beginColumn;
        int at = typed.at(column);
        String found = at >= typed.length() ? "it ends too early" : "unexpected '" + typed.character(at) + "'";
        return typed.problem(found + "; put text with special characters in quotes", at);
    }

    private static int lexicalColumn(@Nullable String message) {
        String text = message == null ? "" : message;
        int at = text.indexOf("column ");
        int end = at < 0 ? -1 : text.indexOf('.', at);
        return end < 0 ? LONGEST * 2 : Integer.parseInt(text.substring(at + 7, end));
    }

    private Failure problem(String what, String part) {
        return typed.problem(what, typed.at(part, token == null ? 0 : token.beginColumn));
    }

    @Override
    protected @Nullable Query getFieldQuery(String field, String text, boolean quoted) {
        return asked(leaf(field, text, 0));
    }

    @Override
    protected @Nullable Query getFieldQuery(String field, String text, int slop) {
        if (slop > MOST_SLOP) {
            throw problem("words at most " + MOST_SLOP + " apart can be looked for", "~" + slop);
        }
        return asked(leaf(field, text, slop));
    }

    private static @Nullable Query asked(@Nullable Condition condition) {
        return condition == null ? null : new Asked(condition);
    }

    private @Nullable Condition leaf(String field, String text, int slop) {
        return switch (known(field)) {
            case ANY -> anywhere(text, slop);
            case "message" -> words(Scope.MESSAGE, text, slop);
            case "level" -> level(text);
            case "frame" -> leaves.frame(Words.of(text));
            case "issue" -> issue(text);
            case "user" -> leaves.user(Words.keyword(text));
            case "id" -> leaves.id(Words.keyword(text));
            case "event" -> Leaves.event(text).orElseThrow(() -> problem("no event id '" + text + "'", text));
            case "request", "trace", "audit", "actor", "target" -> leaves.id(field, text);
            case "has" -> has(text);
            case "time", "since", "until" -> time(field, text);
            default ->
                properties.names().contains(field)
                        ? property(field, text)
                        : leaves.exact(field, by -> new TermQuery(new Term(by, Words.keyword(text))));
        };
    }

    /// A word may also be a whole user or id.
    private @Nullable Condition anywhere(String text, int slop) {
        Condition words = words(Scope.ANYWHERE, text, slop);
        String whole = Words.keyword(text);
        return words == null ? null : Condition.any(List.of(words, leaves.user(whole), leaves.id(whole)));
    }

    private @Nullable Condition words(Scope scope, String text, int slop) {
        List<String> words = Words.of(text);
        return words.isEmpty() ? null : leaves.words(scope, words, slop);
    }

    private Condition level(String text) {
        boolean worse = text.endsWith("+");
        String name = (worse ? text.substring(0, text.length() - 1) : text).toUpperCase(Locale.ROOT);
        Level least = Arrays.stream(Level.values())
                .filter(level -> level.name().equals(name) || name.equals("WARNING") && level == Level.WARN)
                .findFirst()
                .orElseThrow(() -> problem("no level '" + text + "', known: trace debug info warn error fatal", text));
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        Arrays.stream(Level.values())
                .filter(level -> worse ? level.atLeast(least) : level == least)
                .map(level -> new TermQuery(new Term(Schema.LEVEL, Words.keyword(level.name()))))
                .forEach(query -> any.add(query, BooleanClause.Occur.SHOULD));
        return leaves.viaTemplate(any.build());
    }

    private Condition has(String what) {
        return Leaves.has(what).orElseGet(() -> property("has", what));
    }

    private Condition property(String name, String value) {
        return said(name, value, () -> leaves.issues(properties.issues(name, value)));
    }

    private Condition time(String field, String value) {
        String sign = field.equals("since") ? ">=" : field.equals("until") ? "<" : "";
        return said(field, value, () -> Condition.during(properties.time(sign + value)));
    }

    /// Adds to a complaint about a value where it stands.
    private Condition said(String name, String value, Supplier<Condition> condition) {
        try {
            return condition.get();
        } catch (Failure e) {
            String part = value.startsWith("[") || value.startsWith("{") ? name + ":" : value;
            throw e.exit() == Exit.USAGE ? problem(String.valueOf(e.getMessage()), part) : e;
        }
    }

    private Condition issue(String text) {
        IssueId id = IssueId.parse(text).orElseThrow(() -> problem("no issue id '" + text + "'", text));
        return leaves.issues(Set.of(canonical.apply(id)));
    }

    /// A field that holds whole terms.
    private String text(String field, String what, String part) {
        if (NOT_TEXT.contains(field) || properties.names().contains(field)) {
            throw problem("no " + what + " in " + field, part);
        }
        return field;
    }

    private String known(String field) {
        if (!field.equals(ANY) && !FIELDS.contains(field) && !properties.names().contains(field)) {
            List<String> all = new ArrayList<>(FIELDS);
            all.addAll(properties.names());
            throw problem(
                    "no field '" + field + "'" + Nearest.hint(field, all) + " (text with a colon goes in quotes)",
                    field + ":");
        }
        return field;
    }

    @Override
    protected @Nullable Query getPrefixQuery(String field, String text) {
        return asked(pattern(field, QueryParser.escape(text) + "*"));
    }

    @Override
    protected @Nullable Query getWildcardQuery(String field, String text) {
        boolean everything = text.equals("*") && (field.equals("*") || field.equals(ANY) || field.equals("message"));
        return asked(everything ? Condition.ALL : pattern(field, text));
    }

    private @Nullable Condition pattern(String field, String pattern) {
        String lower = pattern.toLowerCase(Locale.ROOT);
        return switch (known(field)) {
            case ANY -> pieces(Scope.ANYWHERE, lower);
            case "message" -> pieces(Scope.MESSAGE, lower);
            case "frame" ->
                leaves.frames(pieces(lower).stream()
                        .<Function<String, Query>>map(piece -> by -> piece(piece, by))
                        .toList());
            default -> leaves.exact(text(field, "wildcards", pattern), by -> wildcard(by, lower));
        };
    }

    private @Nullable Condition pieces(Scope scope, String pattern) {
        List<Condition> all = pieces(pattern).stream()
                .map(piece -> leaves.word(scope, field -> piece(piece, field)))
                .toList();
        return all.isEmpty() ? null : Condition.every(all);
    }

    /// The words of a pattern, each with its wildcards: all of them are required. An escaped wildcard separates.
    private static List<String> pieces(String pattern) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (int i = 0; i <= pattern.length(); i++) {
            boolean end = i == pattern.length();
            boolean escape = !end && pattern.charAt(i) == '\\';
            boolean part = !end && !escape && (isWild(pattern.charAt(i)) || Words.inWord(pattern, i));
            if (part) {
                piece.append(pattern.charAt(i));
            } else if (!piece.isEmpty()) {
                pieces.add(piece.toString());
                piece.setLength(0);
            }
            i += escape && i + 1 < pattern.length() && isWild(pattern.charAt(i + 1)) ? 1 : 0;
        }
        pieces.removeIf("*"::equals);
        return pieces;
    }

    private Query piece(String piece, String field) {
        boolean plain = piece.chars().noneMatch(c -> isWild((char) c));
        return plain ? new TermQuery(new Term(field, piece)) : wildcard(field, piece);
    }

    private Query wildcard(String field, String pattern) {
        int literal = 0;
        while (literal < pattern.length() && !isWild(pattern.charAt(literal))) {
            literal++;
        }
        if (literal < SHORTEST_PREFIX && !pattern.equals("*")) {
            throw problem("at least " + SHORTEST_PREFIX + " characters must stand before a wildcard", pattern);
        }
        boolean prefix = literal == pattern.length() - 1 && pattern.endsWith("*") && pattern.indexOf('\\') < 0;
        try {
            return prefix
                    ? new PrefixQuery(new Term(field, pattern.substring(0, literal)))
                    : new WildcardQuery(new Term(field, pattern));
        } catch (TooComplexToDeterminizeException e) {
            throw problem("too many wildcards", pattern);
        }
    }

    private static boolean isWild(char c) {
        return c == '*' || c == '?';
    }

    @Override
    protected @Nullable Query getFuzzyQuery(String field, String text, float similarity) {
        int edits = Math.clamp((long) similarity, 1, 2);
        List<String> words = Words.of(text);
        return asked(
                switch (known(field)) {
                    case ANY -> words.isEmpty() ? null : fuzzy(Scope.ANYWHERE, words, edits);
                    case "message" -> words.isEmpty() ? null : fuzzy(Scope.MESSAGE, words, edits);
                    case "frame" -> throw problem("no fuzzy search in " + field, text);
                    default ->
                        leaves.exact(text(field, "fuzzy search", text), by -> fuzzy(by, Words.keyword(text), edits));
                });
    }

    private Condition fuzzy(Scope scope, List<String> words, int edits) {
        return Condition.every(words.stream()
                .map(word -> leaves.word(scope, field -> fuzzy(field, word, edits)))
                .toList());
    }

    private static Query fuzzy(String field, String word, int edits) {
        return new FuzzyQuery(
                new Term(field, word), edits, 0, MOST_EXPANSIONS, true, MultiTermQuery.CONSTANT_SCORE_REWRITE);
    }

    @Override
    protected Query getRangeQuery(
            String field, @Nullable String from, @Nullable String to, boolean withFrom, boolean withTo) {
        if (TIMES.contains(field) || properties.names().contains(field)) {
            String value = (withFrom ? "[" : "{") + (from == null ? "*" : from) + " TO " + (to == null ? "*" : to)
                    + (withTo ? "]" : "}");
            return new Asked(TIMES.contains(field) ? time(field, value) : property(field, value));
        }
        String low = from == null ? null : Words.keyword(from);
        String high = to == null ? null : Words.keyword(to);
        Function<String, Query> range = by -> TermRangeQuery.newStringRange(by, low, high, withFrom, withTo);
        return new Asked(
                switch (known(field)) {
                    case ANY -> leaves.word(Scope.ANYWHERE, range);
                    case "message" -> leaves.word(Scope.MESSAGE, range);
                    case "frame" -> throw problem("no ranges in " + field, field);
                    default -> leaves.exact(text(field, "ranges", field), range);
                });
    }

    @Override
    protected @Nullable Query getBooleanQuery(List<BooleanClause> clauses) throws ParseException {
        List<BooleanClause> complete = new ArrayList<>(clauses);
        if (!complete.isEmpty() && complete.stream().allMatch(BooleanClause::isProhibited)) {
            complete.add(new BooleanClause(new Asked(Condition.ALL), BooleanClause.Occur.FILTER));
        }
        return super.getBooleanQuery(complete);
    }
}
