package dev.nightjar.store.lucene;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/// The documents of a query that also pass a check of their own, made when nothing cheaper rules them out.
final class Verified extends Query {

    /// Decides about one document.
    interface Check {
        Queries.Test segment(LeafReaderContext leaf) throws IOException;
    }

    private static final float COST = 10_000;

    private final Query candidates;
    private final Check check;

    Verified(Query candidates, Check check) {
        this.candidates = candidates;
        this.check = check;
    }

    @Override
    public Query rewrite(IndexSearcher searcher) throws IOException {
        Query rewritten = candidates.rewrite(searcher);
        return rewritten.equals(candidates) ? this : new Verified(rewritten, check);
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) throws IOException {
        Weight inner = searcher.createWeight(candidates, ScoreMode.COMPLETE_NO_SCORES, 1);
        return new ConstantScoreWeight(this, boost) {
            @Override
            public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext leaf) throws IOException {
                Scorer scorer = inner.scorer(leaf);
                return scorer == null ? null : new DefaultScorerSupplier(verified(scorer, leaf, mode));
            }

            @Override
            public boolean isCacheable(LeafReaderContext leaf) {
                return false;
            }
        };
    }

    private Scorer verified(Scorer scorer, LeafReaderContext leaf, ScoreMode mode) throws IOException {
        Queries.Test test = check.segment(leaf);
        TwoPhaseIterator inner = scorer.twoPhaseIterator();
        TwoPhaseIterator both = new TwoPhaseIterator(inner == null ? scorer.iterator() : inner.approximation()) {
            @Override
            public boolean matches() throws IOException {
                return (inner == null || inner.matches()) && test.passes(approximation.docID());
            }

            @Override
            public float matchCost() {
                return COST;
            }
        };
        return new ConstantScoreScorer(1, mode, both);
    }

    @Override
    public void visit(QueryVisitor visitor) {
        candidates.visit(visitor);
    }

    @Override
    public String toString(String field) {
        return "verified(" + candidates.toString(field) + ")";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Verified o && o.check == check && o.candidates.equals(candidates);
    }

    @Override
    public int hashCode() {
        return candidates.hashCode() * 31 + System.identityHashCode(check);
    }
}
