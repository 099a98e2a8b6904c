package dev.nightjar.store.query;

import dev.nightjar.model.Failure;
import dev.nightjar.store.query.Terms.In;
import dev.nightjar.store.query.Token.Kind;
import dev.nightjar.text.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads what a person searches for: the syntax that people know from Lucene, all words required unless said
/// otherwise.
///
/// ```
/// query  = clause { [ AND | OR ] clause }
/// clause = [ + | - | ! | NOT ] [ field ":" ] ( term | "(" query ")" )
/// term   = ( word | pattern | "quoted" | range ) [ "~" … ] [ "^" number ]
/// range  = ( "[" | "{" ) end "TO" end ( "]" | "}" )
/// ```
///
/// As in Lucene, `AND` requires what stands on both sides of it, `OR` makes both a choice, and what is a choice
/// does
/// not
/// count beside what is required: `a OR b c` is `c`. Boosts are read and mean nothing.
public final class QueryReader {

    private static final int LONGEST = 1024;
    private static final String QUOTES = "put text with special characters in quotes";

    private final QueryText query;
    private final List<Token> tokens;
    private final Terms terms;
    private int next;

    private QueryReader(QueryText query, List<Token> tokens, Terms terms) {
        this.query = query;
        this.tokens = tokens;
        this.terms = terms;
    }

    /// The events that a query means. A blank query means all. A wrong one fails with exit code 64, and says the
    /// column
    /// and what to do.
    ///
    /// @param properties conditions that are not of events
    /// @param logged the names, in lower case, that logs gave to values of events
    public static Query read(QueryText query, IssueProperties properties, Supplier<Set<String>> logged) {
        String typed = query.typed();
        if (typed.length() > LONGEST) {
            throw query.problem("too long: " + typed.length() + " characters, at most " + LONGEST, LONGEST);
        }
        if (typed.isBlank()) {
            return new Query.All();
        }
        Names names = new Names(properties.names(), logged);
        Terms terms = new Terms(query, properties, names);
        QueryReader reader = new QueryReader(query, Lexer.tokens(query, names), terms);
        Optional<Query> read = reader.clauses(Terms.ANYWHERE);
        reader.take(Kind.END);
        return read.orElseGet(Query.None::new);
    }

    private Failure unexpected(Token token) {
        return token.is(Kind.END)
                ? query.problem("it ends too early; " + QUOTES, token.at())
                : unexpected(query, token.text(), start(token));
    }

    static Failure unexpected(QueryText query, String what, int at) {
        return query.problem("unexpected '" + Visible.line(what) + "'; " + QUOTES, at);
    }

    private Token peek() {
        return tokens.get(next);
    }

    private boolean follows(int behind, Kind kind) {
        return next + behind < tokens.size() && tokens.get(next + behind).is(kind);
    }

    private boolean isStar(int at) {
        return tokens.get(at).is(Kind.PATTERN) && tokens.get(at).text().equals("*");
    }

    private @Nullable Token accept(Kind kind) {
        return peek().is(kind) ? tokens.get(next++) : null;
    }

    private Token take(Kind kind) {
        Token token = accept(kind);
        if (token == null) {
            throw unexpected(peek());
        }
        return token;
    }

    /// Where a token begins with its quotes.
    private static int start(Token token) {
        return token.is(Kind.QUOTED) ? token.at() - 1 : token.at();
    }

    /// Nothing if there is nothing to look for.
    private Optional<Query> clauses(In in) {
        Clauses clauses = new Clauses();
        do {
            Kind joint = clauses.isFirst() ? Kind.END : joint();
            boolean not = accept(Kind.NOT) != null;
            if (!not) {
                accept(Kind.PLUS);
            }
            clauses.add(joint, not, clause(in));
        } while (!peek().is(Kind.CLOSE) && !peek().is(Kind.END));
        return clauses.all();
    }

