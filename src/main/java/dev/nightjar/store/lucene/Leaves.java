package dev.nightjar.store.lucene;

import dev.nightjar.model.IssueId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.util.BytesRef;

/// The events that a part of a query means. What is said of a text holds for an event if it holds for its
/// parameters, its template or its variant; the latter two are looked up at once and become sets of references.
final class Leaves {

    /// Where words are looked for.
    enum Scope {
        /// Message, messages of what was thrown, trace; also whole users and ids.
        ANYWHERE,
        /// Message and messages of what was thrown.
        MESSAGE
    }

    private final IndexSearcher searcher;
    private final Events events;
    private final Merged merged;
    private final Pseudonyms pseudonyms;

    Leaves(IndexSearcher searcher, Events events, Merged merged, Pseudonyms pseudonyms) {
        this.searcher = searcher;
        this.events = events;
        this.merged = merged;
        this.pseudonyms = pseudonyms;
    }

    static Query all() {
        return Queries.kind(Schema.EVENT_KIND);
    }

    static Query none() {
        return new MatchNoDocsQuery();
    }

    static Query any(List<Query> queries) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        queries.forEach(query -> any.add(query, Occur.SHOULD));
        return any.build();
    }

    static Query every(List<Query> queries) {
        return queries.size() == 1 ? queries.getFirst() : Queries.all(queries.toArray(Query[]::new));
    }

    /// Events with a user or an id, by its name or by the pseudonym of the name.
    ///
    /// @param field `user` or `id`
    Query named(String field, String whole) {
        return set(field, new HashSet<>(List.of(new BytesRef(whole), new BytesRef(pseudonyms.of(whole)))));
    }

    /// Events with a word for which `byField` makes the query in each of the fields that words are kept in.
    Query word(Scope scope, Function<String, Query> byField) {
        List<Query> any = new ArrayList<>();
        any.add(byField.apply(Schema.TEXT));
        any.add(viaTemplate(byField.apply(Schema.TEMPLATE_BODY)));
        if (scope == Scope.ANYWHERE) {
            any.add(viaVariant(byField.apply(Schema.VARIANT_BODY)));
        }
        return any(any);
    }

    /// Events whose text has these words in this order; nothing to look for is no condition.
    Query words(Scope scope, List<String> words, int slop) {
        if (words.isEmpty()) {
            return all();
        }
        if (words.size() == 1) {
            return word(scope, field -> new TermQuery(new Term(field, words.getFirst())));
        }
        List<Query> any = new ArrayList<>();
        PhraseCheck check = new PhraseCheck(events, new Phrase(words, slop), scope == Scope.ANYWHERE);
        any.add(verified(scope, words, slop, check));
        if (slop == 0) {
            any.add(viaTemplate(phrase(Schema.TEMPLATE_BODY, words, 0)));
        }
        if (scope == Scope.ANYWHERE) {
            any.add(viaVariant(phrase(Schema.VARIANT_BODY, words, slop)));
            any.add(acrossTypeAndMessage(words, check));
        }
        return any(any);
    }

    /// Phrases in which a parameter takes part: found nowhere but in the rebuilt text.
    private Query verified(Scope scope, List<String> words, int slop, PhraseCheck check) {
        List<Query> must = new ArrayList<>();
        Set<String> distinct = new HashSet<>(words);
        distinct.forEach(word -> must.add(word(scope, field -> new TermQuery(new Term(field, word)))));
        if (slop == 0) {
            must.add(any(distinct.stream()
                    .map(word -> (Query) new TermQuery(new Term(Schema.TEXT, word)))
                    .toList()));
        }
        must.add(all());
        return new Verified(every(must), check::texts);
    }

    private Query acrossTypeAndMessage(List<String> words, PhraseCheck check) {
        List<Query> must = new ArrayList<>();
        for (String word : new HashSet<>(words)) {
            must.add(any(List.of(
                    viaTemplate(new TermQuery(new Term(Schema.TEMPLATE_BODY, word))),
                    viaVariant(new TermQuery(new Term(Schema.VARIANT_BODY, word))))));
        }
        must.add(all());
        return new Verified(every(must), check::pairs);
    }

    private static Query phrase(String field, List<String> words, int slop) {
        return new PhraseQuery(slop, field, words.toArray(String[]::new));
    }

    /// Events that called a function with these words in its name.
    Query frame(List<String> words) {
        return words.isEmpty() ? all() : viaVariant(phrase(Schema.FRAME, words, 0));
    }

    /// Events in a log file, or with a frame in a source file, whose path or name `byField` matches.
    Query file(Function<String, Query> byField) {
        Set<BytesRef> files = new HashSet<>();
        each(byField.apply(Schema.PATH), leaf -> {
            SortedDocValues of = DocValues.getSorted(leaf.reader(), Schema.OF_FILE);
            return doc -> {
                if (of.advanceExact(doc)) {
                    files.add(BytesRef.deepCopyOf(of.lookupOrd(of.ordValue())));
                }
            };
        });
        return any(List.of(set(Schema.FILE_ID, files), viaVariant(byField.apply(Schema.SOURCE))));
    }

    /// Events of these issues and of those merged into them.
    Query issues(Set<IssueId> issues) {
        Set<BytesRef> ids = new HashSet<>();
        for (IssueId id : issues) {
            ids.add(new BytesRef(id.text()));
            merged.into(id).forEach(member -> ids.add(new BytesRef(member.text())));
        }
        return set(Schema.ISSUE, ids);
    }

    /// The event with this id; empty if it is none.
    static Optional<Query> event(String id) {
        String typed = id.strip().toLowerCase(Locale.ROOT);
        int dash = typed.lastIndexOf('-');
        if (dash < 0 || dash + 17 < typed.length() || !typed.substring(dash + 1).matches("[0-9a-f]+")) {
            return Optional.empty();
        }
        long offset = Long.parseUnsignedLong(typed.substring(dash + 1), 16);
        BytesRef file = EventDocuments.fileIdBytes(typed.substring(0, dash));
        return Optional.of(every(List.of(
                all(), new TermQuery(new Term(Schema.FILE_ID, file)), Queries.between(Schema.OFFSET, offset, offset))));
    }

    /// Events with an id of a kind. The index knows ids, the events know of what kind.
    Query id(String kind, String value) {
        String whole = Words.keyword(value);
        Set<String> written = Set.of(whole, pseudonyms.of(whole));
        return ofKind(
                named(Schema.ID, whole),
                ids -> ids.containsKey(kind) && written.contains(Words.keyword(ids.get(kind))));
    }

    /// Events that have something; empty if that is not a thing of events.
    Optional<Query> has(String what) {
        return switch (what) {
            case "trace" -> Optional.of(new FieldExistsQuery(Schema.VARIANT));
            case "user" -> Optional.of(new WildcardQuery(new Term(Schema.USER, "*")));
            case "release" -> Optional.of(new WildcardQuery(new Term(Schema.RELEASE, "*")));
            case "id" -> Optional.of(new WildcardQuery(new Term(Schema.ID, "*")));
            case "request" ->
                Optional.of(ofKind(new WildcardQuery(new Term(Schema.ID, "*")), ids -> ids.containsKey(what)));
            default -> Optional.empty();
        };
    }

    private Query ofKind(Query candidates, Predicate<Map<String, String>> test) {
        return new Verified(
                every(List.of(candidates, all())),
                leaf -> doc -> test.test(events.parameters(leaf.docBase + doc).ids()));
    }

    /// Events whose template a query finds.
    Query viaTemplate(Query query) {
        return set(Schema.TEMPLATE, refs(query));
    }

    /// Events whose variant a query finds.
    Query viaVariant(Query query) {
        return set(Schema.VARIANT, refs(query));
    }

    private Set<BytesRef> refs(Query query) {
        Set<BytesRef> found = new HashSet<>();
        each(query, leaf -> {
            NumericDocValues refs = DocValues.getNumeric(leaf.reader(), Schema.REF);
            return doc -> {
                if (refs.advanceExact(doc)) {
                    found.add(Schema.refBytes(refs.longValue()));
                }
            };
        });
        return found;
    }

    private void each(Query query, Queries.Visitor visitor) {
        try {
            Queries.each(searcher, query, visitor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Query set(String field, Set<BytesRef> values) {
        return switch (values.size()) {
            case 0 -> none();
            case 1 -> new TermQuery(new Term(field, values.iterator().next()));
            default -> new TermInSetQuery(field, values);
        };
    }
}
