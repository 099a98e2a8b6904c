package dev.nightjar.store.lucene.query;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import dev.nightjar.store.lucene.event.Condition;
import dev.nightjar.store.lucene.event.Matcher;
import dev.nightjar.store.lucene.index.Schema;
import dev.nightjar.store.lucene.query.Leaves.Scope;
import dev.nightjar.store.query.Field;
import dev.nightjar.store.query.IssueProperties;
import dev.nightjar.store.query.Query;
import dev.nightjar.store.query.QueryReader;
import dev.nightjar.store.query.QueryText;
import dev.nightjar.store.query.Words;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermRangeQuery;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;
import org.jspecify.annotations.Nullable;

/// Makes a query the condition that events of an index have to meet.
///
/// @param text as the query was typed, to say where it is too dear
/// @param canonical the id of the issue that an alias leads to
public record QueryCompiler(QueryText text, Leaves leaves, UnaryOperator<IssueId> canonical) {

    private static final int MOST_EXPANSIONS = 1024;

    /// The condition of a query as it was typed.
    ///
    /// @param logged the names that logs gave to values
    public static Condition read(
            String typed,
            IssueProperties properties,
            Leaves leaves,
            Supplier<Set<String>> logged,
            UnaryOperator<IssueId> canonical) {
        QueryText text = new QueryText(typed);
        Query query = QueryReader.read(text, properties, logged);
        return new QueryCompiler(text, leaves, canonical).condition(query);
    }

    private Condition condition(Query query) {
        return switch (query) {
            case Query.All() -> Condition.ALL;
            case Query.None() -> Condition.NONE;
            case Query.And(var parts) -> Condition.every(all(parts));
            case Query.Or(var parts) -> Condition.any(all(parts));
            case Query.Not(var part) -> Condition.not(condition(part));
            case Query.Word(var in, var word) -> words(in, List.of(word), 0);
            case Query.Phrase(var in, var words, var slop) -> words(in, words, slop);
            case Query.Prefix(var in, var prefix) ->
                leaves.matching(in, field -> new PrefixQuery(new Term(field, prefix)));
            case Query.Wildcard wildcard -> leaves.matching(wildcard.in(), field -> wildcard(field, wildcard));
            case Query.Fuzzy(var in, var word, var edits) ->
                leaves.matching(in, field -> fuzzy(new Term(field, word), edits));
            case Query.Range range ->
                leaves.matching(
                        range.in(),
                        field -> TermRangeQuery.newStringRange(
                                field, range.from(), range.to(), range.withFrom(), range.withTo()));
            case Query.Is(var field, var value) -> is(field, value);
            case Query.Named(var name, var value) -> named(name, value);
            case Query.AtLevel(var levels) -> leaves.viaTemplate(levels(levels));
            case Query.Has(var attribute) -> Leaves.has(attribute);
            case Query.During(var window) -> Condition.during(window);
            case Query.Event(var fileId, var offset) -> Leaves.event(fileId, offset);
            case Query.OfIssue(var issue) -> leaves.issues(Set.of(canonical.apply(issue)));
            case Query.InIssues(var issues) -> leaves.issues(issues);
        };
    }

    private List<Condition> all(List<Query> parts) {
        return parts.stream().map(this::condition).toList();
    }

    private Condition words(Field in, List<String> words, int slop) {
        return in == Field.FRAME
                ? leaves.frame(words)
                : leaves.words(in == Field.MESSAGE ? Scope.MESSAGE : Scope.ANYWHERE, words, slop);
    }

    private Condition is(Field field, String value) {
        return switch (field) {
            case USER -> leaves.user(value);
            case ID -> leaves.id(value);
            case REQUEST, TRACE, AUDIT, ACTOR, TARGET -> leaves.id(field.typed(), value);
            case LOGGER, TYPE -> leaves.nameOrWord(field, value);
            case ANY, MESSAGE, FRAME, PROJECT, HOST, FILE, THREAD, RELEASE ->
                leaves.matching(field, by -> new TermQuery(new Term(by, value)));
        };
    }

    private Condition named(@Nullable String name, Query.Value value) {
        return switch (value) {
            case Query.Value.Whole(var whole) -> leaves.named(name, leaves.named(whole));
            case Query.Value.Like(var pattern, var at) ->
                leaves.named(name, Matcher.of(wildcard(Schema.TEXT, new Query.Wildcard(Field.ID, pattern, at))));
            case Query.Value.Within within -> leaves.named(name, Matcher.of(within::holds));
        };
    }

    private static org.apache.lucene.search.Query levels(Set<Level> levels) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        levels.forEach(level -> any.add(
                new TermQuery(new Term(Schema.LEVEL, Words.keyword(level.name()))), BooleanClause.Occur.SHOULD));
        return any.build();
    }

    private org.apache.lucene.search.Query wildcard(String field, Query.Wildcard wildcard) {
        try {
            return new WildcardQuery(new Term(field, wildcard.pattern()));
        } catch (TooComplexToDeterminizeException e) {
            throw text.problem("too many wildcards: write more of the word", wildcard.at());
        }
    }

    private static FuzzyQuery fuzzy(Term term, int edits) {
        return new FuzzyQuery(term, edits, 0, MOST_EXPANSIONS, true, MultiTermQuery.CONSTANT_SCORE_REWRITE);
    }
}
