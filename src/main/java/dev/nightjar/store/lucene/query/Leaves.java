package dev.nightjar.store.lucene.query;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.store.encoded.FileId;
import dev.nightjar.store.encoded.Pseudonyms;
import dev.nightjar.store.issue.Merged;
import dev.nightjar.store.lucene.block.BlockValues.Part;
import dev.nightjar.store.lucene.block.Dictionary;
import dev.nightjar.store.lucene.block.EventBlock;
import dev.nightjar.store.lucene.block.Mask;
import dev.nightjar.store.lucene.event.Condition;
import dev.nightjar.store.lucene.event.EventReader;
import dev.nightjar.store.lucene.event.Matcher;
import dev.nightjar.store.lucene.event.Referring;
import dev.nightjar.store.lucene.event.Segment;
import dev.nightjar.store.lucene.index.Queries;
import dev.nightjar.store.lucene.index.Schema;
import dev.nightjar.store.lucene.text.FilterWords;
import dev.nightjar.store.query.Field;
import dev.nightjar.store.query.Query.Attribute;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// The events that a part of a query means. What is said of a text holds for an event if it holds for the texts it
/// shares with others or for what it puts into them; the former are looked up at once and become sets of
/// references.
public final class Leaves {

    /// Where words are looked for.
    enum Scope {
        /// Message, messages of what was thrown, trace; also whole users and ids.
        ANYWHERE,
        /// Message and messages of what was thrown.
        MESSAGE
    }

    private static final Set<Part> MESSAGES = EnumSet.of(Part.MESSAGES, Part.THROWN);
    private static final Set<Part> TRACES = EnumSet.of(Part.TRACES);
    private static final Set<Part> ALL_PARTS = EnumSet.allOf(Part.class);

    private final IndexSearcher searcher;
    private final EventReader events;
    private final Merged merged;
    private final Pseudonyms pseudonyms;
    private final FilterWords filter;

    public Leaves(
            IndexSearcher searcher, EventReader events, Merged merged, Pseudonyms pseudonyms, FilterWords filter) {
        this.searcher = searcher;
        this.events = events;
        this.merged = merged;
        this.pseudonyms = pseudonyms;
        this.filter = filter;
    }

    Matcher named(String whole) {
        return Matcher.of(new HashSet<>(List.of(whole, pseudonyms.of(whole))));
    }

    /// Events of a user, by its name or by the pseudonym of the name.
    public Condition user(String whole) {
        return Having.user(filter, named(whole));
    }

    /// Events with an id, by itself or by its pseudonym.
    public Condition id(String whole) {
        return Having.id(filter, named(whole), null);
    }

    /// Events with an id of this kind, or a value that the log gave this name, that matches.
    ///
    /// @param name in lower case; null for any
    Condition named(@Nullable String name, Matcher value) {
        Condition rows = Having.named(filter, name, value);
        return name == null
                ? rows
                : segment -> {
                    boolean[] blocks = new boolean[segment.size()];
                    segment.mark(Schema.NAMED, new BytesRef(name), blocks);
                    segment.mark(Schema.NAMED, new BytesRef(Schema.MANY_NAMES), blocks);
                    return new Marked(blocks, rows.in(segment));
                };
    }

    /// Events with an id of a kind.
    Condition id(String kind, String whole) {
        return Having.id(filter, named(whole), kind);
    }

    /// Events for which a field matches: words in it, or its whole value. Of kinds of ids, any.
    Condition matching(Field field, Function<String, Query> byField) {
        return switch (field) {
            case ANY -> word(Scope.ANYWHERE, byField);
            case MESSAGE -> word(Scope.MESSAGE, byField);
            case FRAME -> frame(byField);
            case PROJECT -> viaTemplate(byField.apply(Schema.PROJECT));
            case LOGGER -> viaTemplate(byField.apply(Schema.LOGGER));
            case TYPE -> viaVariant(byField.apply(Schema.TYPE));
            case FILE -> file(byField);
            case HOST -> Referring.to(Dictionary.HOSTS, matcher(byField));
            case THREAD -> Referring.to(Dictionary.THREADS, matcher(byField));
            case RELEASE -> Referring.to(Dictionary.RELEASES, matcher(byField));
            case USER -> Having.user(filter, matcher(byField));
            case ID, REQUEST, TRACE, AUDIT, ACTOR, TARGET -> Having.id(filter, matcher(byField), null);
        };
    }

