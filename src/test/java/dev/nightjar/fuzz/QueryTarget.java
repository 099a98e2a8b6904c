package dev.nightjar.fuzz;

import dev.nightjar.model.Failure;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Window;
import dev.nightjar.store.query.IssueProperties;
import dev.nightjar.store.query.Query;
import dev.nightjar.store.query.QueryReader;
import dev.nightjar.store.query.QueryText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A query is read, or refused as a wrong command line. One that is read means the same in brackets, and within
/// a negation what is negated.
final class QueryTarget implements Target.Body {

    private static final Window NIGHT =
            new Window(Instant.parse("2026-03-04T00:00:00Z"), Instant.parse("2026-03-05T00:00:00Z"));

    private static final IssueProperties PROPERTIES = new IssueProperties() {
        @Override
        public Set<String> names() {
            return Set.of("is", "seen", "age");
        }

        @Override
        public Set<IssueId> issues(String name, String value) {
            return Set.of();
        }

        @Override
        public Window time(String value) {
            return NIGHT;
        }
    };

    private static Optional<Query> read(String typed) {
        try {
            return Optional.of(placeless(
                    QueryReader.read(new QueryText(typed), PROPERTIES, () -> Set.of("status", "tenant", "severity"))));
        } catch (Failure e) {
            Target.must(e.exit() == Failure.Exit.USAGE, "refused as " + e.exit() + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /// Without the places where patterns were typed.
    private static Query placeless(Query query) {
        return switch (query) {
            case Query.And and -> new Query.And(placeless(and.parts()));
            case Query.Or or -> new Query.Or(placeless(or.parts()));
            case Query.Not not -> new Query.Not(placeless(not.part()));
            case Query.Wildcard wild -> new Query.Wildcard(wild.in(), wild.pattern(), 0);
            case Query.Named(var name, Query.Value.Like like) ->
                new Query.Named(name, new Query.Value.Like(like.pattern(), 0));
            default -> query;
        };
    }

    private static List<Query> placeless(List<Query> queries) {
        return queries.stream().map(QueryTarget::placeless).toList();
    }

    @Override
    public void check(byte[] input) {
        String typed = Target.text(input);
        Optional<Query> query = read(typed);
        if (query.isEmpty() || query.get() instanceof Query.None || typed.isBlank()) {
            return;
        }
        Optional<Query> inBrackets = read("(" + typed + ")");
        if (inBrackets.isPresent()) { // one more bracket may be one too many
            Target.must(query.equals(inBrackets), query + " in brackets is " + inBrackets);
        } else {
            Target.must(typed.contains("("), "in brackets it is refused");
        }
    }

    @Override
    public void work(byte[] input) {
        read(Target.text(input));
    }
}
