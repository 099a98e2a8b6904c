package dev.nightjar.store.query;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import dev.nightjar.model.Window;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which events are looked for. A store compiles it by a `switch` over its kinds. Words are as `Words` finds them,
/// whole
/// values as `Words.keyword` makes them; both are in lower case, and so are those of events to be compared with.
public sealed interface Query {

    /// Every event.
    record All() implements Query {}

    /// No event: of a query in which there is nothing to look for.
    record None() implements Query {}

    /// Events for which all parts hold.
    ///
    /// @param parts at least one
    record And(List<Query> parts) implements Query {
        public And {
            parts = some(parts);
        }
    }

    /// Events for which a part holds.
    ///
    /// @param parts at least one
    record Or(List<Query> parts) implements Query {
        public Or {
            parts = some(parts);
        }
    }

    /// Events for which a part does not hold.
    record Not(Query part) implements Query {}

    /// Events whose text has a word.
    ///
    /// @param in a field of words
    record Word(Field in, String word) implements Query {
        public Word {
            requireWords(in);
        }
    }

    /// Events whose text has these words in this order.
    ///
    /// @param in a field of words
    /// @param words at least two
    /// @param slop how far they may be moved in all, 0 for side by side; in frames they are always side by side
    record Phrase(Field in, List<String> words, int slop) implements Query {
        public Phrase {
            requireWords(in);
            words = List.copyOf(words);
            if (words.size() < 2 || slop < 0) {
                throw new IllegalArgumentException(words.size() + " words, " + slop + " apart");
            }
        }
    }

    /// Events with a word, or a whole value, that begins so.
    ///
    /// @param prefix may be empty: any
    record Prefix(Field in, String prefix) implements Query {}

    /// Events with a word, or a whole value, of a pattern.
    ///
    /// @param pattern `*` is any text, `?` a character, a backslash takes the next one as it is
    /// @param at where it was typed, from 0: a store may find that it would be too dear
    record Wildcard(Field in, String pattern, int at) implements Query {}

    /// Events with a word, or a whole value, that is nearly this one.
    ///
    /// @param edits how many letters may be wrong, missing or too many: 1 or 2
    record Fuzzy(Field in, String word, int edits) implements Query {
        public Fuzzy {
            if (edits < 1 || edits > 2) {
                throw new IllegalArgumentException(edits + " edits");
            }
        }
    }

    /// Events with a word, or a whole value, from one to another in the order of their UTF-8.
    ///
    /// @param from null for no limit
    /// @param to null for no limit
    /// @param withFrom true if `from` itself is one of them
    /// @param withTo true if `to` itself is one of them
    record Range(Field in, @Nullable String from, @Nullable String to, boolean withFrom, boolean withTo)
            implements Query {}

    /// Events for which a field has exactly this value.
    ///
    /// @param field one of whole values
    record Is(Field field, String value) implements Query {
        public Is {
            if (field.hasWords()) {
                throw new IllegalArgumentException(field + " has no whole values");
            }
        }
    }

    /// Events with a value by a name that the log gave it, or with an id of that kind.
    ///
    /// @param name in lower case; null for any
    record Named(@Nullable String name, Value value) implements Query {}

    /// What a value that the log named has to be.
    sealed interface Value {

        /// Exactly this.
        ///
        /// @param text as `Words.keyword` makes it
        record Whole(String text) implements Value {}

        /// Of a pattern, as in `Wildcard`.
        record Like(String pattern, int at) implements Value {}

        /// A number within limits.
        ///
        /// @param withFrom true if `from` itself is one of them
        /// @param withTo true if `to` itself is one of them
        record Within(double from, double to, boolean withFrom, boolean withTo) implements Value {
            /// True of a value that is a number within the limits.
            public boolean holds(double number) {
                return (withFrom ? number >= from : number > from) && (withTo ? number <= to : number < to);
            }
        }
    }

    /// Events of one of these levels.
    record AtLevel(Set<Level> levels) implements Query {
        public AtLevel {
            levels = Set.copyOf(levels);
        }
    }

    /// Events that have something.
    record Has(Attribute attribute) implements Query {}

    /// Events of a time.
    record During(Window window) implements Query {}

    /// One event.
    ///
    /// @param offset where its record begins in the file
    record Event(String fileId, long offset) implements Query {

        private static final Pattern ID = Pattern.compile("(.*)-([0-9a-f]{1,16})", Pattern.DOTALL);

        /// The event with an id as it is shown; empty if that is no such id.
        public static Optional<Event> parse(String id) {
            Matcher parts = ID.matcher(id.strip().toLowerCase(Locale.ROOT));
            return parts.matches()
                    ? Optional.of(new Event(parts.group(1), Long.parseUnsignedLong(parts.group(2), 16)))
                    : Optional.empty();
        }
    }

    /// Events of one issue.
    ///
    /// @param issue its id or an alias
    record OfIssue(IssueId issue) implements Query {}

    /// Events of some issues.
    ///
    /// @param issues their ids: no aliases. May be many, and is not copied
    record InIssues(Set<IssueId> issues) implements Query {}

    /// What an event may have or not.
    enum Attribute {
        TRACE,
        USER,
        RELEASE,
        /// An id of any kind.
        ID,
        /// The id of a request.
        REQUEST
    }

    private static List<Query> some(List<Query> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("no parts");
        }
        return List.copyOf(parts);
    }

    private static void requireWords(Field in) {
        if (!in.hasWords()) {
            throw new IllegalArgumentException(in + " has no words");
        }
    }
}