    /// Events whose logger, or a type that was thrown, is called so, or has this word in its name.
    Condition nameOrWord(Field field, String value) {
        Condition whole = matching(field, by -> new TermQuery(new Term(by, value)));
        Condition word = field == Field.LOGGER
                ? viaTemplate(new TermQuery(new Term(Schema.WORD_OF_LOGGER, value)))
                : viaVariant(new TermQuery(new Term(Schema.WORD_OF_TYPE, value)));
        return Condition.any(List.of(whole, word));
    }

    private static Matcher matcher(Function<String, Query> byField) {
        return Matcher.of(byField.apply(Schema.TEXT));
    }

    /// Events with a word for which `byField` makes the query in each of the fields that words are kept in.
    private Condition word(Scope scope, Function<String, Query> byField) {
        List<Condition> any = new ArrayList<>();
        any.add(viaText(byField.apply(Schema.TEMPLATE_BODY)));
        if (scope == Scope.ANYWHERE) {
            any.add(viaVariant(byField.apply(Schema.VARIANT_BODY)));
            any.add(viaVariant(byField.apply(Schema.FRAME)));
        }
        any.add(new Saying(filter, matcher(byField), scope == Scope.ANYWHERE ? ALL_PARTS : MESSAGES));
        return Condition.any(any);
    }

    private Condition word(Scope scope, String word) {
        return word(scope, field -> new TermQuery(new Term(field, word)));
    }

    /// Events that have one of these words among the values that they put into shared texts.
    private Condition saying(Set<String> words, Set<Part> parts) {
        return new Saying(filter, Matcher.of(words), parts);
    }

    /// Events whose text has these words in this order.
    Condition words(Scope scope, List<String> words, int slop) {
        if (words.size() == 1) {
            return word(scope, words.getFirst());
        }
        Set<String> distinct = new HashSet<>(words);
        List<Condition> all = new ArrayList<>();
        distinct.forEach(word -> all.add(word(scope, word)));
        PhraseCheck check = new PhraseCheck(events, new Phrase(words, slop));
        List<Condition> any = new ArrayList<>();
        if (slop == 0) {
            any.add(viaText(PhraseCheck.query(Schema.TEMPLATE_BODY, words, 0)));
        }
        if (scope == Scope.ANYWHERE) {
            any.add(viaVariant(PhraseCheck.query(Schema.VARIANT_BODY, words, slop)));
            any.add(acrossTypeAndMessage(distinct, check));
            any.add(Condition.every(List.of(
                    masked(),
                    slop == 0 ? saying(distinct, TRACES) : Condition.ALL,
                    Condition.every(all),
                    Condition.each(Condition.Test.DEAREST, check::traces))));
        }
        any.add(Condition.every(List.of(
                slop == 0 ? saying(distinct, MESSAGES) : Condition.ALL,
                Condition.every(all),
                Condition.each(
                        Condition.Test.DEAREST, scope == Scope.ANYWHERE ? check::messagesAndHeads : check::messages))));
        return Condition.any(any);
    }

    private Condition acrossTypeAndMessage(Set<String> words, PhraseCheck check) {
        List<Condition> must = new ArrayList<>();
        for (String word : words) {
            must.add(Condition.any(List.of(
                    viaText(new TermQuery(new Term(Schema.TEMPLATE_BODY, word))),
                    viaVariant(new TermQuery(new Term(Schema.VARIANT_BODY, word))))));
        }
        must.add(Condition.each(Condition.Test.DEAREST, check.pairs()));
        return Condition.every(must);
    }

    /// Events whose trace has holes for masked words.
    private Condition masked() {
        return viaVariant(new TermQuery(new Term(Schema.MASKED, "1")));
    }

    /// Events that called a function with these words in its name.
    Condition frame(List<String> words) {
        return Condition.any(List.of(
                viaVariant(PhraseCheck.query(Schema.FRAME, words, 0)),
                Condition.every(List.of(
                        masked(),
                        saying(new HashSet<>(words), TRACES),
                        Condition.each(
                                Condition.Test.DEAREST, new PhraseCheck(events, new Phrase(words, 0))::calls)))));
    }

    /// Events that called a function with a word in its name for which `byField` makes the query.
    private Condition frame(Function<String, Query> byField) {
        Matcher word = matcher(byField);
        return Condition.any(List.of(
                viaVariant(byField.apply(Schema.FRAME)),
                Condition.every(List.of(
                        masked(),
                        new Saying(filter, word, TRACES),
                        Condition.each(
                                Condition.Test.DEAREST,
                                (segment, block, row) -> PhraseCheck.has(events.calls(segment, block, row), word))))));
    }

