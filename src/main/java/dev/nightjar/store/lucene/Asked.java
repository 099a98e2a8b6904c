package dev.nightjar.store.lucene;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;

/// A condition within a query as Lucene's parser builds it. Lucene never runs it.
final class Asked extends Query {

    private final Condition condition;

    Asked(Condition condition) {
        this.condition = condition;
    }

    /// What a query of such parts asks.
    static Condition condition(Query query) {
        return switch (query) {
            case Asked asked -> asked.condition;
            case BooleanQuery all -> condition(all);
            case BoostQuery boosted -> condition(boosted.getQuery());
            case MatchNoDocsQuery none -> Condition.NONE;
            default -> throw new IllegalArgumentException("a part of a query: " + query.getClass());
        };
    }

    /// What may be there does not count where something must.
    private static Condition condition(BooleanQuery query) {
        List<Condition> every = new ArrayList<>();
        List<Condition> any = new ArrayList<>();
        List<Condition> not = new ArrayList<>();
        for (BooleanClause clause : query) {
            Condition condition = condition(clause.query());
            switch (clause.occur()) {
                case MUST, FILTER -> every.add(condition);
                case SHOULD -> any.add(condition);
                case MUST_NOT -> not.add(Condition.not(condition));
            }
        }
        if (every.isEmpty()) {
            every.add(any.isEmpty() ? Condition.NONE : Condition.any(any));
        }
        every.addAll(not);
        return Condition.every(every);
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public String toString(String field) {
        return condition.toString();
    }

    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean equals(Object other) {
        return other instanceof Asked asked && asked.condition == condition;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(condition);
    }
}