    private Kind joint() {
        return accept(Kind.AND) != null ? Kind.AND : accept(Kind.OR) != null ? Kind.OR : Kind.END;
    }

    private Optional<Query> clause(In in) {
        In field = in;
        if (follows(1, Kind.COLON) && (peek().is(Kind.TERM) || isStar(next))) {
            field = isStar(next) && isStar(next + 2) ? Terms.ANYWHERE : terms.field(peek());
            next += 2;
        }
        if (accept(Kind.OPEN) == null) {
            return term(field);
        }
        Optional<Query> read = clauses(field);
        take(Kind.CLOSE);
        accept(Kind.BOOST);
        return read;
    }

    private Optional<Query> term(In in) {
        Token token = tokens.get(next++);
        return switch (token.kind()) {
            case TERM, VALUE -> {
                Token tilde = tilde();
                yield tilde == null ? terms.text(in, token) : terms.fuzzy(in, token, tilde);
            }
            case PATTERN -> {
                tilde();
                yield terms.pattern(in, token);
            }
            case QUOTED -> terms.quoted(in, token, tilde());
            case FROM -> range(in, token);
            case COLON, AND, OR, NOT, PLUS, OPEN, CLOSE, TILDE, BOOST, LIMIT, TO, END -> throw unexpected(token);
        };
    }

    private @Nullable Token tilde() {
        Token before = accept(Kind.TILDE);
        accept(Kind.BOOST);
        return before == null && tokens.get(next - 1).is(Kind.BOOST) ? accept(Kind.TILDE) : before;
    }

    private Optional<Query> range(In in, Token open) {
        Token from = limit();
        Token word = take(Kind.LIMIT);
        if (!word.text().equals("TO")) {
            throw query.problem("a range is written [a TO b]; " + QUOTES, word.at());
        }
        Token to = limit();
        Token close = take(Kind.TO);
        accept(Kind.BOOST);
        return Optional.of(
                terms.range(in, from, to, open.text().equals("["), close.text().equals("]")));
    }

    private Token limit() {
        Token quoted = accept(Kind.QUOTED);
        return quoted == null ? take(Kind.LIMIT) : quoted;
    }

    /// Clauses side by side, and how they count.
    private static final class Clauses {

        private enum Occur {
            MUST,
            MAY,
            NOT
        }

        private final List<Query> queries = new ArrayList<>();
        private final List<Occur> occurs = new ArrayList<>();
        private boolean first = true;

        boolean isFirst() {
            return first;
        }

        /// @param joint what stands before it: `AND`, `OR` or nothing
        /// @param clause nothing if there is nothing to look for
        void add(Kind joint, boolean not, Optional<Query> clause) {
            first = false;
            if (!occurs.isEmpty() && occurs.getLast() != Occur.NOT && joint != Kind.END) {
                occurs.set(occurs.size() - 1, joint == Kind.OR ? Occur.MAY : Occur.MUST);
            }
            if (clause.isPresent()) {
                queries.add(clause.get());
                occurs.add(not ? Occur.NOT : joint == Kind.OR ? Occur.MAY : Occur.MUST);
            }
        }

        Optional<Query> all() {
            List<Query> every = new ArrayList<>(of(Occur.MUST));
            List<Query> choice = of(Occur.MAY);
            if (every.isEmpty() && !choice.isEmpty()) {
                every.add(choice.size() == 1 ? choice.getFirst() : new Query.Or(choice));
            }
            of(Occur.NOT).forEach(query -> every.add(new Query.Not(query)));
            return every.isEmpty()
                    ? Optional.empty()
                    : Optional.of(every.size() == 1 ? every.getFirst() : new Query.And(every));
        }

        private List<Query> of(Occur occur) {
            List<Query> found = new ArrayList<>();
            for (int i = 0; i < queries.size(); i++) {
                if (occurs.get(i) == occur) {
                    found.add(queries.get(i));
                }
            }
            return found;
        }
    }
}