    /// Events in a log file, or with a frame in a source file, whose path or name `byField` matches.
    private Condition file(Function<String, Query> byField) {
        Set<BytesRef> files = new HashSet<>();
        each(byField.apply(Schema.PATH), leaf -> {
            SortedDocValues of = DocValues.getSorted(leaf.reader(), Schema.OF_FILE);
            return doc -> {
                if (of.advanceExact(doc)) {
                    files.add(BytesRef.deepCopyOf(of.lookupOrd(of.ordValue())));
                }
            };
        });
        Matcher name = matcher(byField);
        return Condition.any(List.of(
                Referring.to(Dictionary.FILES, files),
                viaVariant(byField.apply(Schema.SOURCE)),
                Condition.every(List.of(
                        masked(),
                        Condition.each(
                                Condition.Test.DEAREST,
                                (segment, block, row) -> events.sources(segment, block, row).stream()
                                        .anyMatch(name::matches))))));
    }

    /// Events of these issues and of those merged into them.
    public Condition issues(Set<IssueId> issues) {
        Set<BytesRef> ids = new HashSet<>();
        for (IssueId id : issues) {
            ids.add(new BytesRef(id.text()));
            merged.into(id).forEach(member -> ids.add(new BytesRef(member.text())));
        }
        return Referring.to(Dictionary.ISSUES, ids);
    }

    /// The event that begins there in a file.
    public static Condition event(String fileId, long offset) {
        Set<BytesRef> file = Set.of(new BytesRef(FileId.bytes(fileId)));
        return Condition.every(List.of(at(offset), Referring.to(Dictionary.FILES, file)));
    }

    private static Condition at(long offset) {
        return segment -> {
            Condition.Test rows = Condition.each(
                            Condition.Test.CHEAP, (any, block, row) -> block.offsets()[row] == offset)
                    .in(segment);
            return new Spanning(segment, offset, rows);
        };
    }

    /// Blocks that may have an offset.
    private record Spanning(Segment segment, long offset, Condition.Test rows) implements Condition.Test {
        @Override
        public boolean may(int at) throws IOException {
            return segment.spans(at, offset);
        }

        @Override
        public void keep(int at, EventBlock block, Mask kept) throws IOException {
            rows.keep(at, block, kept);
        }
    }

    /// Events that have something.
    static Condition has(Attribute attribute) {
        return switch (attribute) {
            case TRACE -> having((block, row) -> block.places(Dictionary.VARIANTS)[row] >= 0);
            case USER -> having((block, row) -> block.userOf(row) >= 0);
            case RELEASE -> having((block, row) -> block.places(Dictionary.RELEASES)[row] >= 0);
            case ID -> having((block, row) -> !block.kinds(row).isEmpty());
            case REQUEST -> having((block, row) -> block.kinds(row).contains("request"));
        };
    }

    private interface Row {
        boolean has(EventBlock block, int row) throws IOException;
    }

    private static Condition having(Row row) {
        return Condition.each(Condition.Test.CHEAP, (any, block, at) -> row.has(block, at));
    }

    /// Events of audit rules.
    public static Condition audits() {
        return segment -> {
            boolean[] blocks = new boolean[segment.size()];
            segment.mark(Schema.AUDIT, new BytesRef("1"), blocks);
            Condition.Test rows = Condition.each(
                            Condition.Test.CHEAP,
                            (any, block, row) -> block.kinds(row).contains(StoredEvent.AUDIT))
                    .in(segment);
            return new Marked(blocks, rows);
        };
    }

    /// Blocks that were chosen before.
    private record Marked(boolean[] blocks, Condition.Test rows) implements Condition.Test {
        @Override
        public boolean may(int at) throws IOException {
            return blocks[at] && rows.may(at);
        }

        @Override
        public void keep(int at, EventBlock block, Mask kept) throws IOException {
            rows.keep(at, block, kept);
        }
    }

    /// Events whose template a query finds.
    Condition viaTemplate(Query query) {
        return Referring.to(Dictionary.TEMPLATES, refs(query));
    }

    /// Events of whose messages, also of what was thrown, a query finds the text that they share.
    private Condition viaText(Query query) {
        Set<Long> refs = refs(query);
        return Condition.any(List.of(Referring.to(Dictionary.TEMPLATES, refs), Referring.to(Dictionary.FORMS, refs)));
    }

    /// Events whose variant a query finds.
    Condition viaVariant(Query query) {
        return Referring.to(Dictionary.VARIANTS, refs(query));
    }

    private Set<Long> refs(Query query) {
        Set<Long> found = new HashSet<>();
        each(query, leaf -> {
            NumericDocValues refs = DocValues.getNumeric(leaf.reader(), Schema.REF);
            return doc -> {
                if (refs.advanceExact(doc)) {
                    found.add(refs.longValue());
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
}
